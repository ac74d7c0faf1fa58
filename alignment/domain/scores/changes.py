"""What has changed between two rounds of the same pair, and whether it is more than a slip."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, sqrt

from ..bands import reaches
from .items import ItemScore
from .pair import PairScores

#: 1.645 x 25: a quarter of five-point answers slipping one step, nine times in ten (measurement.md 3.3).
NOISE = 41.125
#: Topics compared on fewer items than this get no change of their own.
ITEMS_NEEDED = 4


@dataclass(frozen=True, kw_only=True)
class Change:
    """The mean gap over the same scored items in both rounds."""

    before: float
    after: float
    items: int

    @property
    def difference(self) -> float:
        """Below zero: closer than before."""
        return self.after - self.before

    @property
    def threshold(self) -> float:
        return change_threshold(self.items)

    @property
    def is_real(self) -> bool:
        """Whether the change is larger than slips of one step would explain."""
        return reaches(abs(self.difference), self.threshold)


def change_threshold(items: int) -> float:
    """The smallest change of a mean over so many items that is called real."""
    return NOISE / sqrt(items)


def overall_change(before: PairScores, after: PairScores) -> Change | None:
    """The change over all items that were scored in both rounds with the same wording."""
    return _change(before.items, after.items)


def topic_change(before: PairScores, after: PairScores, *, topic: str) -> Change | None:
    """The change of one topic; None where fewer than four of its items were scored in both rounds."""
    if topic not in before.topic or topic not in after.topic:
        return None
    change = _change(before.topic[topic].items, after.topic[topic].items)
    return change if change is not None and change.items >= ITEMS_NEEDED else None


def _change(before: Sequence[ItemScore], after: Sequence[ItemScore]) -> Change | None:
    gaps = {_question(score): score.gap for score in before if score.gap is not None}
    pairs = [
        (gaps[_question(score)], score.gap)
        for score in after
        if score.gap is not None and _question(score) in gaps
    ]
    if not pairs:
        return None
    first, second = (fsum(column) / len(pairs) for column in zip(*pairs, strict=True))
    return Change(before=first, after=second, items=len(pairs))


def _question(score: ItemScore) -> tuple[str, str, object]:
    return score.item.id, score.item.wording, score.item.format
