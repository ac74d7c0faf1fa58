"""Diverging bars of a signed difference around zero, in neutral ink."""

from dataclasses import dataclass

from common.charts.canvas import Canvas
from common.charts.geometry import Geometry, Size, clamp
from common.charts.marks import Lens, draw_mark
from common.charts.render import ChartTable
from common.charts.scales import signed
from common.charts.text import block_height, measure, wrap

_PAD, _BAR, _GAP = 7.0, 9.0, 24.0


@dataclass(frozen=True, kw_only=True)
class DivergingBar:
    """`value` from -100 to 100 (second minus first); None with a `note` where there is none."""

    label: str
    value: float | None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Diverging:
    """`negative_name` and `positive_name` say what each direction means ("Business more confident")."""

    key: str = ""
    title: str
    description: str = ""
    negative_name: str
    positive_name: str
    bars: tuple[DivergingBar, ...]
    row_name: str = "Topic"
    value_name: str = "Signed difference"
    extent: float | None = None

    def paint(self, canvas: Canvas) -> Size:
        geometry = canvas.geometry
        left, right = self._plot(geometry)
        zero, unit = (left + right) / 2, self._unit(geometry, left=left, right=right)
        top = start = self._paint_heads(
            canvas, left=0 if geometry.is_stacked else left, right=right, zero=zero
        )
        middles: list[tuple[float, DivergingBar]] = []
        for bar in self.bars:
            top, middle = self._paint_label(canvas, bar, width=left - _GAP, top=top)
            middles.append((middle, bar))
        self._paint_zero(canvas, zero, top=start, bottom=top, middles=[middle for middle, _ in middles])
        for middle, bar in middles:
            self._paint_bar(canvas, bar, zero=zero, unit=unit, middle=middle)
        return Size(width=geometry.width, height=top + 2)

    def table(self) -> ChartTable:
        return ChartTable(
            header=(self.row_name, self.value_name),
            rows=tuple(
                (bar.label, bar.note if bar.value is None else signed(bar.value)) for bar in self.bars
            ),
        )

    def _plot(self, geometry: Geometry) -> tuple[float, float]:
        if geometry.is_stacked:
            return 0, geometry.width
        widest_label = max((measure(bar.label, size=geometry.body) for bar in self.bars), default=0)
        return clamp(widest_label + 1, 110, geometry.width * 0.36) + _GAP, geometry.width

    def _unit(self, geometry: Geometry, *, left: float, right: float) -> float:
        """Pixels for one point; room for the longest printed number stays free at both ends."""
        room = (right - left) / 2 - measure("+100", size=geometry.small, weight=600) - 8
        longest = max((abs(bar.value) for bar in self.bars if bar.value is not None), default=0)
        return room / max(self.extent or 0, longest, 25)

    def _paint_heads(self, canvas: Canvas, *, left: float, right: float, zero: float) -> float:
        """What each side of zero means, with the mark of the lens it belongs to."""
        size, half = canvas.geometry.small, (right - left) / 2 - 32
        negative = wrap(self.negative_name, width=half, size=size)
        positive = wrap(self.positive_name, width=half, size=size)
        canvas.block(zero - 28, 0, negative, size=size, look="text-2", anchor="end")
        draw_mark(canvas, Lens.FIRST, zero - 14, 9, scale=0.85)
        draw_mark(canvas, Lens.SECOND, zero + 14, 9, scale=0.85)
        canvas.block(zero + 28, 0, positive, size=size, look="text-2")
        return max(block_height(negative, size=size), block_height(positive, size=size), 18) + 8

    def _paint_label(
        self, canvas: Canvas, bar: DivergingBar, *, width: float, top: float
    ) -> tuple[float, float]:
        """Draws the label; returns the bottom of the row and the y of the bar's middle."""
        geometry = canvas.geometry
        if geometry.is_stacked:
            lines = wrap(bar.label, width=geometry.width, size=geometry.body)
            canvas.block(0, top + _PAD, lines, size=geometry.body, slot=geometry.width)
            middle = top + _PAD + block_height(lines, size=geometry.body) + _BAR / 2 + 6
            return middle + _BAR / 2 + _PAD + 4, middle
        lines = wrap(bar.label, width=width, size=geometry.body)
        height = max(block_height(lines, size=geometry.body), _BAR) + 2 * _PAD
        canvas.block(0, top + _PAD, lines, size=geometry.body, slot=width)
        return top + height, top + height / 2

    def _paint_zero(
        self, canvas: Canvas, zero: float, *, top: float, bottom: float, middles: list[float]
    ) -> None:
        """One line beside labels; where labels are stacked above the bars, a piece at each bar."""
        if not canvas.geometry.is_stacked:
            canvas.line(zero, top, zero, bottom, look="axis")
            return
        for middle in middles:
            canvas.line(zero, middle - _BAR, zero, middle + _BAR, look="axis")

    def _paint_bar(
        self, canvas: Canvas, bar: DivergingBar, *, zero: float, unit: float, middle: float
    ) -> None:
        size = canvas.geometry.small
        baseline = middle + size * 0.36
        if bar.value is None:
            note = wrap(bar.note, width=canvas.geometry.width - zero - 8, size=size)
            canvas.block(zero + 8, middle - block_height(note, size=size) / 2, note, size=size, look="text-3")
            return
        length = bar.value * unit
        if length:
            canvas.rect(min(zero, zero + length), middle - _BAR / 2, abs(length), _BAR, look="bar")
        text, side = signed(bar.value), -1 if bar.value < 0 else 1
        anchor = "end" if side < 0 else "start"
        canvas.text(zero + length + side * 7, baseline, text, size=size, weight=600, anchor=anchor)
