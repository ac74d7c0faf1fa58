"""Slope between two rounds: a line for each topic, grey and dashed where the change is within the noise."""

from dataclasses import dataclass

from common.charts.canvas import Canvas
from common.charts.geometry import Size, clamp, spread
from common.charts.render import ChartTable
from common.charts.text import LINE_HEIGHT, block_height, measure, widest, wrap

_GAP, _LEAST_HEIGHT = 10.0, 240.0
_MOVED = 3.0  # a label further than this from its point gets a leader


@dataclass(frozen=True, kw_only=True)
class SlopeLine:
    """Values on one scale and as printed; None where there is none. `is_noise` is the caller's rule."""

    label: str
    before: float | None
    after: float | None
    before_text: str
    after_text: str
    is_noise: bool = False


@dataclass(frozen=True, kw_only=True)
class Slope:
    """`noise_note` explains the grey lines and is printed below when there are any.

    The scale spans the values, but at least `least_range`, so that small changes do not look large.
    Lines without both values are not drawn but named below.
    """

    key: str = ""
    title: str
    description: str = ""
    before_name: str
    after_name: str
    lines: tuple[SlopeLine, ...]
    noise_note: str = ""
    least_range: float = 40
    row_name: str = "Topic"
    change_name: str = "Change"
    clear_word: str = "clear"
    noise_word: str = "within the noise"
    missing_text: str = "Not enough answers yet"

    def paint(self, canvas: Canvas) -> Size:
        geometry = canvas.geometry
        left, right = self._columns(canvas)
        top = self._paint_heads(canvas, left=left, right=right)
        drawn = self._drawn(canvas, right=right, top=top)
        bottom = max([top, *(line.bottom for line in drawn)])
        for x in (left, right):
            canvas.line(x, top, x, bottom, look="rule")
        self._paint_values(canvas, drawn, x=left, top=top, bottom=bottom)
        for line in sorted(drawn, key=lambda line: not line.source.is_noise):
            line.paint(canvas, left=left, right=right, number_right=self._number_right(canvas, right))
        return Size(width=geometry.width, height=self._paint_notes(canvas, top=bottom + 8))

    def table(self) -> ChartTable:
        return ChartTable(
            header=(self.row_name, self.before_name, self.after_name, self.change_name),
            rows=tuple(
                (line.label, line.before_text, line.after_text, self._word(line)) for line in self.lines
            ),
        )

    def _word(self, line: SlopeLine) -> str:
        if line.before is None or line.after is None:
            return self.missing_text
        return self.noise_word if line.is_noise else self.clear_word

    def _columns(self, canvas: Canvas) -> tuple[float, float]:
        """x of the two verticals."""
        geometry = canvas.geometry
        values = max((measure(line.before_text, size=geometry.small) for line in self.lines), default=0)
        left = max(values + 14, geometry.width * (0.1 if geometry.is_stacked else 0.16))
        return left, geometry.width * (0.45 if geometry.is_stacked else 0.56)

    def _number_right(self, canvas: Canvas, right: float) -> float:
        """Where the printed values beside the second vertical end."""
        size = canvas.geometry.small
        widths = (measure(line.after_text, size=size, weight=600) for line in self.lines)
        return right + 14 + max(widths, default=0)

    def _paint_heads(self, canvas: Canvas, *, left: float, right: float) -> float:
        size, middle, width = canvas.geometry.small, (left + right) / 2, canvas.geometry.width
        bottom = 0.0
        for name, x, low, high in (
            (self.before_name, left, 0, middle - 6),
            (self.after_name, right, middle + 6, width),
        ):
            lines = wrap(name, width=high - low, size=size, weight=600)
            half = widest(lines, size=size, weight=600) / 2
            centre = clamp(x, low + half, high - half)
            canvas.block(centre, 0, lines, size=size, weight=600, look="text-2", anchor="middle")
            bottom = max(bottom, block_height(lines, size=size) + 8)
        return bottom

    def _drawn(self, canvas: Canvas, *, right: float, top: float) -> list["_DrawnLine"]:
        """The complete lines from the top down, their labels spread so that none covers another."""
        size = canvas.geometry.small
        room = canvas.geometry.width - self._number_right(canvas, right) - 8
        complete = [
            (line.after, line.before, line)
            for line in self.lines
            if line.before is not None and line.after is not None
        ]
        complete.sort(key=lambda triple: (-triple[0], -triple[1], triple[2].label))
        blocks = [wrap(line.label, width=room, size=size) for _, _, line in complete]
        heights = [block_height(block, size=size) + 3 for block in blocks]
        bottom = top + max(sum(heights) + _GAP, _LEAST_HEIGHT)
        values = [value for triple in complete for value in triple[:2]]
        middle = (min(values) + max(values)) / 2 if values else 0
        unit = (bottom - top - 2 * _GAP) / max(
            max(values, default=0) - min(values, default=0), self.least_range
        )

        def y(value: float) -> float:
            return (top + bottom) / 2 - (value - middle) * unit

        centres = spread(
            [y(after) for after, _, _ in complete], [height / 2 for height in heights], low=top, high=bottom
        )
        return [
            _DrawnLine(
                source=line,
                before_y=y(before),
                after_y=y(after),
                label=block,
                label_top=centre - block_height(block, size=size) / 2,
                bottom=bottom,
            )
            for (after, before, line), block, centre in zip(complete, blocks, centres, strict=True)
        ]

    def _paint_values(
        self, canvas: Canvas, drawn: list["_DrawnLine"], *, x: float, top: float, bottom: float
    ) -> None:
        """Printed values beside the first vertical; equal ones share a label."""
        size = canvas.geometry.small
        values = sorted({(line.before_y, line.source.before_text) for line in drawn})
        half = size * LINE_HEIGHT / 2
        centres = spread([y for y, _ in values], [half] * len(values), low=top, high=bottom)
        for (true, text), y in zip(values, centres, strict=True):
            if abs(y - true) > _MOVED:
                canvas.line(x - 9, y, x - 4, true, look="leader")
            canvas.text(x - 11, y + size * 0.36, text, size=size, look="text-2", anchor="end")

    def _paint_notes(self, canvas: Canvas, *, top: float) -> float:
        width, size = canvas.geometry.width, canvas.geometry.small
        missing = [line.label for line in self.lines if line.before is None or line.after is None]
        notes = [self.noise_note if any(self._word(line) == self.noise_word for line in self.lines) else ""]
        notes += [f"{self.missing_text}: {', '.join(missing)}"] if missing else []
        for note in notes:
            lines = wrap(note, width=width, size=size)
            canvas.block(0, top, lines, size=size, look="text-3", slot=width)
            top += block_height(lines, size=size) + 4 * bool(lines)
        return top


@dataclass(frozen=True, kw_only=True)
class _DrawnLine:
    source: SlopeLine
    before_y: float
    after_y: float
    label: tuple[str, ...]
    label_top: float
    bottom: float

    def paint(self, canvas: Canvas, *, left: float, right: float, number_right: float) -> None:
        size, source = canvas.geometry.small, self.source
        look, ink = ("noise", "text-3") if source.is_noise else ("change", "text")
        canvas.line(left, self.before_y, right, self.after_y, look=look)
        for x, y in ((left, self.before_y), (right, self.after_y)):
            canvas.circle(x, y, 3.5, look=f"{look}-end")
        label_y = self.label_top + size * LINE_HEIGHT / 2
        if abs(label_y - self.after_y) > _MOVED:
            canvas.line(right + 4, self.after_y, right + 12, label_y, look="leader")
        value = (source.after_text,)
        canvas.block(number_right, self.label_top, value, size=size, weight=600, look=ink, anchor="end")
        room = canvas.geometry.width - number_right - 8
        canvas.block(number_right + 8, self.label_top, self.label, size=size, look=ink, slot=room)
