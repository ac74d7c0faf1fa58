"""Formats whose answers are options: rankings, choices, picks and allocations; and free text."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import ClassVar

from .base import Format, OptionId, is_number, is_option_id, options_fault

#: The option that means "none of these": two of them may be two different answers, so a reader must look.
OTHER = "other"
ALLOCATION_TOTAL = 100
#: Parts typed with decimals (33.3 + 33.3 + 33.4) add up to 100 but for the last binary digit.
_TOTAL_TOLERANCE = 1e-6
TEXT_LIMIT = 4000

Places = Sequence[OptionId | Sequence[OptionId]]


@dataclass(frozen=True, kw_only=True)
class Ranking(Format[Places]):
    """All options in order, most important first; the distance is the share of pairs ordered differently."""

    kind: ClassVar[str] = "ranking"
    size: int
    #: Empty where the source names only the number of options.
    options: tuple[OptionId, ...] = ()
    #: Imported rankings may hold ties, written as a list inside the list.
    may_tie: bool = False

    @cached_property
    def chance(self) -> float:
        return 1 / 2

    @cached_property
    def pairs(self) -> int:
        return self.size * (self.size - 1) // 2

    def fault(self, value: object) -> str | None:
        flat = list(self._flat(value)) if self.may_tie and isinstance(value, list | tuple) else value
        return options_fault(flat, count=self.size, known=self.options, what="options")

    @staticmethod
    def _flat(value: Sequence[object]) -> Iterator[object]:
        for place in value:
            if isinstance(place, list | tuple) and len(place) > 1:
                yield from place
            else:
                yield place

    def discordant(self, a: Places, b: Places) -> float:
        """Pairs of options ordered differently; a pair tied in one list only counts half."""
        in_a, in_b = _places(a), _places(b)
        total = 0.0
        for one, other in combinations(in_a, 2):
            by_a, by_b = in_a[one] - in_a[other], in_b[one] - in_b[other]
            if by_a * by_b < 0:
                total += 1
            elif (by_a == 0) != (by_b == 0):
                total += 0.5
        return total

    def distance(self, a: Places, b: Places) -> float:
        return self.discordant(a, b) / self.pairs


def _places(value: Places) -> dict[OptionId, int]:
    places: dict[OptionId, int] = {}
    for place, entry in enumerate(value):
        if isinstance(entry, str | int):
            places[entry] = place
        else:
            places.update(dict.fromkeys(entry, place))
    return places


@dataclass(frozen=True, kw_only=True)
class Choice(Format[OptionId]):
    """One of several unordered options: the same, or not."""

    kind: ClassVar[str] = "choice"
    may_need_reading: ClassVar[bool] = True
    options: tuple[OptionId, ...]

    @cached_property
    def chance(self) -> float:
        return 1 - 1 / len(self.options)

    def fault(self, value: object) -> str | None:
        if is_option_id(value) and value in self.options:
            return None
        return "must be one of " + ", ".join(map(str, self.options))

    def distance(self, a: OptionId, b: OptionId) -> float:
        return 0.0 if a == b else 1.0


@dataclass(frozen=True, kw_only=True)
class Pick(Format[Sequence[OptionId]]):
    """Exactly `pick` of `of` options, in no order; the distance is the share not in common."""

    kind: ClassVar[str] = "pick"
    pick: int
    of: int
    #: Empty where the source names only the number of options.
    options: tuple[OptionId, ...] = ()

    @cached_property
    def chance(self) -> float:
        return 1 - self.pick / self.of

    def fault(self, value: object) -> str | None:
        return options_fault(value, count=self.pick, known=self.options, what="options")

    def distance(self, a: Sequence[OptionId], b: Sequence[OptionId]) -> float:
        return 1 - len(set(a) & set(b)) / self.pick


@dataclass(frozen=True, kw_only=True)
class Allocation(Format[Sequence[float]]):
    """100 points split over the parts; the distance is the share of points placed differently."""

    kind: ClassVar[str] = "allocation"
    parts: int

    @cached_property
    def chance(self) -> float:
        return (self.parts - 1) / (2 * self.parts - 1)

    def fault(self, value: object) -> str | None:
        if not isinstance(value, list | tuple) or len(value) != self.parts:
            return f"must be a list of {self.parts} numbers that add up to {ALLOCATION_TOTAL}"
        if not all(is_number(part) and 0 <= part <= ALLOCATION_TOTAL for part in value):
            return f"must hold only numbers from 0 to {ALLOCATION_TOTAL}"
        total = math.fsum(value)
        if abs(total - ALLOCATION_TOTAL) > _TOTAL_TOLERANCE:
            return f"must add up to {ALLOCATION_TOTAL}, but adds up to {total:.10g}"
        return None

    def distance(self, a: Sequence[float], b: Sequence[float]) -> float:
        return sum(abs(x - y) for x, y in zip(a, b, strict=True)) / 2 / ALLOCATION_TOTAL


@dataclass(frozen=True, kw_only=True)
class Text(Format[str]):
    """Free text: never scored, shown side by side."""

    kind: ClassVar[str] = "text"
    is_scored: ClassVar[bool] = False
    may_need_reading: ClassVar[bool] = True

    def fault(self, value: object) -> str | None:
        return text_fault(value, limit=TEXT_LIMIT)


def text_fault(value: object, *, limit: int) -> str | None:
    """Why `value` is not a text that every database and document can hold."""
    if not isinstance(value, str):
        return "must be a text"
    if len(value) > limit:
        return f"must have at most {limit} characters, but has {len(value)}"
    if "\0" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
        return "must not hold characters that are not text"
    return None
