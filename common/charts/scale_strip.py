"""Scale strip: the raw labelled scale of one item with both answers on it."""

from dataclasses import dataclass

from common.charts.axis import AxisLabel, draw_axis, place_axis
from common.charts.canvas import Canvas
from common.charts.geometry import Size, clamp, spread
from common.charts.marks import (
    DIAMOND,
    DODGE,
    RADIUS,
    KeyEntry,
    Lens,
    MarkKind,
    Names,
    Reading,
    draw_key,
    draw_mark,
    draw_tick,
)
from common.charts.render import ChartTable
from common.charts.text import block_height, upper_first, widest, wrap

_INSET = 10.0
_NEAR = RADIUS + DIAMOND - 1


@dataclass(frozen=True, kw_only=True)
class ScaleStrip:
    """`labels` is the scale as it was asked: five labelled points, or the doublings of an axis of weeks."""

    key: str = ""
    title: str
    description: str = ""
    names: Names
    labels: tuple[AxisLabel, ...]
    first: Reading | None = None
    second: Reading | None = None
    first_prediction: Reading | None = None
    second_prediction: Reading | None = None
    guess_word: str = "a guess"
    prediction_word: str = "expected by"
    who_name: str = "Who"
    answer_name: str = "Answer"
    missing_text: str = "No answer on this scale"

    def paint(self, canvas: Canvas) -> Size:
        geometry = canvas.geometry
        start, end = _INSET, geometry.width - _INSET
        dodge = self._dodge(start=start, end=end)
        middle = self._paint_answers(canvas, start=start, end=end) + DIAMOND + dodge + 4
        canvas.line(start, middle, end, middle, look="axis")
        for label in self.labels:
            x = start + label.position * (end - start)
            canvas.line(x, middle - 4, x, middle + 4, look="axis")
        self._paint_marks(canvas, start=start, end=end, middle=middle, dodge=dodge)
        top = middle + DIAMOND + dodge + (9 if self.second_prediction else 4)
        axis = place_axis(self.labels, start=start, end=end, low=0, high=geometry.width, size=geometry.small)
        bottom = draw_axis(canvas, axis, top=top, look="text-2") + 4
        return Size(width=geometry.width, height=self._paint_key(canvas, top=bottom))

    def table(self) -> ChartTable:
        named = [(self.names.of(lens), self._reading(lens)) for lens in Lens]
        named += [
            (upper_first(self._predicted_by(lens)), self._prediction(lens)) for lens in self._predictors()
        ]
        rows = tuple((who, self._printed(reading)) for who, reading in named)
        return ChartTable(header=(self.who_name, self.answer_name), rows=rows)

    def _reading(self, lens: Lens) -> Reading | None:
        return self.first if lens is Lens.FIRST else self.second

    def _prediction(self, lens: Lens) -> Reading | None:
        return self.first_prediction if lens is Lens.FIRST else self.second_prediction

    def _predictors(self) -> list[Lens]:
        return [lens for lens in Lens if self._prediction(lens)]

    def _predicted_by(self, lens: Lens) -> str:
        return f"{self.prediction_word} {self.names.of(lens)}"

    def _printed(self, reading: Reading | None) -> str:
        if reading is None:
            return self.missing_text
        return f"{reading.answer} ({self.guess_word})" if reading.is_guess else reading.answer

    def _dodge(self, *, start: float, end: float) -> float:
        """Marks that would hide one another are set one above the other."""
        if self.first is None or self.second is None:
            return 0
        return DODGE if abs(self.first.position - self.second.position) * (end - start) < _NEAR else 0

    def _paint_answers(self, canvas: Canvas, *, start: float, end: float) -> float:
        """Name and answer above each mark, spread apart where the marks are close; returns the bottom."""
        size, width = canvas.geometry.small, canvas.geometry.width
        marks = [(lens, reading) for lens in Lens if (reading := self._reading(lens))]
        marks.sort(key=lambda pair: pair[1].position)
        room = width / max(len(marks), 1) - 10
        blocks = [
            _Answer(
                lens=lens,
                name=wrap(self.names.of(lens), width=room, size=size, weight=600),
                answer=wrap(self._printed(reading), width=room, size=size),
                size=size,
            )
            for lens, reading in marks
        ]
        wanted = [start + clamp(reading.position, 0, 1) * (end - start) for _, reading in marks]
        centres = spread(wanted, [block.width / 2 + 5 for block in blocks], low=-5, high=width + 5)
        bottom = max((block.height for block in blocks), default=0)
        for block, centre in zip(blocks, centres, strict=True):
            block.paint(canvas, centre=centre, bottom=bottom)
        if not marks:
            lines = wrap(self.missing_text, width=width, size=size)
            canvas.block(0, 0, lines, size=size, look="text-3", slot=width)
            bottom = block_height(lines, size=size)
        return bottom + (6 if self.first_prediction else 2)

    def _paint_marks(self, canvas: Canvas, *, start: float, end: float, middle: float, dodge: float) -> None:
        def x(reading: Reading) -> float:
            return start + clamp(reading.position, 0, 1) * (end - start)

        if self.first and self.second and not dodge:
            canvas.line(x(self.first), middle, x(self.second), middle, look="span")
        for lens in Lens:
            if prediction := self._prediction(lens):
                draw_tick(canvas, lens, x(prediction), middle)
        for lens, shift in ((Lens.FIRST, -dodge), (Lens.SECOND, dodge)):
            if mark := self._reading(lens):
                draw_mark(canvas, lens, x(mark), middle + shift, is_guess=mark.is_guess)

    def _paint_key(self, canvas: Canvas, *, top: float) -> float:
        """What the ticks are, where there are any; returns the bottom."""
        entries = tuple(
            KeyEntry(lenses=(lens,), word=self._predicted_by(lens), kind=MarkKind.PREDICTION)
            for lens in self._predictors()
        )
        return draw_key(canvas, entries, left=0, top=top + 4, right=canvas.geometry.width) if entries else top


@dataclass(frozen=True, kw_only=True)
class _Answer:
    """A name in its colour over the answer."""

    lens: Lens
    name: tuple[str, ...]
    answer: tuple[str, ...]
    size: float

    @property
    def width(self) -> float:
        return max(widest(self.name, size=self.size, weight=600), widest(self.answer, size=self.size))

    @property
    def height(self) -> float:
        return block_height(self.name, size=self.size) + block_height(self.answer, size=self.size)

    def paint(self, canvas: Canvas, *, centre: float, bottom: float) -> None:
        top = bottom - self.height
        canvas.block(
            centre, top, self.name, size=self.size, weight=600, look=f"text-{self.lens}", anchor="middle"
        )
        below = top + block_height(self.name, size=self.size)
        canvas.block(centre, below, self.answer, size=self.size, anchor="middle")
