"""One row of a dumbbell: where its label, marks, answers and value go, and how they are drawn."""

from dataclasses import dataclass

from common.charts.canvas import Canvas
from common.charts.dumbbell_columns import HALF_MARK, Columns, DumbbellRow
from common.charts.geometry import Geometry, spread
from common.charts.marks import DIAMOND, DODGE, RADIUS, Lens, draw_mark, draw_tick
from common.charts.text import block_height, widest, wrap

_PAD = 9.0
_NEAR = RADIUS + DIAMOND - 1  # closer than this the marks would hide one another


@dataclass(frozen=True, kw_only=True)
class AnswerLabel:
    lens: Lens | None
    centre: float
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PlacedRow:
    """`middle` is the y of the marks, `plot_top` where the grid may begin."""

    row: DumbbellRow
    top: float
    plot_top: float
    middle: float
    bottom: float
    label: tuple[str, ...]
    word: tuple[str, ...]
    answers: tuple[AnswerLabel, ...]
    below: tuple[tuple[str, ...], ...]
    note_only: bool


def place_row(
    row: DumbbellRow, columns: Columns, geometry: Geometry, *, top: float, show_answers: bool
) -> PlacedRow:
    label = wrap(row.label, width=columns.label_width, size=geometry.body)
    word = wrap(row.value_word, width=geometry.width - columns.number_right - 6, size=geometry.small)
    answers = _answers(row, columns, geometry) if show_answers else ()
    note_only = row.first is None and row.second is None
    below = _below(row, columns, geometry)
    above_marks, below_marks = _extent(row, answers, below, geometry)
    beside = max(block_height(label, size=geometry.body), block_height(word, size=geometry.small))
    plot_top = top
    if geometry.is_stacked:
        plot_top = top + _PAD + beside + (2 if note_only else 6)
        middle = plot_top + above_marks
        bottom = middle + below_marks + (_PAD - 2)
    else:
        middle = top + _PAD + max(beside / 2, above_marks)
        bottom = middle + max(beside / 2, below_marks) + _PAD
    return PlacedRow(
        row=row,
        top=top,
        plot_top=plot_top,
        middle=middle,
        bottom=bottom,
        label=label,
        word=word,
        answers=answers,
        below=below,
        note_only=note_only,
    )


def _extent(
    row: DumbbellRow, answers: tuple[AnswerLabel, ...], below: tuple[tuple[str, ...], ...], geometry: Geometry
) -> tuple[float, float]:
    """Room above and below the middle for marks, ticks, answers, end labels, note."""
    below_height = max((block_height(lines, size=geometry.small) for lines in below), default=0)
    if row.first is None and row.second is None:
        return below_height / 2, below_height / 2
    dodge = DODGE if _is_near(row) else 0
    up = HALF_MARK + dodge + (3 if row.first_prediction else 0)
    down = HALF_MARK + dodge + (3 if row.second_prediction else 0)
    answer_height = max((block_height(answer.lines, size=geometry.small) for answer in answers), default=0)
    return up + answer_height + (2 if answers else 0), down + below_height + (1 if below else 0)


def _is_near(row: DumbbellRow) -> bool:
    """Marks this close on the narrowest plot are set one above the other, in every geometry alike."""
    if row.first is None or row.second is None:
        return False
    return abs(row.first.position - row.second.position) * 300 < _NEAR


def _answers(row: DumbbellRow, columns: Columns, geometry: Geometry) -> tuple[AnswerLabel, ...]:
    """The raw answers above the marks, side by side; the same answer is printed once."""
    low, high = columns.start - columns.overhang, columns.end + columns.overhang
    marks = [(lens, reading) for lens in Lens if (reading := row.reading(lens))]
    if len(marks) == 2 and marks[0][1].answer == marks[1][1].answer:
        marks = marks[:1]
    marks.sort(key=lambda pair: pair[1].position)
    room = (high - low) / max(len(marks), 1) - 8
    blocks = [wrap(reading.answer, width=room, size=geometry.small) for _, reading in marks]
    halves = [widest(lines, size=geometry.small) / 2 + 4 for lines in blocks]
    centres = spread(
        [columns.x(reading.position) for _, reading in marks], halves, low=low - 4, high=high + 4
    )
    return tuple(
        AnswerLabel(lens=lens, centre=centre, lines=lines)
        for (lens, _), centre, lines in zip(marks, centres, blocks, strict=True)
    )


def _below(row: DumbbellRow, columns: Columns, geometry: Geometry) -> tuple[tuple[str, ...], ...]:
    """The note across the plot, or the two end labels of the row's own axis."""
    width = columns.end - columns.start
    if row.note:
        return (wrap(row.note, width=width, size=geometry.small),)
    if row.ends is None:
        return ()
    return tuple(wrap(end, width=width / 2 - 8, size=geometry.small) for end in row.ends)


def draw_row(canvas: Canvas, placed: PlacedRow, columns: Columns) -> None:
    _draw_label(canvas, placed, columns)
    _draw_value(canvas, placed, columns)
    if not placed.note_only:
        _draw_marks(canvas, placed, columns)
    _draw_answers(canvas, placed)
    _draw_below(canvas, placed, columns)


def _draw_label(canvas: Canvas, placed: PlacedRow, columns: Columns) -> None:
    geometry = canvas.geometry
    height = block_height(placed.label, size=geometry.body)
    top = placed.top + _PAD if geometry.is_stacked else placed.middle - height / 2
    canvas.block(0, top, placed.label, size=geometry.body, slot=columns.label_width)


def _draw_value(canvas: Canvas, placed: PlacedRow, columns: Columns) -> None:
    size = canvas.geometry.small
    if not placed.row.value:
        return
    height = block_height(placed.word or ("",), size=size)
    top = placed.top + _PAD + 1 if canvas.geometry.is_stacked else placed.middle - height / 2
    canvas.block(columns.number_right, top, (placed.row.value,), size=size, weight=600, anchor="end")
    canvas.block(columns.number_right + 6, top, placed.word, size=size, look="text-2")


def _draw_marks(canvas: Canvas, placed: PlacedRow, columns: Columns) -> None:
    row, y = placed.row, placed.middle
    dodge = DODGE if _is_near(row) else 0
    if row.ends is not None:
        canvas.line(columns.start, y, columns.end, y, look="rule")
    if row.first and row.second and not dodge:
        canvas.line(columns.x(row.first.position), y, columns.x(row.second.position), y, look="span")
    for lens in Lens:
        if prediction := row.prediction(lens):
            draw_tick(canvas, lens, columns.x(prediction.position), y)
    for lens, reading, shift in ((Lens.FIRST, row.first, -dodge), (Lens.SECOND, row.second, dodge)):
        if reading:
            draw_mark(canvas, lens, columns.x(reading.position), y + shift, is_guess=reading.is_guess)


def _draw_answers(canvas: Canvas, placed: PlacedRow) -> None:
    size = canvas.geometry.small
    if not placed.answers:
        return
    above, _ = _extent(placed.row, placed.answers, placed.below, canvas.geometry)
    height = max(block_height(answer.lines, size=size) for answer in placed.answers)
    for answer in placed.answers:
        top = placed.middle - above + height - block_height(answer.lines, size=size)
        canvas.block(answer.centre, top, answer.lines, size=size, anchor="middle")


def _draw_below(canvas: Canvas, placed: PlacedRow, columns: Columns) -> None:
    size = canvas.geometry.small
    if not placed.below:
        return
    _, down = _extent(placed.row, placed.answers, placed.below, canvas.geometry)
    height = max(block_height(lines, size=size) for lines in placed.below)
    top = placed.middle + down - height
    low, high = columns.start, columns.end
    if canvas.geometry.is_stacked:
        low, high = 0, canvas.geometry.width
    canvas.block(low, top, placed.below[0], size=size, look="text-3")
    if len(placed.below) == 2:
        canvas.block(high, top, placed.below[1], size=size, look="text-3", anchor="end")
