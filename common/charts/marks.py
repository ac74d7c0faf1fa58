"""The two lenses as marks (circle and diamond), the key that names them, arrows."""

from dataclasses import dataclass
from enum import StrEnum

from common.charts.canvas import Canvas, number
from common.charts.text import LINE_HEIGHT, block_height, widest, wrap

RADIUS = 6.5
DODGE = RADIUS + 1.5  # how far marks that would hide one another move up and down
DIAMOND = 8.0  # half a diagonal: the same visual weight as the circle
TICK = 9.5


class Lens(StrEnum):
    FIRST = "first"
    SECOND = "second"


@dataclass(frozen=True, kw_only=True)
class Names:
    """What the two series are called; circle and diamond in this order."""

    first: str
    second: str

    def of(self, lens: Lens) -> str:
        return self.first if lens is Lens.FIRST else self.second


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One mark: a position from 0 to 1 on its axis and the answer as printed ("12 weeks")."""

    position: float
    answer: str
    is_guess: bool = False


def diamond_path(x: float, y: float, half: float) -> str:
    step = number(half)
    return f"M{number(x)} {number(y - half)}l{step} {step}l-{step} {step}l-{step}-{step}z"


def draw_mark(
    canvas: Canvas, lens: Lens, x: float, y: float, *, is_guess: bool = False, scale: float = 1
) -> None:
    """Filled for an answer, hollow for a guess."""
    look = f"{lens}-hollow" if is_guess else str(lens)
    if lens is Lens.FIRST:
        canvas.circle(x, y, (RADIUS - 0.75 * is_guess) * scale, look=look)
    else:
        canvas.path(diamond_path(x, y, (DIAMOND - 1 * is_guess) * scale), look=look)


def draw_tick(canvas: Canvas, lens: Lens, x: float, y: float) -> None:
    """A prediction: a small tick with a foot, above the line for the first lens, below for the second."""
    up = -1 if lens is Lens.FIRST else 1
    canvas.line(x, y + up * 1.5, x, y + up * (TICK + 1.5), look=f"{lens}-tick")
    canvas.line(x - 3, y + up * (TICK + 1.5), x + 3, y + up * (TICK + 1.5), look=f"{lens}-tick")


def draw_arrow(canvas: Canvas, x: float, y: float, *, dx: float = 0, dy: float = 0) -> None:
    """A fine arrow that ends at x, y after dx, dy."""
    length = abs(dx) + abs(dy)
    ux, uy = dx / length, dy / length
    left = (x - 4 * ux - 3 * uy, y - 4 * uy + 3 * ux)
    right = (x - 4 * ux + 3 * uy, y - 4 * uy - 3 * ux)
    shaft = f"M{number(x - dx)} {number(y - dy)}L{number(x)} {number(y)}"
    head = (
        f"M{number(left[0])} {number(left[1])}L{number(x)} {number(y)}L{number(right[0])} {number(right[1])}"
    )
    canvas.path(shaft + head, look="arrow")


class MarkKind(StrEnum):
    ANSWER = "answer"
    GUESS = "guess"
    PREDICTION = "prediction"


@dataclass(frozen=True, kw_only=True)
class KeyEntry:
    """One or both lenses' marks of one kind, then the word for them."""

    lenses: tuple[Lens, ...]
    word: str
    kind: MarkKind = MarkKind.ANSWER

    @property
    def weight(self) -> int:
        return 600 if self.kind is MarkKind.ANSWER else 400


def draw_key(
    canvas: Canvas, entries: tuple[KeyEntry, ...], *, left: float, top: float, right: float
) -> float:
    """Marks with their names in one or more lines; returns the bottom."""
    size = canvas.geometry.small
    x, bottom = left, top
    for entry in entries:
        indent = 18 * len(entry.lenses) + 2
        lines = wrap(entry.word, width=right - left - indent, size=size, weight=entry.weight)
        width = indent + widest(lines, size=size, weight=entry.weight)
        if x > left and x + width > right:
            x, top = left, bottom
        bottom = max(bottom, top + block_height(lines, size=size) + 4)
        _draw_entry(canvas, entry, lines, x=x, top=top, indent=indent)
        x += width + 20
    return bottom


def _draw_entry(
    canvas: Canvas, entry: KeyEntry, lines: tuple[str, ...], *, x: float, top: float, indent: float
) -> None:
    size = canvas.geometry.small
    y = top + size * LINE_HEIGHT / 2 + 2
    for at, lens in enumerate(entry.lenses):
        if entry.kind is MarkKind.PREDICTION:
            draw_tick(canvas, lens, x + 8 + 18 * at, y + (5 if lens is Lens.FIRST else -5))
        else:
            draw_mark(canvas, lens, x + 8 + 18 * at, y, is_guess=entry.kind is MarkKind.GUESS, scale=0.85)
    look = "text" if entry.kind is MarkKind.ANSWER else "text-2"
    canvas.block(x + indent, top + 2, lines, size=size, weight=entry.weight, look=look)
