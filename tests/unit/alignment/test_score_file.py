"""The file of `score_answers`: the exact example, every kind of fault with its place, and the command."""

import copy
import json
from typing import Any

import pytest

from alignment.domain.score_file import ScoreFileError, score_file
from tests.unit.alignment.drawing import EXAMPLE


def scored(document: object) -> Any:
    return json.loads(json.dumps(score_file(json.dumps(document).encode())))


def faults(content: bytes) -> list[str]:
    with pytest.raises(ScoreFileError) as caught:
        score_file(content)
    return list(caught.value.lines)


def example() -> Any:
    return copy.deepcopy(EXAMPLE["input"])


def test_the_example_comes_out_to_the_last_digit() -> None:
    assert scored(EXAMPLE["input"]) == EXAMPLE["output"]
    assert list(scored(EXAMPLE["input"])["items"]) == list(EXAMPLE["output"]["items"])


def test_certainty_and_reason_are_carried_and_change_nothing() -> None:
    document = example()
    document["respondents"][0]["answers"]["d.1"].update(certainty=1, reason="A guess.")
    assert scored(document) == EXAMPLE["output"]


def test_overall_is_null_where_too_little_importance_is_reported() -> None:
    document = example()
    for person in document["respondents"]:
        person["importance"] = {"data": 1, "timeline": 1, "risk": 1, "governance": 5}
    assert scored(document)["overall"] is None


def test_two_thirds_of_all_importance_are_enough() -> None:
    document = example()
    for person in document["respondents"]:
        person["importance"] = {"data": 1, "timeline": 1, "risk": 2, "governance": 2}
    assert scored(document)["overall"]["weight_coverage"] == pytest.approx(2 / 3)


def test_two_others_are_read_not_scored() -> None:
    document = example()
    document["items"][14]["format"]["options"][0] = "other"
    for person in document["respondents"]:
        person["answers"]["g.1"] = {"value": "other"}
    result = scored(document)
    assert result["items"]["g.1"] == {"gap": None, "signed": None, "flag": "read_text"}
    assert result["topics"]["governance"]["must_agree_flag"] is False
    assert result["topics"]["governance"]["upper"] == 48


def test_text_is_flagged_whatever_was_answered() -> None:
    document = example()
    for person in document["respondents"]:
        person["answers"]["g.2"] = {"not_applicable": True}
    assert scored(document)["items"]["g.2"]["flag"] == "text"


def test_a_tie_in_an_imported_ranking_counts_half() -> None:
    document = example()
    document["respondents"][0]["answers"]["t.4"] = {"value": [[1, 2], 3, 4, 5]}
    document["respondents"][1]["answers"]["t.4"] = {"value": [1, 2, 3, 4, 5]}
    assert scored(document)["items"]["t.4"]["gap"] == 4


def test_nobody_is_asked_twice_about_missing_answers() -> None:
    document = example()
    for person in document["respondents"]:
        person["answers"] = {}
        del person["predictions"], person["importance"]
    result = scored(document)
    assert result["overall"] is None
    assert result["topics"]["data"]["lower"] == 0
    assert result["topics"]["data"]["upper"] == 100
    assert result["topics"]["data"]["coverage"] == 0
    assert {item["flag"] for item in result["items"].values()} == {"missing", "text"}


def test_a_topic_without_eligible_items_has_no_numbers() -> None:
    document = example()
    document["items"] = [item for item in document["items"] if item["id"] != "g.1"]
    for person in document["respondents"]:
        del person["answers"]["g.1"]
    topic = scored(document)["topics"]["governance"]
    assert (topic["coverage"], topic["lower"], topic["upper"], topic["peak"]) == (None, None, None, None)


def test_an_empty_prediction_is_not_a_prediction() -> None:
    document = example()
    document["respondents"][0]["predictions"] = {"d.1": {"cant_say": True}, "t.4": [1, 2, 3, 4, 5]}
    topics = scored(document)["topics"]
    nothing = {"expected": None, "surprise": None, "state": None, "insight": None}
    assert topics["data"]["views"]["ceo"] == nothing
    assert topics["timeline"]["views"]["ceo"] == nothing


CEO = ("respondents", 0)
CEO_ANSWERS = (*CEO, "answers")
MISSING = object()
KINDS = "must be one of scale, bipolar, percent, number, ranking, choice, pick, allocation, text"
#: (where to write, what to write, the lines that follow)
FAULTS: list[tuple[tuple[str | int, ...], object, list[str]]] = [
    (
        (*CEO_ANSWERS, "d.3", "value"),
        6,
        ["respondents[0].answers.d.3.value: must be a whole number from 1 to 5"],
    ),
    *(
        (
            (*CEO_ANSWERS, "d.3", "value"),
            value,
            ["respondents[0].answers.d.3.value: must be a whole number from 1 to 5"],
        )
        for value in (0, -1, 4.5, "4", True, None, [4], float("nan"), 10**40, 1e400)
    ),
    *(
        (
            (*CEO_ANSWERS, "t.1", "value"),
            value,
            ["respondents[0].answers.t.1.value: must be a number of 0 or more"],
        )
        for value in (-0.5, "12", False, float("nan"), float("inf"), float("-inf"))
    ),
    (
        (*CEO_ANSWERS, "t.1", "value"),
        10**16,
        ["respondents[0].answers.t.1.value: must be at most 1000000000000000"],
    ),
    *(
        (
            (*CEO_ANSWERS, "t.2", "value"),
            value,
            ["respondents[0].answers.t.2.value: must be a number from 0 to 100"],
        )
        for value in (100.5, -1, True)
    ),
    (
        (*CEO_ANSWERS, "t.3", "value"),
        8,
        ["respondents[0].answers.t.3.value: must be a whole number from 1 to 7"],
    ),
    (
        (*CEO_ANSWERS, "t.4", "value"),
        [1, 2, 3, 4],
        ["respondents[0].answers.t.4.value: must list exactly 5 options, but lists 4"],
    ),
    (
        (*CEO_ANSWERS, "t.4", "value"),
        [1, 2, 3, 4, 4],
        ["respondents[0].answers.t.4.value: must list each of the options once"],
    ),
    (
        (*CEO_ANSWERS, "t.4", "value"),
        [1, 2, 3, 4, {}],
        ["respondents[0].answers.t.4.value: must list options by their ids (text or whole numbers)"],
    ),
    (
        (*CEO_ANSWERS, "t.4", "value"),
        [1, 2, 3, 4, 6],
        ["respondents[1].answers.t.4.value: must list the same options as the answers before it"],
    ),
    ((*CEO_ANSWERS, "t.4", "value"), 3, ["respondents[0].answers.t.4.value: must be a list of 5 options"]),
    (
        (*CEO_ANSWERS, "t.5", "value"),
        "money",
        ["respondents[0].answers.t.5.value: must be one of data, integration, people, approvals"],
    ),
    (
        (*CEO_ANSWERS, "t.5", "value"),
        ["data"],
        ["respondents[0].answers.t.5.value: must be one of data, integration, people, approvals"],
    ),
    ((*CEO_ANSWERS, "g.2"), {"value": 3}, ["respondents[0].answers.g.2.value: must be a text"]),
    (
        (*CEO_ANSWERS, "g.2"),
        {"value": "\ud800"},
        ["respondents[0].answers.g.2.value: must not hold characters that are not text"],
    ),
    (
        (*CEO_ANSWERS, "d.1"),
        {},
        ["respondents[0].answers.d.1: must have exactly one of value, dont_know, not_applicable"],
    ),
    (
        (*CEO_ANSWERS, "d.1"),
        {"value": 3, "dont_know": True},
        ["respondents[0].answers.d.1: must have exactly one of value, dont_know, not_applicable"],
    ),
    (
        (*CEO_ANSWERS, "d.1"),
        {"dont_know": False},
        ["respondents[0].answers.d.1.dont_know: must be true, or left out"],
    ),
    ((*CEO_ANSWERS, "d.1"), 4, ["respondents[0].answers.d.1: must be a table of keys and values"]),
    (
        (*CEO_ANSWERS, "d.1", "certainty"),
        4,
        ["respondents[0].answers.d.1.certainty: must be a whole number from 1 to 3"],
    ),
    ((*CEO_ANSWERS, "d.1", "reason"), 4, ["respondents[0].answers.d.1.reason: must be a text"]),
    ((*CEO_ANSWERS, "x.1"), {"value": 3}, ["respondents[0].answers.x.1: is not the id of an item"]),
    ((*CEO_ANSWERS, "a\nb"), {"value": 3}, ['respondents[0].answers["a\\nb"]: is not the id of an item']),
    ((*CEO, "predictions", "d.1"), 9, ["respondents[0].predictions.d.1: must be a whole number from 1 to 5"]),
    (
        (*CEO, "predictions", "d.1"),
        {"cant_say": 1},
        ["respondents[0].predictions.d.1: must be a whole number from 1 to 5"],
    ),
    ((*CEO, "predictions", "x.1"), 3, ["respondents[0].predictions.x.1: is not the id of an item"]),
    ((*CEO, "importance", "data"), 6, ["respondents[0].importance.data: must be a whole number from 1 to 5"]),
    ((*CEO, "importance", "weather"), 3, ["respondents[0].importance.weather: is not a topic of any item"]),
    ((*CEO, "importance"), [], ["respondents[0].importance: must be a table of keys and values"]),
    (CEO_ANSWERS, MISSING, ["respondents[0].answers: is missing"]),
    ((*CEO, "id"), "cto", ["respondents[1].id: is the id of an earlier respondent"]),
    ((*CEO, "id"), "", ["respondents[0].id: must not be empty"]),
    (
        (*CEO, "side"),
        "technology",
        ["respondents: must list at least one respondent of the side business"],
    ),
    (
        (*CEO, "side"),
        ["business"],
        [
            "respondents[0].side: must be one of business, technology",
            "respondents: must list at least one respondent of the side business",
        ],
    ),
    (
        (*CEO, "name"),
        "Ann",
        ["respondents[0].name: is not known here; known are answers, id, importance, predictions, side"],
    ),
    (("respondents",), {}, ["respondents: must be a list of respondents"]),
    (("respondents",), [], ["respondents: must list 2 to 10000 respondents, but lists 0"]),
    (("items",), MISSING, ["items: is missing"]),
    (("items",), [], ["items: must list 1 to 10000 items, but lists 0"]),
    (("items", 15, "id"), "g.1", ["items[15].id: is the id of an earlier item"]),
    (("items", 0, "format"), MISSING, ["items[0].format: is missing"]),
    (
        ("items", 15, "format", "type"),
        "essay",
        [f"items[15].format.type: {KINDS}"],
    ),
    (
        ("items", 15, "format", "type"),
        [],
        [f"items[15].format.type: {KINDS}"],
    ),
    (("items", 0, "format", "points"), 1, ["items[0].format.points: must be a whole number from 2 to 101"]),
    (("items", 6, "format", "hi"), 0, ["items[6].format.hi: must be more than lo"]),
    (("items", 6, "format", "lo"), float("nan"), ["items[6].format.lo: must be a number"]),
    (
        ("items", 15, "format"),
        {"type": "pick", "pick": 3, "of": 3},
        ["items[15].format.pick: must be a whole number from 1 to 2"],
    ),
    (
        ("items", 15, "format"),
        {"type": "choice", "options": ["a", "a"]},
        ["items[15].format.options: must be different texts or whole numbers"],
    ),
    (
        ("items", 15, "format"),
        {"type": "choice", "options": [[], {}]},
        ["items[15].format.options: must be different texts or whole numbers"],
    ),
    (("items", 0, "must_agree"), 1, ["items[0].must_agree: must be true or false"]),
    (
        ("items", 0, "weight"),
        2,
        ["items[0].weight: is not known here; known are direction_keyed, format, id, must_agree, topic"],
    ),
    (("version",), 2, ["version: is not known here; known are items, respondents"]),
]


def changed(path: tuple[str | int, ...], value: object) -> Any:
    document = example()
    place = document
    for part in path[:-1]:
        place = place[part]
    if value is MISSING:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return document


@pytest.mark.parametrize(
    ("path", "value", "lines"), FAULTS, ids=lambda value: "missing" if value is MISSING else str(value)[:40]
)
def test_a_fault_is_named_with_its_place(
    path: tuple[str | int, ...], value: object, lines: list[str]
) -> None:
    found = faults(json.dumps(changed(path, value)).encode())
    assert found == lines


def test_all_faults_are_named_at_once() -> None:
    document = example()
    document["respondents"][0]["answers"]["d.1"]["value"] = 9
    document["respondents"][1]["answers"]["t.2"]["value"] = 900
    document["items"][0]["weight"] = 1
    assert len(faults(json.dumps(document).encode())) == 3


def test_picks_of_more_options_than_there_are() -> None:
    document = example()
    document["items"].append({"id": "p", "topic": "data", "format": {"type": "pick", "pick": 2, "of": 3}})
    document["respondents"][0]["answers"]["p"] = {"value": ["a", "b"]}
    document["respondents"][1]["answers"]["p"] = {"value": ["c", "a"]}
    assert scored(document)["items"]["p"]["gap"] == pytest.approx(60)
    document["respondents"][1]["answers"]["p"] = {"value": ["c", "d"]}
    assert faults(json.dumps(document).encode()) == [
        "respondents[1].answers.p.value: must pick from the same 3 options as the answers before it"
    ]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ([50, 50], "must be a list of 3 numbers that add up to 100"),
        ([50, 50, 1], "must add up to 100, but adds up to 101"),
        ([150, -50, 0], "must hold only numbers from 0 to 100"),
        ([True, 99, 0], "must hold only numbers from 0 to 100"),
        ("abc", "must be a list of 3 numbers that add up to 100"),
    ],
)
def test_allocations_that_do_not_add_up(value: object, reason: str) -> None:
    document = example()
    document["items"].append({"id": "p", "topic": "data", "format": {"type": "allocation", "parts": 3}})
    document["respondents"][0]["answers"]["p"] = {"value": value}
    document["respondents"][1]["answers"]["p"] = {"value": [33.3, 33.3, 33.4]}
    assert faults(json.dumps(document).encode()) == [f"respondents[0].answers.p.value: {reason}"]


BROKEN = [
    (b"", "line 1, column 1: is not JSON: Expecting value"),
    (b'{"items": [}', "line 1, column 12: is not JSON: Expecting value"),
    (
        b'{\n "items": 1,\n}',
        "line 3, column 1: is not JSON: Expecting property name enclosed in double quotes",
    ),
    (b"\xff\xfe", "byte 1: is not UTF-8 text"),
    (b'{"items": "\xc3"}', "byte 12: is not UTF-8 text"),
    (b"[" * 100_000, "file: is nested too deeply to read"),
    (b'{"a":' * 100_000, "file: is nested too deeply to read"),
    (b"[]", "file: must be an object with items and respondents"),
    (b"NaN", "file: must be an object with items and respondents"),
    (b"1" * 10_000, "file: must be an object with items and respondents"),
    (b'{"items": [], "items": [{"id": "a", "id": "b"}]}', "items: stands here twice"),
    (b'{"items": [{"id": "a", "id": "b"}]}', "items[0].id: stands here twice"),
]


@pytest.mark.parametrize(("content", "line"), BROKEN, ids=lambda value: str(value)[:30])
def test_what_is_not_a_document_is_named_with_its_place(content: bytes, line: str) -> None:
    assert faults(content)[0] == line


def test_a_byte_order_mark_is_no_fault() -> None:
    assert score_file(b"\xef\xbb\xbf" + json.dumps(EXAMPLE["input"]).encode()) == EXAMPLE["output"]
