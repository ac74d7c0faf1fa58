"""Hypothesis draws items, answers and sheets; a few short constructors for tests that need exact ones."""

import json
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from alignment.domain.answers import Answer, AnswerState, Prediction, Sheet, Side
from alignment.domain.formats import (
    Allocation,
    AnyFormat,
    Bipolar,
    Choice,
    Number,
    Percent,
    Pick,
    Ranking,
    Scale,
    Text,
)
from alignment.domain.scores import Direction, ItemSpec, Plan, TopicSpec

FOLDER = Path(__file__).parents[2] / "data"
EXAMPLE: dict[str, Any] = json.loads((FOLDER / "score_example.json").read_text(encoding="utf-8"))
_VECTORS = json.loads((FOLDER / "vectors.json").read_text(encoding="utf-8"))
HOUSE: dict[str, Any] = {vector["id"]: vector for vector in _VECTORS["house_spec"]}
PUBLISHED: dict[str, Any] = {vector["id"]: vector for vector in _VECTORS["published_and_reference"]}

OPTIONS = ("a", "b", "c", "d", "e", "f", "g", "h")
SCORED_FORMATS: tuple[AnyFormat, ...] = (
    Scale(points=5),
    Scale(points=4),
    Scale(points=11),
    Bipolar(),
    Percent(),
    Percent(lo=-20, hi=30),
    Number(),
    Ranking(size=5, options=OPTIONS[:5]),
    Choice(options=OPTIONS[:6]),
    Pick(pick=3, of=8, options=OPTIONS),
    Allocation(parts=4),
)
METRIC_FORMATS = SCORED_FORMATS
FORMATS = (*SCORED_FORMATS, Text())


def values(rule: AnyFormat) -> st.SearchStrategy[Any]:
    """Values without fault."""
    match rule:
        case Scale() | Bipolar():
            return st.integers(1, rule.points)
        case Percent():
            return st.floats(rule.lo, rule.hi, allow_nan=False)
        case Number():
            return st.just(0.0) | st.floats(0.5, 1e15, allow_nan=False)
        case Ranking():
            return st.permutations(rule.options)
        case Choice():
            return st.sampled_from(rule.options)
        case Pick():
            return st.permutations(rule.options).map(lambda options: options[: rule.pick])
        case Allocation():
            return st.lists(st.integers(0, 100), min_size=3, max_size=3).map(_parts)
    return st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


def _parts(cuts: list[int]) -> list[int]:
    first, second, third = sorted(cuts)
    return [first, second - first, third - second, 100 - third]


def formats_with(count: int) -> st.SearchStrategy[tuple[Any, ...]]:
    """(format, value, value, ...) with so many values."""
    return st.sampled_from(SCORED_FORMATS).flatmap(
        lambda rule: st.tuples(st.just(rule), *(values(rule) for _ in range(count)))
    )


PLAN = Plan(
    topics=tuple(
        TopicSpec(
            id=topic,
            items=tuple(
                ItemSpec(
                    id=f"{topic}.{number}",
                    topic=topic,
                    format=rule,
                    must_agree=number == 1 and not isinstance(rule, Text),
                    direction=Direction.READINESS if rule.is_interval else None,
                    is_reversed=isinstance(rule, Bipolar),
                )
                for number, rule in enumerate(FORMATS)
            ),
        )
        for topic in ("one", "two")
    )
)


def answers(rule: AnyFormat) -> st.SearchStrategy[Answer]:
    states = st.sampled_from([state for state in AnswerState if state is not AnswerState.VALUE])
    given = values(rule).map(lambda value: Answer(value=value))
    return given | given | states.map(lambda state: Answer(state=state))


def sheets(respondent: str, side: Side) -> st.SearchStrategy[Sheet]:
    return st.builds(
        Sheet,
        respondent=st.just(respondent),
        side=st.just(side),
        answers=st.fixed_dictionaries({}, optional={item.id: answers(item.format) for item in PLAN.items}),
        predictions=st.fixed_dictionaries(
            {},
            optional={
                item.id: values(item.format).map(lambda value: Prediction(value=value)) for item in PLAN.items
            },
        ),
        importance=st.fixed_dictionaries({}, optional={topic.id: st.integers(1, 5) for topic in PLAN.topics}),
    )


def plan_of(*formats: AnyFormat, topic: str = "topic", **settings: Any) -> Plan:
    """One topic with one item per format: `topic.1`, `topic.2`, ..."""
    items = tuple(
        ItemSpec(id=f"{topic}.{number}", topic=topic, format=rule, **settings)
        for number, rule in enumerate(formats, start=1)
    )
    return Plan(topics=(TopicSpec(id=topic, items=items),))


def sheet_of(given: list[Any], *, side: Side = Side.BUSINESS, topic: str = "topic", **settings: Any) -> Sheet:
    """A sheet with these values (or Answers) for `topic.1`, `topic.2`, ...; None is skipped."""
    found = {
        f"{topic}.{number}": value if isinstance(value, Answer) else Answer(value=value)
        for number, value in enumerate(given, start=1)
        if value is not None
    }
    return Sheet(respondent="ceo" if side is Side.BUSINESS else "cto", side=side, answers=found, **settings)


def predicted(values: list[Any], *, topic: str = "topic") -> dict[str, Prediction]:
    return {f"{topic}.{number}": Prediction(value=value) for number, value in enumerate(values, start=1)}


DONT_KNOW = Answer(state=AnswerState.DONT_KNOW)
NOT_APPLICABLE = Answer(state=AnswerState.NOT_APPLICABLE)
