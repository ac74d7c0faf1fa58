"""Places dots that would cover one another side by side, each with a leader to its true position."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from common.charts.geometry import Box

DOT = 10.0
_APART = 2 * DOT + 1.5
_RINGS = 12


@dataclass(frozen=True, kw_only=True)
class Dot:
    x: float
    y: float
    true_x: float
    true_y: float

    @property
    def is_moved(self) -> bool:
        return math.hypot(self.x - self.true_x, self.y - self.true_y) > 2

    @property
    def box(self) -> Box:
        return Box(left=self.x - DOT, top=self.y - DOT, right=self.x + DOT, bottom=self.y + DOT)


@lru_cache(maxsize=1)
def _offsets() -> tuple[tuple[float, float], ...]:
    """From the centre outwards, on rings half a dot apart."""
    offsets = [(0.0, 0.0)]
    for ring in range(1, 2 * _RINGS):
        radius = ring * _APART / 2
        steps = 6 * ring
        offsets += [
            (radius * math.cos(math.tau * at / steps), radius * math.sin(math.tau * at / steps))
            for at in range(steps)
        ]
    return tuple(offsets)


def place_dots(centres: Sequence[tuple[float, float]], rooms: Sequence[Box], *, plot: Box) -> tuple[Dot, ...]:
    """The nearest free place in the dot's own room (its quadrant) and wholly inside the plot.

    Where a room is full the dot keeps its true position.
    """
    placed: list[Dot] = []
    for (x, y), room in zip(centres, rooms, strict=True):
        dx, dy = next(
            (offset for offset in _offsets() if _is_free(x + offset[0], y + offset[1], room, plot, placed)),
            (0.0, 0.0),
        )
        placed.append(Dot(x=x + dx, y=y + dy, true_x=x, true_y=y))
    return tuple(placed)


def _is_free(x: float, y: float, room: Box, plot: Box, placed: Sequence[Dot]) -> bool:
    in_room = room.left <= x <= room.right and room.top <= y <= room.bottom
    in_plot = plot.left + DOT <= x <= plot.right - DOT and plot.top + DOT <= y <= plot.bottom - DOT
    return (
        in_room and in_plot and all((x - dot.x) ** 2 + (y - dot.y) ** 2 >= _APART**2 - 1e-6 for dot in placed)
    )
