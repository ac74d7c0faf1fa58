"""What every answer format can do, and the one ruler that all scored formats share."""

import math
from collections.abc import Collection, Sequence
from functools import cached_property
from typing import ClassVar, Generic, TypeGuard, TypeVar

#: Two people answering at random are this far apart on average, in every format (measurement.md 5.2).
RANDOM_GAP = 40.0
MAX_GAP = 100.0
#: Beyond this a quantity is a typing error, not an estimate; it also keeps every quotient a finite number.
QUANTITY_LIMIT = 1e15
#: More options than this cannot be read, and pairs of options grow with the square.
OPTIONS_LIMIT = 100
POINTS_LIMIT = 101

OptionId = str | int
V = TypeVar("V")


class Format(Generic[V]):
    """How an item is answered, and how far apart two answers are.

    `fault` says what is wrong with a value and what to do about it; everything else expects values
    without fault, and a format that is scored.
    """

    kind: ClassVar[str]
    is_scored: ClassVar[bool] = True
    #: Predictions are scored where "how far off" has a plain meaning (measurement.md 5.3).
    is_predictable: ClassVar[bool] = False
    #: Interval-like formats may carry a direction: signed means and the decomposition use them.
    is_interval: ClassVar[bool] = False
    #: Two values may still not compare: somebody has to read them.
    may_need_reading: ClassVar[bool] = False

    def fault(self, value: object) -> str | None:
        raise NotImplementedError

    @cached_property
    def chance(self) -> float:
        """The average `distance` of two people answering at random; a constant of the format."""
        raise NotImplementedError

    def distance(self, a: V, b: V) -> float:
        """0 for the same answer, 1 for answers as far apart as the format allows."""
        raise NotImplementedError

    def gap(self, a: V, b: V) -> float:
        """The distance on the common ruler: 0 same answer, 40 as far apart as random answers."""
        return min(MAX_GAP, RANDOM_GAP * self.distance(a, b) / self.chance)

    @cached_property
    def max_gap(self) -> float:
        """The gap of two answers that are as far apart as the format allows."""
        return min(MAX_GAP, RANDOM_GAP / self.chance)

    def signed(self, a: V, b: V) -> float | None:
        """The difference b - a in points of the unit interval x 100; None where "more" has no meaning."""
        return None


class IntervalFormat(Format[V]):
    """Answers that lie on a line from 0 to 1."""

    is_predictable = True
    is_interval = True

    def unit(self, value: V) -> float:
        """Where the answer lies between the two ends, 0..1."""
        raise NotImplementedError

    def signed(self, a: V, b: V) -> float | None:
        return 100 * (self.unit(b) - self.unit(a))


def is_number(value: object) -> TypeGuard[float]:
    """A real, finite number; True and False are not numbers here."""
    if type(value) is int:
        return True
    return type(value) is float and math.isfinite(value)


def is_option_id(value: object) -> bool:
    return type(value) is int or (type(value) is str and value != "")


def options_fault(value: object, *, count: int, known: Collection[OptionId], what: str) -> str | None:
    """Why `value` is not a list of `count` distinct options, taken from `known` unless that is empty."""
    if not isinstance(value, Sequence) or isinstance(value, str | bytes):
        return f"must be a list of {count} {what}"
    if len(value) != count:
        return f"must list exactly {count} {what}, but lists {len(value)}"
    if not all(is_option_id(option) for option in value):
        return f"must list {what} by their ids (text or whole numbers)"
    if len(set(value)) != len(value):
        return f"must list each of the {what} once"
    unknown = [option for option in value if known and option not in known]
    return f"must list only {what} that the item offers" if unknown else None
