"""What the dashboard says: every topic in one list, sentences about answers, nothing private."""

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment.documents import shipped_instrument
from alignment.domain.answers import Answer, Prediction, Sheet, Side
from alignment.domain.findings import (
    ADVICE,
    BAND_WORDS,
    FLAG_SENTENCES,
    NOT_ENOUGH,
    PART_SENTENCES,
    STATE_SENTENCES,
    STATE_WORDS,
    Findings,
    distance_in_words,
    figure,
    findings,
)
from alignment.domain.formats import (
    Allocation,
    AnyFormat,
    Bipolar,
    Choice,
    Pick,
    Ranking,
    Scale,
    Text,
)
from alignment.domain.scores import PairScores, Part, score_pair
from alignment.domain.states import PairState
from tests.unit.alignment.drawing import DONT_KNOW

INSTRUMENT = shipped_instrument()

#: The same plain answer to every item, from which the tests below move away.
MIDDLE: dict[str, Any] = {
    "scale": 3,
    "bipolar": 4,
    "percent": 50,
    "number": 10,
    "ranking": ["answers", "breach", "outage", "drift", "law"],
    "allocation": [25, 25, 25, 25],
    "text": "We move it.",
}


def middle() -> dict[str, Any]:
    found = {}
    for item in INSTRUMENT.items:
        options = [option.id for option in item.options]
        of_kind = {
            "choice": options[0] if options else None,
            "pick": options[: getattr(item.format, "pick", 0)],
        }
        found[item.id] = (MIDDLE | of_kind)[item.format.kind]
    return found


def sheet(name: str, side: Side, *, predicted: bool = True, **moved: Any) -> Sheet:
    """`data_1=5` answers item data.1 with 5."""
    values = middle() | {key.replace("_", ".", 1): value for key, value in moved.items()}
    return Sheet(
        respondent=name,
        side=side,
        answers={
            item: value if isinstance(value, Answer) else Answer(value=value)
            for item, value in values.items()
        },
        predictions={
            item.id: Prediction(value=values[item.id])
            for item in INSTRUMENT.anchors
            if predicted and not isinstance(values[item.id], Answer)
        },
    )


def scores(*, predicted: bool = True, **moved: Any) -> PairScores:
    """A pair in which the technology side moved away, and both expected the other to answer alike."""
    a = sheet("ceo", Side.BUSINESS, predicted=predicted)
    b = sheet("cto", Side.TECHNOLOGY, predicted=predicted, **moved)
    return score_pair(INSTRUMENT.plan, a, b)


def found(**moved: Any) -> Findings:
    return findings(INSTRUMENT, scores(**moved))


DATA_APART = {"data_1": 1, "data_2": 1, "data_3": 40, "data_4": 80, "data_5": 1}


def test_nothing_but_agreement() -> None:
    result = found()
    assert result.headline == "You see this plan the same way."
    assert len(result.shared_views) == 12
    assert (result.to_talk_about, result.unsettled, result.open_facts) == ((), (), ())
    assert result.decomposition is None
    assert result.shared_views[0].sentence == "You agree here, and you both expected to."
    assert result.shared_views[0].basis == "Based on two questions."


def test_a_difference_that_both_overlooked() -> None:
    result = found(**DATA_APART)
    assert [topic.topic for topic in result.to_talk_about] == ["data"]
    talk = result.to_talk_about[0]
    assert talk.state is PairState.HIDDEN_DIFFERENCE
    assert talk.sentence == "You both expected to agree here."
    assert talk.notes == ("Wider than two random answers would be.",)
    assert talk.widest is not None
    assert talk.widest.distance == "8 times as long"
    assert talk.advice == ADVICE[talk.widest.tag]
    assert result.headline == "You agree on the problem, but not on the data, where you expected to."
    assert result.decomposition == PART_SENTENCES[Part.SPREAD]


def test_without_predictions_nothing_is_said_about_expectations() -> None:
    result = findings(INSTRUMENT, scores(predicted=False, **DATA_APART))
    assert result.headline == "You agree on the problem, not on the data."
    assert result.to_talk_about[0].state is None
    assert result.to_talk_about[0].sentence == "Your answers differ here."
    assert result.to_talk_about[0].basis == ""
    assert result.shared_views[0].sentence == "Your answers are close here."


def test_at_most_three_topics_by_priority() -> None:
    apart = {
        **DATA_APART,
        "culture_1": 1,
        "culture_2": 1,
        "culture_4": 1,
        "culture_3": 1,
        "infrastructure_1": 1,
        "infrastructure_2": 5,
        "infrastructure_3": 1,
        "infrastructure_4": 90,
        "understanding_1": 1,
        "understanding_2": 1,
        "understanding_3": 5,
        "understanding_4": 1,
    }
    result = found(**apart)
    assert len(result.to_talk_about) == 3
    assert [len(group) for group in (result.known_differences, result.later)] == [0, 1]
    priorities = [topic.priority or 0 for topic in result.to_talk_about]
    assert priorities == sorted(priorities, reverse=True)
    assert min(priorities) >= (result.later[0].priority or 0)


def test_a_must_agree_item_puts_a_close_topic_on_the_list() -> None:
    result = found(governance_1="board")
    assert [topic.topic for topic in result.to_talk_about] == ["governance"]
    assert result.to_talk_about[0].sentence == "You are close here, but not on what has to be settled."
    assert result.to_talk_about[0].notes == ("This one has to be settled before you start.",)
    assert [item.item for item in result.unsettled] == ["governance.1"]
    assert result.unsettled[0].distance == "different choices"


def test_agreement_that_nobody_expected() -> None:
    a, b = sheet("ceo", Side.BUSINESS), sheet("cto", Side.TECHNOLOGY)
    wrong = dict(a.predictions) | {"data.1": Prediction(value=1), "data.4": Prediction(value=80)}
    a, b = (Sheet(respondent=s.respondent, side=s.side, answers=s.answers, predictions=wrong) for s in (a, b))
    result = findings(INSTRUMENT, score_pair(INSTRUMENT.plan, a, b))
    assert [topic.topic for topic in result.hidden_agreements] == ["data"]
    assert result.hidden_agreements[0].sentence == "You agree here, and neither of you expected to."
    assert result.headline == "You agree more than you thought."


def test_open_facts_put_facts_first() -> None:
    result = found(problem_4=DONT_KNOW, data_1=DONT_KNOW)
    assert [item.item for item in result.open_facts] == ["data.1", "problem.4"]
    assert result.open_facts[0].distance.startswith("Open fact: ")
    assert result.open_facts[0].advice == "Who can look this up by Friday?"


def test_not_enough_answers_is_a_finding() -> None:
    empty = score_pair(
        INSTRUMENT.plan,
        Sheet(respondent="ceo", side=Side.BUSINESS),
        Sheet(respondent="cto", side=Side.TECHNOLOGY),
    )
    result = findings(INSTRUMENT, empty)
    assert result.headline == NOT_ENOUGH
    assert len(result.not_enough) == 12
    assert {topic.sentence for topic in result.not_enough} == {NOT_ENOUGH}
    assert result.not_enough[0].widest is None


def test_a_difference_everywhere() -> None:
    far: dict[str, Any] = {}
    for item in INSTRUMENT.items:
        options = [option.id for option in item.options]
        farthest = MIDDLE | {"scale": 5, "bipolar": 7, "percent": 100, "number": 80, "ranking": options[::-1]}
        farthest |= {"choice": options[-1:], "pick": options[-getattr(item.format, "pick", 0) :]}
        value = farthest[item.format.kind]
        far[item.id.replace(".", "_")] = value[0] if item.format.kind == "choice" else value
    result = found(**far)
    assert result.headline.startswith("You see ")
    assert result.headline.endswith(" differently.")
    assert result.shared_views == ()


@pytest.mark.parametrize(
    ("item", "value", "words"),
    [
        ("data.1", 3, "the same answer"),
        ("data.1", 4, "one step apart"),
        ("data.1", 1, "two steps apart"),
        ("success.4", 7, "three steps apart"),
        ("timeline.2", 85, "35 points apart"),
        ("timeline.1", 22, "2.2 times as long"),
        ("timeline.1", 10.1, "nearly the same"),
        ("timeline.1", 0, "0 against 10 weeks"),
        ("timeline.1", 120, "12 times as long"),
        ("data.3", 20, "2 times as many"),
        ("resources.1", 15, "1.5 times as much"),
        ("risk.1", ["outage", "answers", "breach", "law", "drift"], "3 of 10 pairs ordered differently"),
        ("success.2", ["response", "errors", "time"], "two of three picks in common"),
        ("success.2", ["cost", "outages", "time"], "none of three picks in common"),
        ("pace.3", [40, 10, 25, 25], "15 of 100 points placed differently"),
        ("governance.1", "board", "different choices"),
        ("problem.5", "Other words.", "Read both texts side by side."),
        ("data.1", DONT_KNOW, "Open fact: one of you has an answer, the other does not know yet."),
    ],
)
def test_distances_in_words(item: str, value: Any, words: str) -> None:
    score = scores(**{item.replace(".", "_"): value}).item[item]
    assert distance_in_words(INSTRUMENT.item[item], score) == words


def drawn_answer(rule: AnyFormat, draw: random.Random) -> Any:
    """Any answer to an item; one in five is a "don't know"."""
    options = list(getattr(rule, "options", ()))
    if draw.random() < 0.2:
        return DONT_KNOW
    match rule:
        case Scale() | Bipolar():
            return draw.randint(1, rule.points)
        case Ranking() | Pick():
            return draw.sample(options, getattr(rule, "pick", len(options)))
        case Choice():
            return draw.choice(options)
        case Allocation():
            return draw.choice([[25, 25, 25, 25], [100, 0, 0, 0], [10, 20, 30, 40]])
        case Text():
            return "Any words."
    return draw.randint(0, 100)


def drawn_pair(seed: int) -> tuple[Sheet, Sheet]:
    draw = random.Random(seed)
    a, b = (
        sheet(
            name,
            side,
            **{item.id.replace(".", "_"): drawn_answer(item.format, draw) for item in INSTRUMENT.items},
        )
        for name, side in (("ceo", Side.BUSINESS), ("cto", Side.TECHNOLOGY))
    )
    return (a, replace(b, predictions=a.predictions)) if draw.random() < 0.5 else (a, b)


SEEDS = st.integers(0, 10_000)


@given(SEEDS)
def test_every_topic_stands_in_exactly_one_list(seed: int) -> None:
    result = findings(INSTRUMENT, score_pair(INSTRUMENT.plan, *drawn_pair(seed)))
    listed = [
        topic.topic
        for group in (
            result.shared_views,
            result.hidden_agreements,
            result.to_talk_about,
            result.known_differences,
            result.later,
            result.not_enough,
        )
        for topic in group
    ]
    assert sorted(listed) == sorted(INSTRUMENT.topic)
    assert len(result.to_talk_about) <= 3
    assert result.headline.endswith(".")


@given(SEEDS)
def test_swapping_the_two_changes_no_sentence(seed: int) -> None:
    a, b = drawn_pair(seed)
    there, back = (findings(INSTRUMENT, score_pair(INSTRUMENT.plan, *pair)) for pair in ((a, b), (b, a)))
    assert there == back


def test_figures_for_the_eye() -> None:
    assert [figure(number) for number in (2.0, 2.25, 9.94, 9.99, 10.4, 10.5)] == [
        "2",
        "2.3",
        "9.9",
        "10",
        "10",
        "11",
    ]


def test_every_word_there_is_keeps_the_tone() -> None:
    sentences = [
        *ADVICE.values(),
        *BAND_WORDS.values(),
        *FLAG_SENTENCES.values(),
        *PART_SENTENCES.values(),
        *STATE_SENTENCES.values(),
        *STATE_WORDS.values(),
    ]
    for sentence in sentences:
        assert "!" not in sentence
        assert not any(
            word in sentence.lower() for word in ("ceo", "cto", "wrong", "overrate", "fail", "perception gap")
        )
    assert len(set(STATE_SENTENCES.values())) == len(STATE_SENTENCES)
