"""Raw scale labels on an axis: placed in slots, wrapped, never over one another."""

from dataclasses import dataclass

from common.charts.canvas import Canvas
from common.charts.geometry import clamp
from common.charts.text import block_height, longest_word, widest, wrap

_GAP = 8.0


@dataclass(frozen=True, kw_only=True)
class AxisLabel:
    """A word of the raw scale at a position from 0 to 1."""

    position: float
    text: str


@dataclass(frozen=True, kw_only=True)
class PlacedLabel:
    tick_x: float
    centre: float
    level: int
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PlacedAxis:
    labels: tuple[PlacedLabel, ...]
    size: float

    @property
    def level_heights(self) -> tuple[float, ...]:
        levels = sorted({label.level for label in self.labels})
        return tuple(
            max(block_height(label.lines, size=self.size) for label in self.labels if label.level == level)
            for level in levels
        )

    @property
    def height(self) -> float:
        heights = self.level_heights
        return sum(heights) + 4 * max(len(heights) - 1, 0)


def place_axis(
    labels: tuple[AxisLabel, ...], *, start: float, end: float, low: float, high: float, size: float
) -> PlacedAxis:
    """Labels under positions start..end, inside low..high; every second one lower if words need the room."""
    ordered = sorted(labels, key=lambda label: label.position)
    ticks = [start + label.position * (end - start) for label in ordered]
    single = _on_one_line(ordered, ticks, low=low, high=high, size=size)
    if single:
        return PlacedAxis(labels=single, size=size)
    for levels in (1, 2):
        slots = [_slot(ticks, at, step=levels, low=low, high=high) for at in range(len(ticks))]
        fits = all(
            longest_word(label.text, size=size) <= slot[1] - slot[0]
            for label, slot in zip(ordered, slots, strict=True)
        )
        if fits:
            break
    placed = [
        _placed(label.text, ticks[at], slots[at], level=at % levels, size=size)
        for at, label in enumerate(ordered)
    ]
    return PlacedAxis(labels=tuple(placed), size=size)


def _on_one_line(
    labels: list[AxisLabel], ticks: list[float], *, low: float, high: float, size: float
) -> tuple[PlacedLabel, ...]:
    """Every label unwrapped under its tick; () where two would touch."""
    placed = [
        _placed(label.text, tick, (low, high), level=0, size=size)
        for label, tick in zip(labels, ticks, strict=True)
    ]
    edge = low - _GAP
    for label in placed:
        half = widest(label.lines, size=size) / 2
        if len(label.lines) > 1 or label.centre - half < edge + _GAP:
            return ()
        edge = label.centre + half
    return tuple(placed)


def _slot(ticks: list[float], at: int, *, step: int, low: float, high: float) -> tuple[float, float]:
    """The room of one label: half way to its neighbours, or between the neighbours' leaders on two levels."""
    reach = 2 if step == 1 else 1
    left = low if at == 0 else ticks[at] - (ticks[at] - ticks[at - 1] - _GAP / 2 * reach) / reach
    right = (
        high if at + 1 == len(ticks) else ticks[at] + (ticks[at + 1] - ticks[at] - _GAP / 2 * reach) / reach
    )
    return left, right


def _placed(text: str, tick: float, slot: tuple[float, float], *, level: int, size: float) -> PlacedLabel:
    lines = wrap(text, width=slot[1] - slot[0], size=size)
    half = widest(lines, size=size) / 2
    return PlacedLabel(
        tick_x=tick, centre=clamp(tick, slot[0] + half, slot[1] - half), level=level, lines=lines
    )


def draw_axis(canvas: Canvas, axis: PlacedAxis, *, top: float, look: str = "text-3") -> float:
    """Draws the labels from `top` down; returns the bottom."""
    tops = [top]
    for height in axis.level_heights:
        tops.append(tops[-1] + height + 4)
    for label in axis.labels:
        if label.level:
            canvas.line(label.tick_x, top, label.tick_x, tops[label.level], look="leader")
        canvas.block(label.centre, tops[label.level], label.lines, size=axis.size, look=look, anchor="middle")
    return top + axis.height
