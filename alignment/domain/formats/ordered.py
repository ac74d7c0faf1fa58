"""Formats whose answers have an order: scales, bounded numbers and quantities."""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from .base import QUANTITY_LIMIT, Format, IntervalFormat, is_number

#: A ratio of this size counts as the full distance, so that one doubling is exactly 40 points.
FULL_RATIO = 8
_LOG_FULL_RATIO = math.log(FULL_RATIO)
#: Zero has no ratio to anything; it counts as half a unit (measurement.md 5.7).
ZERO_COUNTS_AS = 0.5


class SteppedFormat(IntervalFormat[int]):
    """Points in a row, numbered from 1, all equally far from the next."""

    points: int

    @cached_property
    def chance(self) -> float:
        return (self.points + 1) / (3 * self.points)

    def fault(self, value: object) -> str | None:
        if type(value) is int and 1 <= value <= self.points:
            return None
        return f"must be a whole number from 1 to {self.points}"

    def distance(self, a: int, b: int) -> float:
        return abs(a - b) / (self.points - 1)

    @cached_property
    def gaps(self) -> tuple[float, ...]:
        """The gap of answers 0, 1, 2 ... steps apart: most items are scales, so they are looked up."""
        return tuple(super(SteppedFormat, self).gap(1, 1 + steps) for steps in range(self.points))

    def gap(self, a: int, b: int) -> float:
        return self.gaps[abs(a - b)]

    @cached_property
    def one_step(self) -> float:
        """The gap of two neighbouring answers."""
        return self.gaps[1]

    @cached_property
    def units(self) -> tuple[float, ...]:
        """Where points 1, 2, 3 ... lie between the ends."""
        return tuple(step / (self.points - 1) for step in range(self.points))

    def unit(self, value: int) -> float:
        return self.units[value - 1]

    def signed(self, a: int, b: int) -> float:
        units = self.units
        return 100 * (units[b - 1] - units[a - 1])


@dataclass(frozen=True, kw_only=True)
class Scale(SteppedFormat):
    """An ordered scale; on five points one step is 25 points of gap."""

    kind: ClassVar[str] = "scale"
    points: int = 5


@dataclass(frozen=True, kw_only=True)
class Bipolar(SteppedFormat):
    """Seven points between two opposite ends; one step is 17.5 points of gap."""

    kind: ClassVar[str] = "bipolar"
    points: int = 7


@dataclass(frozen=True, kw_only=True)
class Percent(IntervalFormat[float]):
    """A bounded number, usually a percentage; one percentage point is 1.2 points of gap."""

    kind: ClassVar[str] = "percent"
    lo: float = 0
    hi: float = 100

    @cached_property
    def chance(self) -> float:
        return 1 / 3

    def fault(self, value: object) -> str | None:
        if is_number(value) and self.lo <= value <= self.hi:
            return None
        return f"must be a number from {self.lo:g} to {self.hi:g}"

    def distance(self, a: float, b: float) -> float:
        return min(1.0, abs(a - b) / (self.hi - self.lo))

    def unit(self, value: float) -> float:
        return (value - self.lo) / (self.hi - self.lo)


@dataclass(frozen=True, kw_only=True)
class Number(Format[float]):
    """A quantity compared by ratio (weeks, money, counts); one doubling is 40 points of gap."""

    kind: ClassVar[str] = "number"
    is_predictable: ClassVar[bool] = True

    @cached_property
    def chance(self) -> float:
        return 1 / 3

    def fault(self, value: object) -> str | None:
        if not is_number(value) or value < 0:
            return "must be a number of 0 or more"
        return None if value <= QUANTITY_LIMIT else f"must be at most {QUANTITY_LIMIT:.0f}"

    def distance(self, a: float, b: float) -> float:
        high, low = max(a, b) or ZERO_COUNTS_AS, min(a, b) or ZERO_COUNTS_AS
        return min(1.0, abs(math.log(high / low)) / _LOG_FULL_RATIO)

    def signed(self, a: float, b: float) -> float | None:
        """The gap with the sign of b - a: log distances have no unit interval."""
        gap = self.gap(a, b)
        return -gap if b < a and gap else gap
