"""The result of a pair: all items, all topics, one overall number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import fsum

from ..answers import NOT_PREDICTED, SKIPPED, Sheet
from ..bands import Band, band, reaches
from .items import ItemScore, score_item
from .plan import Direction, Plan, TopicSpec
from .profile import Profile, profile_of
from .topics import Importance, TopicScore, score_topic, signed_mean

SCORING_VERSION = "1"
#: The overall gap is reported if the reported topics carry at least this share of all importance.
WEIGHT_NEEDED = 2 / 3
#: If weighting moves the overall gap by more than this, both numbers are shown.
WEIGHTING_MATTERS_FROM = 5.0
#: Answers further apart than this many days describe two different moments.
STALE_AFTER_DAYS = 60


@dataclass(frozen=True, kw_only=True)
class OverallScore:
    """One number over all reported topics; `gap` is None where they carry too little importance."""

    gap: float | None
    #: The plain mean of the reported topics, always kept; None where no topic is reported.
    unweighted: float | None
    weight_coverage: float

    @property
    def band(self) -> Band | None:
        return None if self.gap is None else band(self.gap)

    @property
    def shows_both(self) -> bool:
        """Whether the weights matter so much that the unweighted gap belongs beside the weighted one."""
        if self.gap is None or self.unweighted is None:
            return False
        return abs(self.gap - self.unweighted) > WEIGHTING_MATTERS_FROM


@dataclass(frozen=True, kw_only=True)
class PairScores:
    """Everything measured between two respondents: a of the business side, b of the technology side."""

    a: str
    b: str
    topics: tuple[TopicScore, ...]
    overall: OverallScore
    profile: Profile | None
    signed_readiness: float | None
    signed_pace: float | None
    is_stale: bool
    scoring_version: str = SCORING_VERSION

    @property
    def resolution(self) -> float | None:
        """One answer moved by one step changes the overall gap by at most this."""
        reported = [topic for topic in self.topics if topic.gap is not None]
        weight = fsum(topic.importance.weight for topic in reported)
        steps = [
            topic.resolution * topic.importance.weight / weight for topic in reported if topic.resolution
        ]
        return max(steps, default=None)

    @cached_property
    def items(self) -> tuple[ItemScore, ...]:
        return tuple(item for topic in self.topics for item in topic.items)

    @cached_property
    def item(self) -> Mapping[str, ItemScore]:
        """Item id to its score."""
        return {score.item.id: score for score in self.items}

    @cached_property
    def topic(self) -> Mapping[str, TopicScore]:
        """Topic id to its score."""
        return {score.id: score for score in self.topics}


def score_pair(plan: Plan, a: Sheet, b: Sheet) -> PairScores:
    """Score two sheets of the same instrument version.

    Values must have passed their format's `fault`; a stored value that would not is a skipped answer
    (`readable_sheet` makes it one).
    """
    if a.respondent == b.respondent:
        raise ValueError("one person cannot be both sides of a pair")
    topics = tuple(_topic(topic, a, b) for topic in plan.topics)
    keyed = [item for topic in topics for item in topic.items if item.item.direction is not None]
    return PairScores(
        a=a.respondent,
        b=b.respondent,
        topics=topics,
        overall=overall(topics),
        profile=profile_of(keyed),
        signed_readiness=signed_mean(keyed, Direction.READINESS),
        signed_pace=signed_mean(keyed, Direction.PACE),
        is_stale=is_stale(a.answered_on, b.answered_on),
    )


def _topic(topic: TopicSpec, a: Sheet, b: Sheet) -> TopicScore:
    answers_a, answers_b, by_a, by_b = a.answers, b.answers, a.predictions, b.predictions
    items = tuple(
        [
            score_item(
                item,
                answers_a.get(item.id, SKIPPED),
                answers_b.get(item.id, SKIPPED),
                by_a.get(item.id, NOT_PREDICTED),
                by_b.get(item.id, NOT_PREDICTED),
            )
            for item in topic.items
        ]
    )
    importance = Importance(a=a.importance.get(topic.id), b=b.importance.get(topic.id))
    return score_topic(topic.id, items, importance)


def overall(topics: Sequence[TopicScore]) -> OverallScore:
    """The importance-weighted mean of the reported topics."""
    reported = [(topic.gap, topic.importance.weight) for topic in topics if topic.gap is not None]
    reported_weight = fsum([weight for _, weight in reported])
    whole_weight = fsum([topic.importance.weight for topic in topics])
    coverage = reported_weight / whole_weight if whole_weight else 0.0
    is_enough = bool(reported) and reaches(coverage, WEIGHT_NEEDED)
    return OverallScore(
        gap=fsum([weight * gap for gap, weight in reported]) / reported_weight if is_enough else None,
        unweighted=fsum([gap for gap, _ in reported]) / len(reported) if reported else None,
        weight_coverage=coverage,
    )


def is_stale(a: date | None, b: date | None) -> bool:
    """Whether the two answered so far apart that the difference may be one of time."""
    return a is not None and b is not None and abs((a - b).days) > STALE_AFTER_DAYS
