"""The charts of a revealed pair: one set of dataclasses for the dashboard and for documents."""

from collections.abc import Iterable, Mapping
from math import fsum
from typing import Any, cast

from alignment.domain.bands import DIFFERENT_FROM, round_half_up
from alignment.domain.findings import STATE_WORDS
from alignment.domain.formats import IntervalFormat
from alignment.domain.instrument import Instrument
from alignment.domain.scores import ItemScore, PairScores, TopicScore
from alignment.domain.states import PairState
from common.charts import (
    AxisLabel,
    Dumbbell,
    DumbbellRow,
    Matrix,
    MatrixAxis,
    MatrixPoint,
    Names,
    Quadrants,
    Reading,
    StateCell,
    StateGrid,
)

STATE_SENTENCES: Mapping[PairState, str] = {
    PairState.SHARED_VIEW: "Alike, and both expected it",
    PairState.HIDDEN_AGREEMENT: "Alike, though both expected a difference",
    PairState.HIDDEN_DIFFERENCE: "Different, though both expected to agree",
    PairState.KNOWN_DIFFERENCE: "Different, and both know it",
}
TOPIC_AXIS = (
    AxisLabel(position=0, text="Low end of the scales"),
    AxisLabel(position=0.5, text="Middle"),
    AxisLabel(position=1, text="High end of the scales"),
)
NOT_ENOUGH = "Not enough answers yet"
IMPORTANT_FROM = 4
IMPORTANCE_STEPS = 4


def by_priority(scores: PairScores) -> tuple[TopicScore, ...]:
    """Topics in the order of the agenda; those without a number come last, in their own order."""
    return tuple(sorted(scores.topics, key=lambda topic: (topic.priority is None, -(topic.priority or 0.0))))


def topic_dumbbell(
    *,
    instrument: Instrument,
    topics: Iterable[TopicScore],
    names: Names,
    title: str = "Mean answer of each side by topic",
    key: str = "topics",
) -> Dumbbell:
    """One row a topic, in the caller's order: each side's mean answer, and the difference of all items."""
    return Dumbbell(
        key=key,
        title=title,
        names=names,
        axis=TOPIC_AXIS,
        rows=tuple(_topic_row(instrument.topic[topic.id].title, topic) for topic in topics),
    )


def _topic_row(title: str, topic: TopicScore) -> DumbbellRow:
    if topic.gap is None:
        return DumbbellRow(label=title, note=NOT_ENOUGH)
    return DumbbellRow(
        label=title,
        first=_reading(mean_position(topic.items, side="a")),
        second=_reading(mean_position(topic.items, side="b")),
        value=str(round_half_up(topic.gap)),
        value_word=topic.band.value if topic.band else "",
    )


def _reading(position: float | None) -> Reading | None:
    if position is None:
        return None
    return Reading(position=position, answer=f"{round_half_up(100 * position)} of 100")


def mean_position(items: Iterable[ItemScore], *, side: str) -> float | None:
    """Where one side's answers lie on average, 0..1, over the scored items whose answers lie on a line."""
    units = [_unit(item, side) for item in items if _lies_on_a_line(item)]
    return fsum(units) / len(units) if units else None


def _lies_on_a_line(item: ItemScore) -> bool:
    return item.gap is not None and isinstance(item.item.format, IntervalFormat)


def _unit(item: ItemScore, side: str) -> float:
    ruler = cast(IntervalFormat[Any], item.item.format)  # Any: the value type belongs to the format
    unit = ruler.unit(item.a.value if side == "a" else item.b.value)
    return 1 - unit if item.item.is_reversed else unit


def importance_matrix(*, instrument: Instrument, scores: PairScores, key: str = "matrix") -> Matrix:
    """What matters to either side against how far apart they are."""
    return Matrix(
        key=key,
        title="Importance and difference of each topic",
        x=MatrixAxis(
            name="Importance (the higher of the two)",
            threshold=(IMPORTANT_FROM - 1) / IMPORTANCE_STEPS,
            labels=tuple(AxisLabel(position=step / 4, text=str(step + 1)) for step in range(5)),
        ),
        y=MatrixAxis(
            name="Difference",
            threshold=DIFFERENT_FROM / 100,
            labels=tuple(AxisLabel(position=gap / 100, text=str(gap)) for gap in (0, 15, 30, 50, 100)),
        ),
        quadrants=Quadrants(both_high="Talk first", only_y_high="Note", only_x_high="Keep", both_low="Park"),
        points=tuple(
            MatrixPoint(
                label=instrument.topic[topic.id].title,
                x=(topic.importance.higher - 1) / IMPORTANCE_STEPS,
                y=topic.gap / 100,
                x_text=f"{topic.importance.higher:g} of 5",
                y_text=str(round_half_up(topic.gap)),
            )
            for topic in by_priority(scores)
            if topic.gap is not None
        ),
    )


def state_grid(
    *, instrument: Instrument, pair_states: Mapping[str, PairState | None], key: str = "states"
) -> StateGrid:
    """The four states of the pair; topics that only one side reads this way are in no cell."""

    def cell(state: PairState, *, is_lead: bool = False) -> StateCell:
        return StateCell(
            name=STATE_WORDS[state],
            sentence=STATE_SENTENCES[state],
            chips=tuple(topic.title for topic in instrument.topics if pair_states.get(topic.id) is state),
            is_lead=is_lead,
        )

    return StateGrid(
        key=key,
        title="What is, against what both expected, by topic",
        cells=(
            cell(PairState.SHARED_VIEW),
            cell(PairState.HIDDEN_AGREEMENT, is_lead=True),
            cell(PairState.HIDDEN_DIFFERENCE, is_lead=True),
            cell(PairState.KNOWN_DIFFERENCE),
        ),
        column_names=("Both expected to agree", "Both expected a difference"),
        row_names=("Answers are alike", "Answers differ"),
    )
