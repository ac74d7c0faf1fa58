"""The two lenses as marks (circle and diamond), the key that names them, arrows."""

from dataclasses import dataclass
from enum import StrEnum

from common.charts.canvas import Canvas, number
from common.charts.text import LINE_HEIGHT, measure

RADIUS = 6.5
DIAMOND = 8.0  # half a diagonal: the same visual weight as the circle
TICK = 7.0


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


def draw_mark(canvas: Canvas, lens: Lens, x: float, y: float, *, is_guess: bool = False, scale: float = 1) -> None:
    """Filled for an answer, hollow for a guess."""
    look = f"{lens}-hollow" if is_guess else str(lens)
    if lens is Lens.FIRST:
        canvas.circle(x, y, (RADIUS - 0.75 * is_guess) * scale, look=look)
    else:
        canvas.path(diamond_path(x, y, (DIAMOND - 1 * is_guess) * scale), look=look)


def draw_tick(canvas: Canvas, lens: Lens, x: float, y: float) -> None:
    """A prediction: a small tick with a foot in the shape of its maker, above (first) or below (second) the line."""
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
    head = f"M{number(left[0])} {number(left[1])}L{number(x)} {number(y)}L{number(right[0])} {number(right[1])}"
    canvas.path(shaft + head, look="arrow")


@dataclass(frozen=True, kw_only=True)
class KeyEntry:
    """One mark of the key with its word; `kind` is mark, guess or tick."""

    lens: Lens
    word: str
    kind: str = "mark"


def draw_key(canvas: Canvas, entries: tuple[KeyEntry, ...], *, left: float, top: float, right: float) -> float:
    """Marks with their names in one or more lines; returns the bottom."""
    size = canvas.geometry.small
    line = size * LINE_HEIGHT + 4
    x, y = left, top
    for entry in entries:
        width = 20 + measure(entry.word, size=size, weight=600 if entry.kind == "mark" else 400)
        if x > left and x + width > right:
            x, y = left, y + line
        _draw_entry(canvas, entry, x, y + line / 2)
        x += width + 20
    return y + line


def _draw_entry(canvas: Canvas, entry: KeyEntry, x: float, y: float) -> None:
    size = canvas.geometry.small
    if entry.kind == "tick":
        up = -1 if entry.lens is Lens.FIRST else 1
        draw_tick(canvas, entry.lens, x + 8, y - up * 5)
    else:
        draw_mark(canvas, entry.lens, x + 8, y, is_guess=entry.kind == "guess", scale=0.85)
    weight, look = (600, "text") if entry.kind == "mark" else (400, "text-2")
    canvas.text(x + 20, y + size * 0.36, entry.word, size=size, weight=weight, look=look)
