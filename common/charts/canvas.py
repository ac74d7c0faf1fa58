"""Collects the elements of one SVG; the only place that writes markup."""

from collections.abc import Sequence
from functools import lru_cache
from html import escape

from common.charts import bidi
from common.charts.geometry import Geometry
from common.charts.paint import attributes
from common.charts.text import ASCENT, LINE_HEIGHT, clean, is_rtl

_FLIPPED = {"start": "end", "end": "start", "middle": "middle"}


def number(value: float) -> str:
    """Tenths of a pixel: finer than print needs, short, and the same on every machine."""
    return f"{value:.1f}"


@lru_cache(maxsize=8192)
def _content(text: str, rtl: bool, visual_order: bool) -> str:
    """Escaped characters of a <text>, in the order the renderer wants them."""
    text = clean(text)
    if visual_order and bidi.needs_order(text):
        text = bidi.visual(text, rtl=rtl)
    return escape(text)


class Canvas:
    """A list of elements in drawing order; lengths in user units, y grows downwards."""

    def __init__(self, *, geometry: Geometry) -> None:
        self.geometry = geometry
        self._looks = attributes()
        self._elements: list[str] = []

    def markup(self) -> str:
        return "".join(self._elements)

    def line(self, x1: float, y1: float, x2: float, y2: float, *, look: str) -> None:
        ends = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
        self._elements.append(f"<line {ends} {self._looks[look]}/>")

    def circle(self, x: float, y: float, radius: float, *, look: str) -> None:
        place = f'cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"'
        self._elements.append(f"<circle {place} {self._looks[look]}/>")

    def rect(
        self, left: float, top: float, width: float, height: float, *, look: str, radius: float = 0
    ) -> None:
        place = f'x="{number(left)}" y="{number(top)}" width="{number(width)}" height="{number(height)}"'
        corner = f' rx="{number(radius)}"' if radius else ""
        self._elements.append(f"<rect {place}{corner} {self._looks[look]}/>")

    def path(self, commands: str, *, look: str) -> None:
        self._elements.append(f'<path d="{commands}" {self._looks[look]}/>')

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        *,
        size: float,
        look: str = "text",
        anchor: str = "start",
        weight: int = 400,
        rtl: bool | None = None,
    ) -> None:
        """One line. `anchor` always means the left (start) or right (end) edge, whatever the script."""
        rtl = is_rtl(text) if rtl is None else rtl
        direction = ""
        if rtl and not self.geometry.visual_order:
            anchor, direction = _FLIPPED[anchor], ' direction="rtl"'
        content = _content(text, rtl, self.geometry.visual_order)
        place = f'x="{number(x)}" y="{number(baseline)}" font-size="{number(size)}"{direction}'
        place += f' font-weight="{weight}"' if weight != 400 else ""
        place += f' text-anchor="{anchor}"' if anchor != "start" else ""
        self._elements.append(f"<text {place} {self._looks[look]}>{content}</text>")

    def block(
        self,
        x: float,
        top: float,
        lines: Sequence[str],
        *,
        size: float,
        look: str = "text",
        anchor: str = "start",
        weight: int = 400,
        slot: float = 0,
    ) -> None:
        """Wrapped lines from `top` down; right-to-left text sits at the far edge of its `slot` (a width)."""
        if not lines:
            return
        rtl = is_rtl(lines[0])
        if rtl and slot and anchor == "start":
            x, anchor = x + slot, "end"
        baseline = top + size * (ASCENT + (LINE_HEIGHT - 1) / 2)
        for at, line in enumerate(lines):
            self.text(
                x,
                baseline + at * size * LINE_HEIGHT,
                line,
                size=size,
                look=look,
                anchor=anchor,
                weight=weight,
                rtl=rtl,
            )
