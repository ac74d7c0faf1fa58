"""The shipped questionnaire keeps its promises; a faulty one is refused with file, line and reason."""

import re
from collections import Counter

import pytest

from alignment.documents import SHIPPED_NAME, parsed_instrument, shipped_instrument, shipped_instrument_text
from alignment.domain.formats import Bipolar, Percent, Pick, Ranking
from alignment.domain.instrument import Form, Tag, short_form
from alignment.domain.instrument_reader import ANSWERS, InstrumentError, load_instrument
from alignment.domain.scores import Direction
from alignment.domain.toml_lines import line_of, lines_of

SHIPPED = shipped_instrument()

READINESS = [
    "1.1",
    "1.3",
    "1.4",
    "2.1",
    "2.5",
    "3.1",
    "3.2",
    "3.5",
    "4.2",
    "5.2",
    "5.3",
    "6.3",
    "6.4",
    "7.1",
    "7.3",
    "7.4",
    "9.1",
    "9.2",
    "9.3",
    "10.3",
    "10.4",
    "10.5",
    "11.1",
    "11.2",
    "11.4",
]
ANCHORS = [
    "1.1",
    "1.3",
    "2.1",
    "2.4",
    "3.1",
    "3.4",
    "4.1",
    "4.2",
    "5.2",
    "5.4",
    "6.1",
    "6.4",
    "7.1",
    "7.3",
    "8.1",
    "8.4",
    "9.1",
    "9.4",
    "10.3",
    "10.4",
    "11.1",
    "11.4",
    "12.2",
    "12.3",
]


def numbers(**wanted: object) -> list[str]:
    return [
        item.number for item in SHIPPED.items if all(getattr(item, key) == v for key, v in wanted.items())
    ]


def test_the_shipped_questionnaire_has_its_parts() -> None:
    assert len(SHIPPED.topics) == 12
    assert [len(topic.items) for topic in SHIPPED.topics] == [5, 5, 5, 4, 5, 4, 5, 4, 4, 5, 4, 4]
    assert Counter(item.format.kind for item in SHIPPED.items) == {
        "scale": 28,
        "bipolar": 4,
        "number": 6,
        "percent": 6,
        "choice": 5,
        "pick": 2,
        "ranking": 1,
        "allocation": 1,
        "text": 1,
    }
    assert numbers(is_anchor=True) == ANCHORS
    assert numbers(must_agree=True) == ["1.1", "2.1", "4.1", "10.1"]
    assert numbers(direction=Direction.READINESS) == READINESS
    assert numbers(direction=Direction.PACE) == ["2.4", "8.1", "8.2", "8.4"]


def test_the_tags_are_those_of_the_specification() -> None:
    assert numbers(tag=Tag.FACT) == [
        "3.1",
        "3.2",
        "3.3",
        "3.5",
        "5.2",
        "5.3",
        "6.3",
        "6.4",
        "7.2",
        "9.2",
        "10.1",
        "10.3",
        "10.5",
    ]
    assert numbers(tag=Tag.PREFERENCE) == [
        "1.2",
        "1.5",
        "2.2",
        "2.3",
        "2.4",
        "4.3",
        "6.2",
        "7.5",
        "8.1",
        "8.2",
        "8.3",
        "8.4",
        "10.2",
    ]


def test_the_wording_keeps_the_rules() -> None:
    for item in SHIPPED.items:
        assert len(item.text.split()) <= 20, item.text
        assert not re.search(r"\b(?!AI\b)[A-Z]{2,}\b", item.text + "".join(item.labels)), item.text
        assert "agree" not in item.text.lower()
        assert "!" not in item.text + item.hint
        if item.format.kind == "scale":
            assert len(item.labels) == 5
        if item.format.kind in ("scale", "choice", "pick", "ranking", "allocation"):
            words = item.labels or tuple(option.label for option in item.options)
            assert len(set(words)) == len(words)


def test_both_ends_and_the_middle_of_seven_points_are_named_and_the_bold_end_alternates() -> None:
    bipolar = [item for item in SHIPPED.items if isinstance(item.format, Bipolar)]
    assert all(len(item.labels) == 3 and all(item.labels) for item in bipolar)
    assert [item.is_reversed for item in bipolar if item.direction] == [False, True, False]
    assert bipolar[-1].labels[0] == "As the answer to everything"


def test_company_specific_choices_are_wide_enough() -> None:
    for number in ("7.2", "10.1"):
        item = next(item for item in SHIPPED.items if item.number == number)
        assert len(item.options) >= 6
        assert item.options[-1].id == "other"
    projects = next(item for item in SHIPPED.items if item.number == "6.2")
    assert isinstance(projects.format, Pick)
    assert projects.format.of >= 6


def test_the_short_form_is_the_anchors() -> None:
    short = short_form(SHIPPED)
    assert [item.number for item in short.items] == ANCHORS
    assert len(short.topics) == 12
    assert (short.form, short.label, SHIPPED.label) == (Form.SHORT, "leadership-1-short", "leadership-1")
    assert short.item["data.4"].wording == SHIPPED.item["data.4"].wording


def test_an_instrument_is_parsed_once() -> None:
    assert shipped_instrument() is parsed_instrument(shipped_instrument_text(), source=SHIPPED_NAME)


SMALL = """\
code = "small"
version = "1"
title = "Small"
language = "en"

[[topics]]
id = "one"
title = "Topic One"

[[topics.items]]
id = "one.1"
type = "scale"
text = "How many [brackets] = does a # need?"
labels = [
  "none", # ] not the end
  "some",
]
tag = "fact"

[[topics.items]]
id = "one.2"
type = "percent"
text = "What share?"
tag = "judgement"

[[topics]]
id = "two"
title = "Topic Two"

[[topics.items]]
id = "two.1"
type = "choice"
text = "Which one?"
options = [
  { id = "a", label = "A" },
  { id = "b", label = "B" },
]
tag = "preference"
"""


def test_a_small_instrument() -> None:
    small = load_instrument(SMALL, source="small.toml")
    assert [item.number for item in small.items] == ["1.1", "1.2", "2.1"]
    assert small.topic["one"].noun == "topic One"
    assert small.item["two.1"].label_of("b") == "B"
    assert small.item["two.1"].label_of("c") == "c"
    assert small == load_instrument(SMALL, source="elsewhere.toml")


#: (text to replace, replacement, line, reason)
FAULTS = [
    (
        'tag = "fact"',
        'tag = "opinion"',
        18,
        "topics[0].items[0].tag: must be one of fact, judgement, preference",
    ),
    ('tag = "fact"\n', "", 10, "topics[0].items[0].tag: is missing"),
    ('id = "one.2"', 'id = "one.1"', 21, "topics[0].items[1].id: is the id of an earlier item"),
    ('id = "two"', 'id = "one"', 27, "topics[1].id: is the id of an earlier topic"),
    (
        'id = "two"',
        'id = "Two"',
        27,
        "topics[1].id: must start with a letter and hold only small letters, digits, dots and underscores",
    ),
    (
        '  "some",\n',
        "",
        14,
        "topics[0].items[0].labels: must list 2 to 101 labels, one per point, but lists 1",
    ),
    ('"some"', "3", 14, "topics[0].items[0].labels[1]: must be a text"),
    ('"some"', '""', 14, "topics[0].items[0].labels[1]: must not be empty"),
    (
        '{ id = "b", label = "B" }',
        '{ id = "a", label = "B" }',
        34,
        "topics[1].items[0].options[1]: is the id of an earlier option of this item",
    ),
    ('{ id = "b", label = "B" }', '{ id = "b" }', 34, "topics[1].items[0].options[1].label: is missing"),
    (
        '{ id = "b", label = "B" }',
        "7",
        34,
        "topics[1].items[0].options[1]: must be a table of keys and values",
    ),
    (
        'tag = "judgement"',
        'tag = "judgement"\nlo = 5\nhi = 5',
        26,
        "topics[0].items[1].hi: must be more than lo",
    ),
    ('tag = "judgement"', 'tag = "judgement"\nlo = nan', 25, "topics[0].items[1].lo: must be a number"),
    (
        'tag = "judgement"',
        'tag = "judgement"\nanchor = "yes"',
        25,
        "topics[0].items[1].anchor: must be true or false",
    ),
    (
        'tag = "judgement"',
        'tag = "judgement"\nreversed = true',
        25,
        "topics[0].items[1].reversed: needs a direction to reverse",
    ),
    (
        'tag = "preference"',
        'tag = "preference"\nanchor = true',
        39,
        "topics[1].items[0].anchor: needs a scale, bipolar, percent or number item: "
        "others cannot be predicted",
    ),
    (
        'tag = "preference"',
        'tag = "preference"\ndirection = "pace"',
        39,
        "topics[1].items[0].direction: needs a scale, bipolar or percent item: others have no more and less",
    ),
    (
        'type = "choice"',
        'type = "essay"',
        32,
        "topics[1].items[0].type: must be one of " + ", ".join(ANSWERS),
    ),
    ('title = "Small"', 'title = ""', 3, "title: must not be empty"),
    ('version = "1"', "version = 1", 2, "version: must be a text"),
    (
        'version = "1"',
        'version = "1"\ncolour = "red"',
        3,
        "colour: is not known here; known are code, language, title, topics, version",
    ),
    ('version = "1"', 'version = = "1"', 2, "is not TOML: Invalid value (column 11)"),
    ('version = "1"', 'version = "1"\nversion = "2"', 3, None),
    ('tag = "preference"\n', 'tag = "preference', 38, None),
]


@pytest.mark.parametrize(("old", "new", "line", "reason"), FAULTS)
def test_a_fault_has_its_line_and_reason(old: str, new: str, line: int, reason: str | None) -> None:
    assert SMALL.count(old) == 1
    with pytest.raises(InstrumentError) as caught:
        load_instrument(SMALL.replace(old, new), source="small.toml")
    (fault,) = caught.value.faults
    assert fault.line == line
    if reason is None:
        assert fault.reason.startswith("is not TOML: ")
    else:
        assert str(caught.value) == f"small.toml:{line}: {reason}"


def test_all_faults_come_at_once_in_the_order_of_the_text() -> None:
    text = SMALL.replace('tag = "fact"', 'tag = "x"').replace('title = "Small"', "title = 1")
    with pytest.raises(InstrumentError) as caught:
        load_instrument(text, source="small.toml")
    assert [fault.line for fault in caught.value.faults] == [3, 18]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a = " + "[" * 5_000,
        "a = " + "1" * 5_000,
        "\0",
        "topics = 3",
        "[topics]\nitems = 1",
        "a" * 500_001,
    ],
)
def test_what_is_no_instrument_is_refused(text: str) -> None:
    with pytest.raises(InstrumentError) as caught:
        load_instrument(text, source="x.toml")
    assert all(line.startswith("x.toml:") for line in str(caught.value).split("\n"))


def test_lines_of_tables_keys_and_what_has_no_line() -> None:
    lines = lines_of(SMALL)
    assert lines["topics", 0, "items", 1] == 20
    assert lines["topics", 1, "items", 0, "options"] == 34
    assert line_of(("topics", 1, "items", 0, "options", 1, "id"), lines) == 34
    assert line_of(("nowhere",), lines) == 1


def test_formats_know_their_options() -> None:
    ranking = SHIPPED.item["risk.1"].format
    assert isinstance(ranking, Ranking)
    assert ranking.fault(["answers", "breach", "outage", "drift", "law"]) is None
    assert ranking.fault([["answers", "breach"], "outage", "drift", "law"]) is not None
    assert (
        ranking.fault(["answers", "breach", "outage", "drift", "flood"])
        == "must list only options that the item offers"
    )
    assert isinstance(SHIPPED.item["problem.3"].format, Percent)
