"""The document that `score_answers` prints: unrounded numbers, null where there is none."""

from typing import TypedDict

from ..scores import ItemScore, PairScores, TopicScore, TopicView


class ItemOutput(TypedDict):
    gap: float | None
    signed: float | None
    flag: str | None


class ViewOutput(TypedDict):
    expected: float | None
    surprise: float | None
    state: str | None
    insight: float | None


class TopicOutput(TypedDict):
    gap: float | None
    band: str | None
    coverage: float | None
    lower: float | None
    upper: float | None
    peak: float | None
    leave_one_out: list[float] | None
    priority: float | None
    must_agree_flag: bool
    views: dict[str, ViewOutput]


class OverallOutput(TypedDict):
    gap: float | None
    unweighted: float | None
    weight_coverage: float
    band: str | None


class ScoreOutput(TypedDict):
    items: dict[str, ItemOutput]
    topics: dict[str, TopicOutput]
    overall: OverallOutput | None


def score_output(scores: PairScores) -> ScoreOutput:
    """The scores as plain values; `overall` is null where the reported topics carry too little importance."""
    overall = scores.overall
    return ScoreOutput(
        items={score.item.id: _item(score) for score in scores.items},
        topics={topic.id: _topic(topic, scores) for topic in scores.topics},
        overall=None
        if overall.gap is None
        else OverallOutput(
            gap=overall.gap,
            unweighted=overall.unweighted,
            weight_coverage=overall.weight_coverage,
            band=overall.band,
        ),
    )


def _item(score: ItemScore) -> ItemOutput:
    return ItemOutput(gap=score.gap, signed=score.signed, flag=score.flag)


def _topic(topic: TopicScore, scores: PairScores) -> TopicOutput:
    return TopicOutput(
        gap=topic.gap,
        band=topic.band,
        coverage=topic.coverage,
        lower=topic.lower,
        upper=topic.upper,
        peak=topic.peak,
        leave_one_out=list(topic.leave_one_out) if topic.leave_one_out else None,
        priority=topic.priority,
        must_agree_flag=topic.must_agree_flag,
        views={scores.a: _view(topic.view_a), scores.b: _view(topic.view_b)},
    )


def _view(view: TopicView) -> ViewOutput:
    return ViewOutput(expected=view.expected, surprise=view.surprise, state=view.state, insight=view.insight)
