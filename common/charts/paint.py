"""Every look a chart can use, once: tokens as print attributes here, as classes in charts.css."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from common.charts.palette import tokens


@dataclass(frozen=True, kw_only=True)
class Paint:
    """Fill and stroke are names of tokens; `extra` is what does not depend on the colour scheme."""

    fill: str = ""
    stroke: str = ""
    extra: str = ""


PAINTS: Mapping[str, Paint] = MappingProxyType(
    {
        # text
        "text": Paint(fill="ink"),
        "text-2": Paint(fill="ink-2"),
        "text-3": Paint(fill="ink-3"),
        "text-first": Paint(fill="business"),
        "text-second": Paint(fill="technology"),
        "text-on-dot": Paint(fill="surface"),
        # frame
        "grid": Paint(
            stroke="line-strong", extra='stroke-width="1" stroke-dasharray="0.1 5" stroke-linecap="round"'
        ),
        "rule": Paint(stroke="line", extra='stroke-width="1"'),
        "axis": Paint(stroke="line-strong", extra='stroke-width="1"'),
        "arrow": Paint(stroke="ink-3", extra='fill="none" stroke-width="1.25"'),
        "zone": Paint(fill="surface-2"),
        "ground": Paint(fill="surface"),
        "cell": Paint(fill="surface", stroke="line", extra='stroke-width="1"'),
        "cell-lead": Paint(fill="surface-2", stroke="line-strong", extra='stroke-width="1"'),
        "chip": Paint(fill="surface", stroke="line-strong", extra='stroke-width="1"'),
        # the two lenses: circle and diamond, filled or hollow
        "first": Paint(fill="business", stroke="surface", extra='stroke-width="1.5"'),
        "second": Paint(fill="technology", stroke="surface", extra='stroke-width="1.5"'),
        "first-hollow": Paint(fill="surface", stroke="business", extra='stroke-width="2"'),
        "second-hollow": Paint(fill="surface", stroke="technology", extra='stroke-width="2"'),
        "first-tick": Paint(stroke="business", extra='fill="none" stroke-width="1.75"'),
        "second-tick": Paint(stroke="technology", extra='fill="none" stroke-width="1.75"'),
        # distance, difference, change: neutral ink
        "span": Paint(stroke="span-strong", extra='stroke-width="2"'),
        "leader": Paint(stroke="ink-3", extra='stroke-width="0.75"'),
        "dot": Paint(fill="ink", stroke="surface", extra='stroke-width="1.5"'),
        "point": Paint(fill="ink-3"),
        "bar": Paint(fill="span-strong"),
        "change": Paint(stroke="ink", extra='fill="none" stroke-width="1.75"'),
        "change-end": Paint(fill="ink"),
        "noise": Paint(stroke="line-strong", extra='fill="none" stroke-width="1.25" stroke-dasharray="4 3"'),
        "noise-end": Paint(fill="surface", stroke="line-strong", extra='stroke-width="1.25"'),
        "spark": Paint(
            stroke="ink-2",
            extra='fill="none" stroke-width="1.5" stroke-linejoin="round" stroke-linecap="round"',
        ),
    }
)


@lru_cache(maxsize=1)
def attributes() -> Mapping[str, str]:
    """Look -> the attributes that an element of this look carries."""
    values = tokens()
    return {name: _attributes(name, paint, values) for name, paint in PAINTS.items()}


def _attributes(name: str, paint: Paint, values: Mapping[str, str]) -> str:
    parts = [f'class="chart-{name}"']
    if paint.fill:
        parts.append(f'fill="{values[paint.fill]}"')
    if paint.stroke:
        parts.append(f'stroke="{values[paint.stroke]}"')
    return " ".join([*parts, paint.extra]).strip()
