"""The decomposition of a difference into level, spread and pattern (Cronbach and Gleser 1953)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum, sqrt
from operator import mul

from ..formats import IntervalFormat
from .items import ItemScore
from .plan import Direction

ITEMS_NEEDED = 4
#: A part that makes up at least this share gives the difference its name.
MOSTLY = 1 / 2
#: A variance below this is the last binary digit of equal answers, not a spread.
_NO_VARIANCE = 1e-18


class Part(StrEnum):
    LEVEL = "level"
    SPREAD = "spread"
    PATTERN = "pattern"


@dataclass(frozen=True, kw_only=True)
class Profile:
    """Mean squared difference on the unit interval = level + spread + pattern."""

    count: int
    level: float
    spread: float
    pattern: float
    #: None where one of the two gave the same answer throughout.
    correlation: float | None

    @property
    def msd(self) -> float:
        return self.level + self.spread + self.pattern

    def share(self, part: Part) -> float | None:
        """The share of one part; None where there is no difference at all."""
        sizes = {Part.LEVEL: self.level, Part.SPREAD: self.spread, Part.PATTERN: self.pattern}
        return sizes[part] / self.msd if self.msd else None

    @property
    def mostly(self) -> Part | None:
        """The part that dominates; None where none does, or nothing differs."""
        return next((part for part in Part if (self.share(part) or 0) >= MOSTLY), None)


def profile_of(items: Sequence[ItemScore]) -> Profile | None:
    """The decomposition over the readiness-keyed items that both have answered; None for fewer than four."""
    keyed = [
        item
        for item in items
        if item.item.direction is Direction.READINESS
        and item.gap is not None
        and item.item.format.is_interval
    ]
    if len(keyed) < ITEMS_NEEDED:
        return None
    return decompose([_units(item) for item in keyed])


def _units(item: ItemScore) -> tuple[float, float]:
    ruler = item.item.format
    if not isinstance(ruler, IntervalFormat):
        raise TypeError(f"{ruler.kind} answers do not lie on a line")
    a, b = ruler.unit(item.a.value), ruler.unit(item.b.value)
    return (1 - a, 1 - b) if item.item.is_reversed else (a, b)


def decompose(pairs: Sequence[tuple[float, float]]) -> Profile:
    """The three parts of the mean squared difference of (a, b), with population variances."""
    count = len(pairs)
    if all(a == b for a, b in pairs):
        return Profile(count=count, level=0.0, spread=0.0, pattern=0.0, correlation=None)
    mean_a, mean_b = fsum([a for a, _ in pairs]) / count, fsum([b for _, b in pairs]) / count
    off_a, off_b = [a - mean_a for a, _ in pairs], [b - mean_b for _, b in pairs]
    spread_a = sqrt(fsum([off * off for off in off_a]) / count)
    spread_b = sqrt(fsum([off * off for off in off_b]) / count)
    shared = fsum(map(mul, off_a, off_b)) / count
    both = spread_a * spread_b
    is_flat = both < _NO_VARIANCE
    return Profile(
        count=count,
        level=(mean_a - mean_b) ** 2,
        spread=(spread_a - spread_b) ** 2,
        pattern=0.0 if is_flat else max(0.0, 2 * (both - shared)),
        correlation=None if is_flat else shared / both,
    )
