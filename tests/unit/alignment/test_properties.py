"""What holds for all answers: the ruler is a metric, sides can be swapped, order does not matter."""

import json
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment.domain.answers import Sheet, Side
from alignment.domain.bands import COMPARED_DIGITS, reaches
from alignment.domain.formats import AnyFormat, Choice, Number, Percent, Pick, Ranking, Scale
from alignment.domain.score_file import ScoreFileError, parse_json, read_score_input, score_file
from alignment.domain.scores import PairScores, score_pair
from tests.unit.alignment.drawing import EXAMPLE, OPTIONS, PLAN, SCORED_FORMATS, formats_with, sheets, values

TOLERANCE = 1e-9
PAIRS = st.tuples(sheets("ceo", Side.BUSINESS), sheets("cto", Side.TECHNOLOGY))


@given(formats_with(2))
def test_the_gap_is_symmetric_and_bounded(drawn: tuple[AnyFormat, Any, Any]) -> None:
    rule, a, b = drawn
    assert rule.fault(a) is None
    assert rule.gap(a, b) == pytest.approx(rule.gap(b, a), abs=TOLERANCE)
    assert 0 <= rule.gap(a, b) <= rule.max_gap + TOLERANCE
    assert rule.max_gap <= 100


@given(formats_with(1))
def test_the_same_answer_has_no_gap(drawn: tuple[AnyFormat, Any]) -> None:
    rule, a = drawn
    assert rule.gap(a, a) == 0


@given(formats_with(3))
def test_the_capped_gap_keeps_the_triangle(drawn: tuple[AnyFormat, Any, Any, Any]) -> None:
    rule, a, b, c = drawn
    assert rule.gap(a, c) <= rule.gap(a, b) + rule.gap(b, c) + TOLERANCE


ORDERED = [rule for rule in SCORED_FORMATS if rule.is_predictable]


@given(st.sampled_from(ORDERED).flatmap(lambda rule: st.tuples(st.just(rule), *[values(rule)] * 3)))
def test_moving_an_answer_away_never_lowers_the_gap(drawn: tuple[AnyFormat, Any, Any, Any]) -> None:
    rule, *found = drawn
    near, middle, far = sorted(found)
    assert rule.gap(near, middle) <= rule.gap(near, far) + TOLERANCE
    assert rule.gap(middle, far) <= rule.gap(near, far) + TOLERANCE


INTERVAL = [rule for rule in SCORED_FORMATS if rule.is_interval]


@given(st.sampled_from(INTERVAL).flatmap(lambda rule: st.tuples(st.just(rule), *[values(rule)] * 3)))
def test_actual_difference_is_expected_difference_plus_surprise(
    drawn: tuple[AnyFormat, Any, Any, Any],
) -> None:
    rule, own, predicted, other = drawn
    parts = (rule.signed(own, predicted) or 0) + (rule.signed(predicted, other) or 0)
    assert rule.signed(own, other) == pytest.approx(parts, abs=TOLERANCE)


@given(values(Number()), values(Number()))
def test_signed_quantities_carry_the_gap(a: float, b: float) -> None:
    signed = Number().signed(a, b)
    assert signed is not None
    assert abs(signed) == Number().gap(a, b)
    assert signed == -(Number().signed(b, a) or 0)
    assert str(signed) != "-0.0"


@given(st.permutations(OPTIONS), *[st.permutations(OPTIONS)] * 2)
def test_relabelling_options_changes_no_gap(names: list[str], a: list[str], b: list[str]) -> None:
    new = dict(zip(OPTIONS, names, strict=True))
    for rule, x, y in (
        (Ranking(size=8), a, b),
        (Pick(pick=3, of=8), a[:3], b[:3]),
    ):
        assert rule.gap(x, y) == rule.gap([new[option] for option in x], [new[option] for option in y])
    rule_of_one = Choice(options=OPTIONS)
    assert rule_of_one.gap(a[0], b[0]) == rule_of_one.gap(new[a[0]], new[b[0]])


@given(*[st.permutations(OPTIONS[:4])] * 2)
def test_the_order_of_picks_means_nothing(a: list[str], b: list[str]) -> None:
    rule = Pick(pick=3, of=4)
    assert rule.gap(a[:3], b[:3]) == rule.gap(sorted(a[:3]), sorted(b[:3]))


def test_random_answers_are_forty_apart_on_average() -> None:
    """Uncapped, by counting all pairs of answers; 7 points lose 0.2 to the cap."""
    for rule in (Scale(points=5), Scale(points=4), Scale(points=11)):
        gaps = [
            40 * rule.distance(a, b) / rule.chance for a, b in product(range(1, rule.points + 1), repeat=2)
        ]
        assert sum(gaps) / len(gaps) == pytest.approx(40)
    choice = Choice(options=OPTIONS)
    gaps = [choice.gap(a, b) for a, b in product(OPTIONS, repeat=2)]
    assert sum(gaps) / len(gaps) == pytest.approx(40)


@given(st.floats(0, 100), st.sampled_from([15.0, 30.0, 50.0]))
def test_reaching_a_threshold_is_rounding_first(gap: float, threshold: float) -> None:
    assert reaches(gap, threshold) == (round(gap, COMPARED_DIGITS) >= threshold)


@given(st.integers(-30, 30), st.sampled_from([15.0, 30.0, 50.0]))
def test_reaching_a_threshold_close_to_it(units: int, threshold: float) -> None:
    gap = threshold + units * 1e-10
    if abs(units) != 5:  # exactly half a digit is decided by the last binary digit
        assert reaches(gap, threshold) == (round(gap, COMPARED_DIGITS) >= threshold)


def mirrored(scores: PairScores) -> list[tuple[object, ...]]:
    return [
        (topic.gap, topic.band, topic.coverage, topic.lower, topic.upper, topic.peak)
        for topic in scores.topics
    ]


@given(PAIRS)
def test_swapping_the_leaders_only_turns_signs_and_views(pair: tuple[Sheet, Sheet]) -> None:
    there, back = score_pair(PLAN, *pair), score_pair(PLAN, pair[1], pair[0])
    assert mirrored(there) == mirrored(back)
    assert there.overall == back.overall
    for one, other in zip(there.items, back.items, strict=True):
        assert (one.gap, one.flag) == (other.gap, other.flag)
        assert one.signed == (None if other.signed is None else -other.signed)
        assert (one.view_a, one.view_b) == (other.view_b, other.view_a)
    for one_topic, other_topic in zip(there.topics, back.topics, strict=True):
        assert (one_topic.view_a, one_topic.view_b) == (other_topic.view_b, other_topic.view_a)
        assert one_topic.pair_state == other_topic.pair_state


@given(PAIRS)
def test_topics_stay_within_their_bounds(pair: tuple[Sheet, Sheet]) -> None:
    for topic in score_pair(PLAN, *pair).topics:
        if topic.lower is None or topic.upper is None:
            assert topic.eligible == 0
            continue
        assert 0 <= topic.lower <= topic.upper <= 100 + TOLERANCE
        if topic.gap is not None:
            assert topic.lower - TOLERANCE <= topic.gap
            assert topic.gap <= (topic.peak or 0) + TOLERANCE
            assert 2 * topic.scored >= topic.eligible
        if topic.leave_one_out is not None and topic.gap is not None:
            assert topic.leave_one_out[0] - TOLERANCE <= topic.gap <= topic.leave_one_out[1] + TOLERANCE


@given(PAIRS)
def test_expectation_and_surprise_bound_the_difference(pair: tuple[Sheet, Sheet]) -> None:
    for item in score_pair(PLAN, *pair).items:
        for view in (item.view_a, item.view_b):
            if view and item.gap is not None and view.expected is not None and view.surprise is not None:
                assert item.gap <= view.expected + view.surprise + TOLERANCE


@given(PAIRS)
def test_the_parts_of_a_difference_add_up(pair: tuple[Sheet, Sheet]) -> None:
    scores = score_pair(PLAN, *pair)
    if scores.profile is None:
        return
    squares = [
        (item.signed / 100) ** 2
        for item in scores.items
        if item.signed is not None and item.item.direction is not None
    ]
    assert scores.profile.count == len(squares)
    assert scores.profile.msd == pytest.approx(sum(squares) / len(squares), abs=1e-12)


@given(st.permutations(EXAMPLE["input"]["respondents"] + [{"id": "coo", "side": "business", "answers": {}}]))
def test_further_respondents_and_the_order_of_sides_change_nothing(order: list[dict[str, Any]]) -> None:
    first = [person for person in order if person["id"] == "ceo"]
    rest = [person for person in order if person["id"] != "ceo"]
    document = {"items": EXAMPLE["input"]["items"], "respondents": rest[:1] + first + rest[1:]}
    if rest[0]["id"] == "coo":
        document["respondents"] = first + rest
    assert score_file(json.dumps(document).encode()) == EXAMPLE["output"]


PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
KEYS = st.text() | st.sampled_from(["items", "respondents", "id", "format", "type"])


@given(st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner)))
def test_no_document_brings_the_reader_down(document: object) -> None:
    with pytest.raises(ScoreFileError) as caught:
        read_score_input(parse_json(json.dumps(document).encode()))
    assert all("\n" not in line for line in caught.value.lines)


NESTED = st.recursive(
    PLAIN | st.binary(), lambda inner: st.lists(inner, max_size=8) | st.dictionaries(st.text(), inner)
)


@given(st.sampled_from(SCORED_FORMATS), NESTED)
def test_every_value_is_either_scored_or_refused_with_a_reason(rule: AnyFormat, value: object) -> None:
    reason = rule.fault(value)
    if reason is None:
        assert rule.gap(value, value) == 0
    else:
        assert reason.startswith("must ")


def test_tiny_quantities_do_not_break_the_logarithm() -> None:
    assert Number().gap(5e-324, 1e15) == 100
    assert Number().gap(0, 0) == 0
    assert Number().gap(0, 0.5) == 0
    assert Percent(lo=-1e15, hi=1e15).gap(-1e15, 1e15) == 100
