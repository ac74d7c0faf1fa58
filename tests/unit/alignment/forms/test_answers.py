"""The fields of every format, read into the answer they stand for."""

from urllib.parse import urlencode

import pytest
from django.core.exceptions import BadRequest
from django.http import QueryDict

from alignment.documents import shipped_instrument
from alignment.facts.pages.course import Step, course_of
from alignment.facts.pages.entries import entry_of
from alignment.facts.pages.words import answer_words
from alignment.forms.answers import Unfinished, Unreadable, read_draft, read_entry, read_submission
from alignment.services.answers import AnswerDraft

Fields = list[tuple[str, str]]

SCALE, BIPOLAR, PERCENT, NUMBER = "problem.1", "success.4", "problem.3", "data.3"
RANKING, CHOICE, PICK, ALLOCATION, TEXT = "risk.1", "problem.2", "success.2", "pace.3", "problem.5"


def step(item: str, part: str = "own") -> Step:
    return course_of(shipped_instrument()).at[part, item]


def options_of(item: str) -> list[str]:
    asked = step(item).item
    assert asked is not None
    return [option.id for option in asked.options]


def post(fields: Fields) -> QueryDict:
    return QueryDict(urlencode(fields))


def read(item: str, fields: Fields, part: str = "own") -> AnswerDraft:
    asked = step(item, part)
    return read_draft(read_entry(post(fields), asked), asked)


def ranks(*places: str) -> Fields:
    return [(f"rank-{option}", place) for option, place in zip(options_of(RANKING), places, strict=True)]


def points(*parts: str) -> Fields:
    return [(f"part-{option}", part) for option, part in zip(options_of(ALLOCATION), parts, strict=True)]


def picks(count: int) -> Fields:
    return [("value", option) for option in options_of(PICK)[:count]]


GOOD: list[tuple[str, Fields, object]] = [
    (SCALE, [("value", "4")], 4),
    (BIPOLAR, [("value", "7")], 7),
    (PERCENT, [("value", "37,5")], 37.5),
    (PERCENT, [("value", "100 %")], 100),
    (NUMBER, [("value", "0")], 0),
    (NUMBER, [("value", "12")], 12),
    (CHOICE, [("value", "revenue")], "revenue"),
    (TEXT, [("value", "  from 9 h\r\nto 6 h ")], "from 9 h\nto 6 h"),
]


@pytest.mark.parametrize(("item", "fields", "value"), GOOD)
def test_reads_an_answer(item: str, fields: Fields, value: object) -> None:
    draft = read(item, fields)
    assert (draft.state, draft.value) == ("value", value)


def test_reads_a_ranking_in_the_order_of_its_ranks() -> None:
    first, second, *rest = options_of(RANKING)
    assert read(RANKING, ranks("2", "1", "3", "4", "5")).value == [second, first, *rest]


def test_reads_picks_in_the_order_of_the_questionnaire() -> None:
    assert read(PICK, list(reversed(picks(3)))).value == options_of(PICK)[:3]


def test_reads_points_and_takes_an_empty_part_for_none() -> None:
    assert read(ALLOCATION, points("60", "", "30,5", "9.5")).value == [60, 0, 30.5, 9.5]


@pytest.mark.parametrize("item", [SCALE, BIPOLAR, CHOICE])
@pytest.mark.parametrize("state", ["dont_know", "not_applicable"])
def test_reads_a_state_beside_radios(item: str, state: str) -> None:
    assert read(item, [("value", f"state:{state}")]).state == state


@pytest.mark.parametrize("item", [PERCENT, NUMBER, RANKING, PICK, ALLOCATION, TEXT])
def test_reads_a_state_beside_other_fields(item: str) -> None:
    assert read(item, [("beside", "state:dont_know"), ("value", "")]).state == "dont_know"


@pytest.mark.parametrize("item", [SCALE, PERCENT, RANKING, CHOICE, PICK, ALLOCATION, TEXT])
def test_nothing_filled_is_an_empty_answer(item: str) -> None:
    draft = read(item, [])
    assert (draft.state, draft.value) == ("empty", None)


def test_keeps_certainty_and_reason_of_own_answers_only() -> None:
    extras = [("value", "4"), ("certainty", "2"), ("reason", " seen it\r\ntwice ")]
    own, guess = read(SCALE, extras), read(SCALE, extras, "prediction")
    assert (own.certainty, own.reason) == (2, "seen it\ntwice")
    assert (guess.value, guess.certainty, guess.reason) == (4, None, "")


def test_a_prediction_may_be_left_to_others() -> None:
    assert read(SCALE, [("value", "state:cant_say")], "prediction").state == "cant_say"


def test_reads_the_importance_of_a_topic() -> None:
    assert read("data", [("value", "5")], "importance").value == 5


HALF: list[tuple[str, Fields]] = [
    (PICK, picks(2)),
    (RANKING, ranks("1", "", "", "", "")),
    (ALLOCATION, points("60", "", "", "")),
]


@pytest.mark.parametrize(("item", "fields"), HALF)
def test_half_an_answer_is_unfinished(item: str, fields: Fields) -> None:
    with pytest.raises(Unfinished):
        read(item, fields)


BAD: list[tuple[str, Fields]] = [
    *(
        (item, [("value", text)])
        for item in (SCALE, BIPOLAR)
        for text in ("0", "8", "-1", "2.5", "x", "٣", "1e1")
    ),
    (SCALE, [("value", "6")]),
    (SCALE, [("value", "9" * 400)]),
    *((PERCENT, [("value", text)]) for text in ("101", "-1", "nan", "inf", "1e2", "9" * 5000)),
    *((NUMBER, [("value", text)]) for text in ("-1", "NaN", "Infinity", "9" * 30, "1" * 39)),
    (CHOICE, [("value", "unknown")]),
    (CHOICE, [("value", "REVENUE")]),
    (PICK, picks(4)),
    (PICK, [*picks(2), ("value", "unknown")]),
    (RANKING, ranks("1", "1", "2", "3", "4")),
    (RANKING, ranks("1", "2", "3", "4", "6")),
    (RANKING, ranks("0", "1", "2", "3", "4")),
    (RANKING, ranks("1", "2", "3", "4", "5.0")),
    (ALLOCATION, points("100", "1", "", "")),
    (ALLOCATION, points("200", "-100", "", "")),
    (ALLOCATION, points("nan", "", "", "")),
    (ALLOCATION, points("9" * 30, "", "", "")),
    (TEXT, [("value", "x" * 4001)]),
    (TEXT, [("value", "a\x00b")]),
    (SCALE, [("value", "4"), ("certainty", "4")]),
    (SCALE, [("value", "4"), ("certainty", "one")]),
    (SCALE, [("value", "4"), ("reason", "x" * 4001)]),
    (SCALE, [("value", "4"), ("reason", "a\x00b")]),
    (SCALE, [("value", "state:cant_say")]),
    (SCALE, [("value", "state:empty")]),
    (SCALE, [("value", "state:value")]),
    (PERCENT, [("value", "12"), ("beside", "state:dont_know")]),
]


@pytest.mark.parametrize(("item", "fields"), BAD)
def test_refuses_what_is_no_answer(item: str, fields: Fields) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(item, fields)
    assert not isinstance(refusal.value, Unfinished)
    assert str(refusal.value)


@pytest.mark.parametrize("text", ["0", "6", "", " ", "nan"])
def test_an_importance_has_five_steps(text: str) -> None:
    if text.strip():
        with pytest.raises(Unreadable):
            read("data", [("value", text)], "importance")
    else:
        assert read("data", [("value", text)], "importance").state == "empty"


def test_dont_know_is_no_prediction() -> None:
    with pytest.raises(Unreadable):
        read(SCALE, [("value", "state:dont_know")], "prediction")


@pytest.mark.parametrize(("item", "fields", "value"), GOOD)
def test_what_is_stored_fills_the_same_fields_again(item: str, fields: Fields, value: object) -> None:
    asked = step(item)
    again = entry_of(asked.item, state="value", value=value)
    assert read_draft(again, asked).value == value
    assert answer_words(asked.item, state="value", value=value)


def test_a_whole_sheet_survives_the_way_to_the_form_and_back() -> None:
    first, second, *rest = options_of(RANKING)
    for item, value in [
        (RANKING, [second, first, *rest]),
        (PICK, options_of(PICK)[2:5]),
        (ALLOCATION, [12.5, 37.5, 50, 0]),
    ]:
        asked = step(item)
        assert read_draft(entry_of(asked.item, state="value", value=value), asked).value == value


def test_without_a_script_each_sending_is_a_tab_of_its_own() -> None:
    submission = read_submission(post([("value", "4")]), step(SCALE), new_tab="fresh")
    assert (submission.stamp.tab, submission.stamp.sequence, submission.stamp.base_version) == ("fresh", 1, 0)


def test_settling_a_conflict_builds_on_the_version_that_was_seen() -> None:
    sent = [("value", "4"), ("version", "3"), ("keep_over", "7")]
    submission = read_submission(post(sent), step(SCALE), new_tab="fresh")
    assert submission.is_settling
    assert submission.stamp.base_version == 7


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("tab", "x" * 37),
        ("tab", "a b"),
        ("tab", "ü"),
        ("sequence", "-1"),
        ("sequence", "1.0"),
        ("sequence", "9" * 17),
        ("sequence", str(2**53)),
        ("sequence", "٣"),
        ("version", "-1"),
        ("version", str(2**31)),
        ("version", "x"),
        ("keep_over", "x"),
    ],
)
def test_refuses_a_stamp_that_no_page_has_made(name: str, text: str) -> None:
    with pytest.raises(BadRequest):
        read_submission(post([("value", "4"), (name, text)]), step(SCALE), new_tab="fresh")
