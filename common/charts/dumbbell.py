"""Dumbbell: two marks a row, and the length of the line between them is the distance."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from common.charts.axis import AxisLabel, PlacedAxis, draw_axis, place_axis
from common.charts.canvas import Canvas
from common.charts.dumbbell_columns import Columns, DumbbellRow, place_columns
from common.charts.dumbbell_row import PlacedRow, draw_row, place_row
from common.charts.geometry import Geometry, Size
from common.charts.marks import KeyEntry, Lens, MarkKind, Names, Reading, draw_key
from common.charts.render import ChartTable
from common.charts.text import block_height, upper_first, widest, wrap

_HEADING_ROOM = 18.0
_REPEAT_AXIS_FROM = 13


@dataclass(frozen=True, kw_only=True)
class Dumbbell:
    """Rows in the caller's order; a group heading appears where `group` changes."""

    key: str = ""
    title: str
    description: str = ""
    names: Names
    rows: tuple[DumbbellRow, ...]
    axis: tuple[AxisLabel, ...] = ()
    row_name: str = "Topic"
    value_name: str = "Difference"
    guess_word: str = "a guess"
    prediction_word: str = "expected by"
    show_answers: bool = False

    def paint(self, canvas: Canvas) -> Size:
        columns = place_columns(self.rows, canvas.geometry, value_name=self.value_name)
        top = self._paint_head(canvas, columns)
        axis = self._axis(columns, canvas.geometry)
        if axis and len(self.rows) >= _REPEAT_AXIS_FROM:
            top = draw_axis(canvas, axis, top=top) + 6
        placed = list(self._placed(columns, canvas.geometry, top=top))
        bottom = placed[-1].bottom if placed else top
        self._paint_grid(canvas, columns, placed)
        self._paint_rows(canvas, columns, placed)
        if axis:
            bottom = draw_axis(canvas, axis, top=bottom + 6)
        return Size(width=canvas.geometry.width, height=bottom + 4)

    def table(self) -> ChartTable:
        lenses = [lens for lens in Lens if any(row.prediction(lens) for row in self.rows)]
        expected = tuple(upper_first(f"{self.prediction_word} {self.names.of(lens)}") for lens in lenses)
        header = (self.row_name, self.names.first, self.names.second, *expected, self.value_name)
        return ChartTable(header=header, rows=tuple(self._cells(row, lenses) for row in self.rows))

    def parts(self, *, geometry: Geometry, max_height: float) -> tuple["Dumbbell", ...]:
        """The same chart in pieces no taller than `max_height` (at least one row each), for paper."""
        columns = place_columns(self.rows, geometry, value_name=self.value_name)
        placed = list(self._placed(columns, geometry, top=0))
        frame = self.paint(Canvas(geometry=geometry)).height - (placed[-1].bottom if placed else 0)
        groups: list[list[DumbbellRow]] = [[]]
        bottom = last = 0.0
        for row in placed:
            if groups[-1] and row.bottom - bottom > max_height - frame:
                groups.append([])
                # A part that begins inside a group repeats its heading.
                bottom = min(last, row.top - self._heading_height(row.row.group, geometry))
            groups[-1].append(row.row)
            last = row.bottom
        return tuple(
            replace(self, rows=tuple(rows), key=f"{self.key}-{at}" if self.key else "")
            for at, rows in enumerate(groups, start=1)
        )

    def _cells(self, row: DumbbellRow, lenses: list[Lens]) -> tuple[str, ...]:
        predictions = (row.prediction(lens) for lens in lenses)
        readings = (row.first, row.second, *predictions)
        value = f"{row.value} {row.value_word}".strip()
        return (
            row.label,
            *(self._printed(reading) for reading in readings),
            "; ".join(filter(None, (value, row.note))),
        )

    def _printed(self, reading: Reading | None) -> str:
        if reading is None:
            return "\u2013"
        return f"{reading.answer} ({self.guess_word})" if reading.is_guess else reading.answer

    def _paint_head(self, canvas: Canvas, columns: Columns) -> float:
        """The key on the left of the name of the value column."""
        geometry = canvas.geometry
        size = geometry.small
        name = self.value_name if any(row.value for row in self.rows) else ""
        room = geometry.width / 3 if geometry.is_stacked else geometry.width - columns.value_left
        lines = wrap(name, width=room, size=size)
        canvas.block(geometry.width, 2, lines, size=size, look="text-3", anchor="end")
        left = 0 if geometry.is_stacked else columns.start - 16
        right = geometry.width - widest(lines, size=size) - 12
        bottom = draw_key(canvas, self._entries(), left=left, top=0, right=right)
        return max(bottom, 2 + block_height(lines, size=size)) + 8

    def _entries(self) -> tuple[KeyEntry, ...]:
        entries = [KeyEntry(lenses=(lens,), word=self.names.of(lens)) for lens in Lens]
        guesses = [lens for lens in Lens if any(_is_guess(row.reading(lens)) for row in self.rows)]
        if guesses:
            entries.append(KeyEntry(lenses=tuple(guesses), word=self.guess_word, kind=MarkKind.GUESS))
        for lens in Lens:
            if any(row.prediction(lens) for row in self.rows):
                word = f"{self.prediction_word} {self.names.of(lens)}"
                entries.append(KeyEntry(lenses=(lens,), word=word, kind=MarkKind.PREDICTION))
        return tuple(entries)

    def _axis(self, columns: Columns, geometry: Geometry) -> PlacedAxis | None:
        if not self.axis:
            return None
        return place_axis(
            self.axis,
            start=columns.start,
            end=columns.end,
            low=columns.start - columns.overhang,
            high=columns.end + columns.overhang,
            size=geometry.small,
        )

    def _placed(self, columns: Columns, geometry: Geometry, *, top: float) -> Iterator[PlacedRow]:
        group = ""
        for row in self.rows:
            if row.group and row.group != group:
                top += self._heading_height(row.group, geometry)
            group = row.group
            placed = place_row(row, columns, geometry, top=top, show_answers=self.show_answers)
            yield placed
            top = placed.bottom

    def _heading_height(self, group: str, geometry: Geometry) -> float:
        lines = wrap(group, width=geometry.width, size=geometry.body, weight=600)
        return _HEADING_ROOM + block_height(lines, size=geometry.body) if lines else 0

    def _paint_grid(self, canvas: Canvas, columns: Columns, placed: list[PlacedRow]) -> None:
        """Dotted verticals through each run of rows, not through headings or stacked labels."""
        for row in placed:
            for label in () if row.note_only else self.axis:
                x = columns.x(label.position)
                canvas.line(x, row.plot_top, x, row.bottom, look="grid")

    def _paint_rows(self, canvas: Canvas, columns: Columns, placed: list[PlacedRow]) -> None:
        geometry, group = canvas.geometry, ""
        for at, row in enumerate(placed):
            if row.row.group and row.row.group != group:
                lines = wrap(row.row.group, width=geometry.width, size=geometry.body, weight=600)
                height = block_height(lines, size=geometry.body)
                canvas.block(
                    0, row.top - height - 4, lines, size=geometry.body, weight=600, slot=geometry.width
                )
            elif at:
                canvas.line(0, row.top, geometry.width, row.top, look="rule")
            group = row.row.group
            draw_row(canvas, row, columns)


def _is_guess(reading: Reading | None) -> bool:
    return reading is not None and reading.is_guess
