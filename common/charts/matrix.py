"""Scatter of numbered dots over four named quadrants, with the list of what each number stands for."""

from dataclasses import dataclass

from common.charts.axis import AxisLabel, draw_axis, place_axis
from common.charts.canvas import Canvas
from common.charts.dots import DOT, Dot, place_dots
from common.charts.geometry import Box, Geometry, Size, clamp
from common.charts.marks import draw_arrow
from common.charts.render import ChartTable
from common.charts.text import LINE_HEIGHT, block_height, measure, wrap

_INSET = 14.0
_LIST_GAP = 40.0


@dataclass(frozen=True, kw_only=True)
class MatrixAxis:
    """`threshold` is a position from 0 to 1; at or above it a point belongs to the upper half."""

    name: str
    threshold: float
    labels: tuple[AxisLabel, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MatrixPoint:
    """Positions from 0 to 1 and the values as printed."""

    label: str
    x: float
    y: float
    x_text: str
    y_text: str


@dataclass(frozen=True, kw_only=True)
class Quadrants:
    """Names by place: high on both axes, high only on y, high only on x, low on both."""

    both_high: str
    only_y_high: str
    only_x_high: str
    both_low: str

    def name(self, *, x_high: bool, y_high: bool) -> str:
        return {
            (True, True): self.both_high,
            (False, True): self.only_y_high,
            (True, False): self.only_x_high,
            (False, False): self.both_low,
        }[x_high, y_high]


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """Points are numbered in the caller's order."""

    key: str = ""
    title: str
    description: str = ""
    x: MatrixAxis
    y: MatrixAxis
    quadrants: Quadrants
    points: tuple[MatrixPoint, ...]
    row_name: str = "Topic"
    quadrant_name: str = "Quadrant"

    def quadrant_of(self, point: MatrixPoint) -> str:
        x_high, y_high = self._halves(point)
        return self.quadrants.name(x_high=x_high, y_high=y_high)

    def paint(self, canvas: Canvas) -> Size:
        geometry = canvas.geometry
        plot = self._plot(geometry)
        self._paint_frame(canvas, plot)
        dots = self._dots(plot)
        self._paint_names(canvas, plot, dots)
        self._paint_dots(canvas, dots)
        bottom = self._paint_axes(canvas, plot)
        if geometry.is_stacked:
            bottom = self._paint_list(canvas, left=0, top=bottom + 18)
        else:
            bottom = max(bottom, self._paint_list(canvas, left=plot.right + _LIST_GAP, top=plot.top - 4))
        return Size(width=geometry.width, height=bottom + 4)

    def table(self) -> ChartTable:
        return ChartTable(
            header=("#", self.row_name, self.x.name, self.y.name, self.quadrant_name),
            rows=tuple(
                (str(at), point.label, point.x_text, point.y_text, self.quadrant_of(point))
                for at, point in enumerate(self.points, start=1)
            ),
        )

    def _halves(self, point: MatrixPoint) -> tuple[bool, bool]:
        """Rounded first, so that 0.30000000000000004 and 0.3 are the same."""
        return (
            round(point.x, 9) >= round(self.x.threshold, 9),
            round(point.y, 9) >= round(self.y.threshold, 9),
        )

    def _plot(self, geometry: Geometry) -> Box:
        size = geometry.small
        left = max((measure(label.text, size=size) for label in self.y.labels), default=0) + 10
        right = geometry.width - 1 if geometry.is_stacked else geometry.width * 0.6
        top = size * LINE_HEIGHT + 8
        return Box(left=left, top=top, right=right, bottom=top + (right - left) * 0.84)

    def _paint_frame(self, canvas: Canvas, plot: Box) -> None:
        width, height = plot.right - plot.left, plot.bottom - plot.top
        split_x, split_y = self._place(plot, self.x.threshold, self.y.threshold)
        canvas.rect(split_x, plot.top, plot.right - split_x, split_y - plot.top, look="zone")
        for label in self.x.labels:
            x, _ = self._place(plot, label.position, 0)
            canvas.line(x, plot.top, x, plot.bottom, look="grid")
        for label in self.y.labels:
            _, y = self._place(plot, 0, label.position)
            canvas.line(plot.left, y, plot.right, y, look="grid")
        canvas.line(split_x, plot.top, split_x, plot.top + height, look="axis")
        canvas.line(plot.left, split_y, plot.left + width, split_y, look="axis")

    def _place(self, plot: Box, x: float, y: float) -> tuple[float, float]:
        width, height = plot.right - plot.left - 2 * _INSET, plot.bottom - plot.top - 2 * _INSET
        return plot.left + _INSET + clamp(x, 0, 1) * width, plot.bottom - _INSET - clamp(y, 0, 1) * height

    def _dots(self, plot: Box) -> tuple[Dot, ...]:
        split_x, split_y = self._place(plot, self.x.threshold, self.y.threshold)
        rooms: list[Box] = []
        for point in self.points:
            x_high, y_high = self._halves(point)
            rooms.append(
                Box(
                    left=split_x if x_high else plot.left,
                    right=plot.right if x_high else split_x,
                    top=plot.top if y_high else split_y,
                    bottom=split_y if y_high else plot.bottom,
                )
            )
        return place_dots([self._place(plot, point.x, point.y) for point in self.points], rooms, plot=plot)

    def _paint_dots(self, canvas: Canvas, dots: tuple[Dot, ...]) -> None:
        size = canvas.geometry.small
        for dot in dots:
            if dot.is_moved:
                canvas.line(dot.true_x, dot.true_y, dot.x, dot.y, look="leader")
                canvas.circle(dot.true_x, dot.true_y, 2, look="point")
        for at, dot in enumerate(dots, start=1):
            canvas.circle(dot.x, dot.y, DOT, look="dot")
            canvas.text(
                dot.x,
                dot.y + size * 0.36,
                str(at),
                size=size,
                weight=600,
                look="text-on-dot",
                anchor="middle",
            )

    def _paint_names(self, canvas: Canvas, plot: Box, dots: tuple[Dot, ...]) -> None:
        split_x, split_y = self._place(plot, self.x.threshold, self.y.threshold)
        taken = [dot.box for dot in dots]
        for x_high in (True, False):
            for y_high in (True, False):
                room = Box(
                    left=split_x if x_high else plot.left,
                    right=plot.right if x_high else split_x,
                    top=plot.top if y_high else split_y,
                    bottom=split_y if y_high else plot.bottom,
                )
                self._paint_name(canvas, room, taken, x_high=x_high, y_high=y_high)

    def _paint_name(self, canvas: Canvas, room: Box, taken: list[Box], *, x_high: bool, y_high: bool) -> None:
        """In the corner of the quadrant that the fewest dots claim, the outer corners first."""
        size = canvas.geometry.small
        lines = wrap(
            self.quadrants.name(x_high=x_high, y_high=y_high),
            width=room.right - room.left - 16,
            size=size,
            weight=600,
        )
        width = max((measure(line, size=size, weight=600) for line in lines), default=0)
        height = block_height(lines, size=size)
        lefts = [room.right - 8 - width, room.left + 8]
        tops = [room.top + 5, room.bottom - 5 - height]
        corners = [
            Box(left=left, top=top, right=left + width, bottom=top + height)
            for top in (tops if y_high else tops[::-1])
            for left in (lefts if x_high else lefts[::-1])
        ]
        best = min(corners, key=lambda corner: sum(corner.overlaps(box) for box in taken))
        is_lead = x_high and y_high
        canvas.rect(best.left - 4, best.top, width + 8, height, look="zone" if is_lead else "ground")
        look = "text" if is_lead else "text-3"
        canvas.block(best.left, best.top, lines, size=size, weight=600, look=look)

    def _paint_axes(self, canvas: Canvas, plot: Box) -> float:
        size = canvas.geometry.small
        canvas.text(12, size, self.y.name, size=size, look="text-2", weight=600)
        draw_arrow(canvas, 4, 2, dy=-9)
        for label in self.y.labels:
            _, y = self._place(plot, 0, label.position)
            canvas.text(plot.left - 8, y + size * 0.36, label.text, size=size, look="text-3", anchor="end")
        start, end = plot.left + _INSET, plot.right - _INSET
        axis = place_axis(self.x.labels, start=start, end=end, low=plot.left, high=plot.right, size=size)
        bottom = draw_axis(canvas, axis, top=plot.bottom + 5)
        name = wrap(self.x.name, width=plot.right - plot.left - 16, size=size, weight=600)
        canvas.block(plot.right - 16, bottom + 2, name, size=size, look="text-2", weight=600, anchor="end")
        draw_arrow(canvas, plot.right, bottom + 2 + size * LINE_HEIGHT / 2, dx=10)
        return bottom + 2 + block_height(name, size=size)

    def _paint_list(self, canvas: Canvas, *, left: float, top: float) -> float:
        """The numbers and their labels under the names of the quadrants."""
        size, right = canvas.geometry.small, canvas.geometry.width
        indent = measure("00", size=size, weight=600) + 8
        for x_high, y_high in ((True, True), (False, True), (True, False), (False, False)):
            members = [
                (at, point)
                for at, point in enumerate(self.points, start=1)
                if self._halves(point) == (x_high, y_high)
            ]
            if not members:
                continue
            name = wrap(
                self.quadrants.name(x_high=x_high, y_high=y_high), width=right - left, size=size, weight=600
            )
            canvas.block(left, top, name, size=size, weight=600, slot=right - left)
            top += block_height(name, size=size) + 4
            for at, point in members:
                lines = wrap(point.label, width=right - left - indent, size=size)
                canvas.block(
                    left + indent - 8, top, (str(at),), size=size, weight=600, look="text-2", anchor="end"
                )
                canvas.block(left + indent, top, lines, size=size, slot=right - left - indent)
                top += block_height(lines, size=size) + 3
            top += 12
        return top - 12
