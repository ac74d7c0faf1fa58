"""Two-by-two of states: the topics sit as chips in the cell they belong to."""

from collections.abc import Sequence
from dataclasses import dataclass

from common.charts.canvas import Canvas
from common.charts.geometry import Size
from common.charts.render import ChartTable
from common.charts.text import block_height, widest, wrap

_GAP, _PAD = 12.0, 14.0
_CHIP_X, _CHIP_Y, _CHIP_GAP = 9.0, 4.0, 6.0


@dataclass(frozen=True, kw_only=True)
class StateCell:
    """`sentence` says what the state means; `is_lead` tints the cell that is to be read first."""

    name: str
    sentence: str = ""
    chips: tuple[str, ...] = ()
    is_lead: bool = False


@dataclass(frozen=True, kw_only=True)
class Chip:
    left: float
    top: float
    width: float
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class StateGrid:
    """Cells row by row: top left, top right, bottom left, bottom right."""

    key: str = ""
    title: str
    description: str = ""
    cells: tuple[StateCell, StateCell, StateCell, StateCell]
    column_names: tuple[str, str]
    row_names: tuple[str, str]
    empty_text: str = "None"
    row_name: str = "Topic"
    state_name: str = "State"

    def paint(self, canvas: Canvas) -> Size:
        if canvas.geometry.is_stacked:
            return self._paint_stacked(canvas)
        return self._paint_square(canvas)

    def table(self) -> ChartTable:
        rows = ((chip, cell.name) for cell in self.cells for chip in cell.chips)
        return ChartTable(header=(self.row_name, self.state_name), rows=tuple(rows))

    def _paint_square(self, canvas: Canvas) -> Size:
        geometry = canvas.geometry
        side = geometry.width * 0.15
        width = (geometry.width - side - _GAP) / 2
        lefts = (side, side + width + _GAP)
        heads = [wrap(name, width=width, size=geometry.small, weight=600) for name in self.column_names]
        for left, head in zip(lefts, heads, strict=True):
            canvas.block(left, 0, head, size=geometry.small, weight=600, look="text-2", slot=width)
        top = max(block_height(head, size=geometry.small) for head in heads) + 8
        for at, row_name in enumerate(self.row_names):
            cells = self.cells[2 * at : 2 * at + 2]
            height = max(self._cell_height(canvas, cell, width=width) for cell in cells)
            lines = wrap(row_name, width=side - 16, size=geometry.small, weight=600)
            canvas.block(0, top + _PAD, lines, size=geometry.small, weight=600, look="text-2", slot=side - 16)
            for left, cell in zip(lefts, cells, strict=True):
                self._paint_cell(canvas, cell, left=left, top=top, width=width, height=height)
            top += height + _GAP
        return Size(width=geometry.width, height=top - _GAP + 2)

    def _paint_stacked(self, canvas: Canvas) -> Size:
        width, top = canvas.geometry.width, 0.0
        for at, cell in enumerate(self.cells):
            crossing = f"{self.row_names[at // 2]} \u00b7 {self.column_names[at % 2]}"
            height = self._cell_height(canvas, cell, width=width, crossing=crossing)
            self._paint_cell(canvas, cell, left=0, top=top, width=width, height=height, crossing=crossing)
            top += height + _GAP
        return Size(width=width, height=top - _GAP + 2)

    def _texts(
        self, canvas: Canvas, cell: StateCell, *, width: float, crossing: str
    ) -> list[tuple[tuple[str, ...], float, int, str]]:
        """The text blocks of a cell from the top: lines, size, weight, look."""
        body, small = canvas.geometry.body, canvas.geometry.small
        inner = width - 2 * _PAD
        blocks = [
            (wrap(crossing, width=inner, size=small), small, 400, "text-3"),
            (wrap(cell.name, width=inner, size=body, weight=600), body, 600, "text"),
            (wrap(cell.sentence, width=inner, size=small), small, 400, "text-2"),
        ]
        return [block for block in blocks if block[0]]

    def _cell_height(self, canvas: Canvas, cell: StateCell, *, width: float, crossing: str = "") -> float:
        texts = self._texts(canvas, cell, width=width, crossing=crossing)
        head = sum(block_height(lines, size=size) for lines, size, _, _ in texts)
        chips = self._chips(canvas, cell.chips or (self.empty_text,), width=width - 2 * _PAD)
        return _PAD + head + 10 + self._chips_height(canvas, chips) + _PAD

    def _paint_cell(
        self,
        canvas: Canvas,
        cell: StateCell,
        *,
        left: float,
        top: float,
        width: float,
        height: float,
        crossing: str = "",
    ) -> None:
        small, inner = canvas.geometry.small, width - 2 * _PAD
        canvas.rect(
            left + 0.5,
            top + 0.5,
            width - 1,
            height - 1,
            look="cell-lead" if cell.is_lead else "cell",
            radius=6,
        )
        y = top + _PAD
        for lines, size, weight, look in self._texts(canvas, cell, width=width, crossing=crossing):
            canvas.block(left + _PAD, y, lines, size=size, weight=weight, look=look, slot=inner)
            y += block_height(lines, size=size)
        y += 10
        if not cell.chips:
            canvas.block(left + _PAD, y + _CHIP_Y, (self.empty_text,), size=small, look="text-3", slot=inner)
        for chip in self._chips(canvas, cell.chips, width=inner):
            chip_height = block_height(chip.lines, size=small) + 2 * _CHIP_Y
            x, chip_top = left + _PAD + chip.left, y + chip.top
            canvas.rect(x, chip_top, chip.width, chip_height, look="chip", radius=min(chip_height / 2, 12))
            inside = chip.width - 2 * _CHIP_X
            canvas.block(x + _CHIP_X, chip_top + _CHIP_Y, chip.lines, size=small, slot=inside)

    def _chips(self, canvas: Canvas, labels: Sequence[str], *, width: float) -> list[Chip]:
        """Chips flow like words; a long one wraps inside its chip."""
        size = canvas.geometry.small
        chips: list[Chip] = []
        left = top = line = 0.0
        for label in labels:
            lines = wrap(label, width=width - 2 * _CHIP_X, size=size)
            chip_width = widest(lines, size=size) + 2 * _CHIP_X
            if left and left + chip_width > width:
                left, top, line = 0.0, top + line + _CHIP_GAP, 0.0
            chips.append(Chip(left=left, top=top, width=chip_width, lines=lines))
            left += chip_width + _CHIP_GAP
            line = max(line, block_height(lines, size=size) + 2 * _CHIP_Y)
        return chips

    def _chips_height(self, canvas: Canvas, chips: list[Chip]) -> float:
        size = canvas.geometry.small
        return max(
            (chip.top + block_height(chip.lines, size=size) + 2 * _CHIP_Y for chip in chips), default=0
        )
