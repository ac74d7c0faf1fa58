"""The result of one topic: its gap if enough was answered, and what bounds it if not."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum
from typing import NamedTuple

from ..answers import IMPORTANCE_DEFAULT, IMPORTANCE_MAX
from ..bands import Band, band
from ..formats import SteppedFormat
from ..states import PairState, pair_state
from .items import ItemScore
from .plan import Direction
from .profile import Profile, profile_of
from .views import TopicView, view_of

#: A topic is reported from this many scored items on, and if they are at least half of the eligible ones.
SCORED_NEEDED = 2
COVERAGE_NEEDED = 1 / 2
LEAVE_ONE_OUT_NEEDED = 3


@dataclass(frozen=True, kw_only=True)
class Importance:
    """How much the topic matters to each of the two, 1..5; None where not rated."""

    a: int | None = None
    b: int | None = None

    @property
    def weight(self) -> float:
        """The mean; one rating stands for both, and 3 for none."""
        a = self.b if self.a is None else self.a
        b = self.a if self.b is None else self.b
        return float(IMPORTANCE_DEFAULT) if a is None or b is None else (a + b) / 2

    @property
    def higher(self) -> float:
        """What it matters to the one to whom it matters more: that is worth the talk."""
        return max(self.a or 0, self.b or 0) or IMPORTANCE_DEFAULT


class TopicScore(NamedTuple):
    """One topic of a pair; `gap` is None where there are not enough answers."""

    id: str
    items: tuple[ItemScore, ...]
    importance: Importance
    eligible: int
    scored: int
    gap: float | None
    band: Band | None
    #: Scored items as a share of the eligible ones; None where no item is eligible.
    coverage: float | None
    #: The topic's gap if every unscored item had gap 0, and if each had its format's largest.
    lower: float | None
    upper: float | None
    peak: float | None
    #: Lowest and highest gap when one item is left out.
    leave_one_out: tuple[float, float] | None
    priority: float | None
    must_agree_flag: bool
    #: Mean signed difference, technology minus business, over the items keyed to readiness and to pace.
    signed_readiness: float | None
    signed_pace: float | None
    view_a: TopicView
    view_b: TopicView

    @property
    def pair_state(self) -> PairState | None:
        return pair_state(self.view_a.state, self.view_b.state)

    @property
    def resolution(self) -> float | None:
        """One answer moved by one step changes the gap by at most this; None where nothing has steps."""
        steps = [
            item.item.format.one_step
            for item in self.items
            if item.gap is not None and isinstance(item.item.format, SteppedFormat)
        ]
        return max(steps) / self.scored if steps else None

    @property
    def profile(self) -> Profile | None:
        """Level, spread and pattern; None for fewer than four readiness-keyed items."""
        return profile_of(self.items)

    @property
    def importance_difference(self) -> int | None:
        """Technology minus business."""
        a, b = self.importance.a, self.importance.b
        return None if a is None or b is None else b - a


def score_topic(topic: str, items: tuple[ItemScore, ...], importance: Importance) -> TopicScore:
    """Score one topic from its items."""
    gaps = [item.gap for item in items if item.gap is not None]
    unscored = [item for item in items if item.gap is None and item.is_eligible]
    eligible = len(gaps) + len(unscored)
    total = fsum(gaps)
    coverage = len(gaps) / eligible if eligible else None
    gap = total / len(gaps) if _is_enough(len(gaps), coverage) else None
    return TopicScore(
        id=topic,
        items=items,
        importance=importance,
        eligible=eligible,
        scored=len(gaps),
        gap=gap,
        band=None if gap is None else band(gap),
        coverage=coverage,
        lower=total / eligible if eligible else None,
        upper=(total + _largest_of(unscored)) / eligible if eligible else None,
        peak=max(gaps, default=None),
        leave_one_out=_leave_one_out(gaps, total),
        priority=None if gap is None else gap * importance.higher / IMPORTANCE_MAX,
        must_agree_flag=any(item.breaks_must_agree for item in items if item.item.must_agree),
        signed_readiness=signed_mean(items, Direction.READINESS),
        signed_pace=signed_mean(items, Direction.PACE),
        view_a=view_of([(item.gap, item.view_a) for item in items if item.view_a is not None]),
        view_b=view_of([(item.gap, item.view_b) for item in items if item.view_b is not None]),
    )


def _is_enough(scored: int, coverage: float | None) -> bool:
    return scored >= SCORED_NEEDED and coverage is not None and coverage >= COVERAGE_NEEDED


def _largest_of(unscored: Sequence[ItemScore]) -> float:
    return fsum([item.item.format.max_gap for item in unscored])


def _leave_one_out(gaps: Sequence[float], total: float) -> tuple[float, float] | None:
    if len(gaps) < LEAVE_ONE_OUT_NEEDED:
        return None
    rest = len(gaps) - 1
    return (total - max(gaps)) / rest, (total - min(gaps)) / rest


def signed_mean(items: Sequence[ItemScore], direction: Direction) -> float | None:
    """The mean signed difference over the scored items keyed to one direction."""
    signed = [item.signed for item in items if item.signed is not None and item.item.direction is direction]
    return fsum(signed) / len(signed) if signed else None
