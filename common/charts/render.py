"""Turns a chart into one SVG string, the same bytes for the same chart."""

import hashlib
import re
from dataclasses import dataclass
from html import escape
from typing import Protocol

from common.charts.canvas import Canvas, number
from common.charts.geometry import NARROW, WIDE, Geometry, Size
from common.charts.text import clean

_KEY = re.compile(r"[a-z][a-z0-9-]*\Z")
_FAMILY = "Inter, Inter Variable, Helvetica Neue, Arial, sans-serif"


@dataclass(frozen=True, kw_only=True)
class ChartTable:
    """What the chart shows, as words: printed texts only, every row as long as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Chart(Protocol):
    """What every chart offers; `key` makes ids unique on a page ("" derives one from the content)."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def description(self) -> str: ...
    def paint(self, canvas: Canvas) -> Size: ...
    def table(self) -> ChartTable: ...


def render(chart: Chart, *, geometry: Geometry) -> str:
    """A complete <svg> element: no style attribute, no script, no reference to the outside."""
    canvas = Canvas(geometry=geometry)
    size = chart.paint(canvas)
    body = canvas.markup()
    base = f"chart-{_key(chart, body)}-{geometry.name}"
    width, height = number(size.width), number(size.height)
    names, labels = _naming(chart, base)
    kind = geometry.name if size.width == geometry.width else "inline"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart-svg chart-{kind}" role="img"'
        f' aria-labelledby="{labels}" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' font-family="{_FAMILY}">{names}{body}</svg>'
    )


def render_responsive(chart: Chart) -> str:
    """Both page geometries of a chart as wide as its column; charts.css shows the one that fits the room.

    A sparkline has one size: it goes into a line of text with `render(..., geometry=WIDE)`.
    """
    return f'<div class="chart-fit">{render(chart, geometry=WIDE)}{render(chart, geometry=NARROW)}</div>'


def _naming(chart: Chart, base: str) -> tuple[str, str]:
    """<title> first, <desc> where there is one; and the ids that name the image."""
    title = f'<title id="{base}-t">{escape(clean(chart.title))}</title>'
    if not chart.description:
        return title, f"{base}-t"
    description = f'<desc id="{base}-d">{escape(clean(chart.description))}</desc>'
    return title + description, f"{base}-t {base}-d"


def _key(chart: Chart, body: str) -> str:
    if not chart.title.strip():
        raise ValueError("a chart needs a title: it is the text alternative")
    if not chart.key:
        return "h" + hashlib.sha256(f"{chart.title}\0{chart.description}\0{body}".encode()).hexdigest()[:10]
    if not _KEY.match(chart.key):
        raise ValueError(f"a chart key is lower-case letters, digits and hyphens: {chart.key!r}")
    return chart.key
