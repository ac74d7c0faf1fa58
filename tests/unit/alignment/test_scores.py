"""Rules of the scores that have two sides: what flags, reports, notes and changes look like on each."""

from datetime import date
from typing import Any

import pytest

from alignment.domain.answers import Answer, AnswerState, Prediction, PredictionState, Sheet, Side
from alignment.domain.formats import Bipolar, Choice, Number, Percent, Scale, Text
from alignment.domain.scores import (
    Direction,
    Flag,
    PairScores,
    Plan,
    TopicScore,
    change_threshold,
    count_no_read,
    is_straight_lined,
    longest_straight_line,
    overall_change,
    readable_sheet,
    score_pair,
    topic_change,
    who_does_not_know,
)
from alignment.domain.states import PairState, State, pair_state, state_of
from tests.unit.alignment.drawing import DONT_KNOW, NOT_APPLICABLE, plan_of, predicted, sheet_of

FIVE = Scale(points=5)


def pair(a: list[Any], b: list[Any], *formats: Any, **settings: Any) -> PairScores:
    plan = plan_of(*(formats or [FIVE] * len(a)), **settings)
    return score_pair(plan, sheet_of(a), sheet_of(b, side=Side.TECHNOLOGY))


def topic(a: list[Any], b: list[Any], *formats: Any, **settings: Any) -> TopicScore:
    return pair(a, b, *formats, **settings).topics[0]


def test_a_topic_needs_two_scored_items() -> None:
    assert topic([1], [2]).gap is None
    assert topic([1, 1], [2, 2]).gap == 25


def test_a_topic_needs_half_of_its_eligible_items() -> None:
    assert topic([1, 1, DONT_KNOW, DONT_KNOW], [2, 2, 3, 3]).gap == 25
    assert topic([1, 1, DONT_KNOW, DONT_KNOW, None], [2, 2, 3, 3, 3]).gap is None
    assert topic([1, 1, *[NOT_APPLICABLE] * 3], [2, 2, *[NOT_APPLICABLE] * 3]).gap == 25


def test_leaving_one_out_needs_three_items() -> None:
    assert topic([1, 1], [2, 3]).leave_one_out is None
    assert topic([1, 1, 1], [1, 2, 3]).leave_one_out == (12.5, 37.5)


def test_must_agree_starts_at_fifty() -> None:
    assert not topic([1, 1], [2, 2], must_agree=True).must_agree_flag
    assert topic([1, 1], [1, 3], must_agree=True).must_agree_flag
    assert not topic([1, 1], [1, 3]).must_agree_flag
    assert topic([12], [12 * 2**1.25], Number(), must_agree=True).must_agree_flag


def test_any_mismatch_of_a_must_agree_choice_counts() -> None:
    six = Choice(options=tuple("abcdef"))
    assert topic(["a"], ["b"], six, must_agree=True).must_agree_flag
    assert not topic(["a"], ["a"], six, must_agree=True).must_agree_flag
    assert not topic([DONT_KNOW], ["a"], six, must_agree=True).must_agree_flag


def test_one_other_is_a_difference_and_two_have_to_be_read() -> None:
    rule = Choice(options=("a", "b", "other"))
    assert topic(["a"], ["other"], rule).items[0].gap == pytest.approx(60)
    assert topic(["other"], ["other"], rule).items[0].flag is Flag.READ_TEXT


def test_who_does_not_know_is_told_apart() -> None:
    scores = pair([DONT_KNOW, 1, DONT_KNOW, 1], [1, DONT_KNOW, DONT_KNOW, 1])
    assert [who_does_not_know(item) for item in scores.items] == ["a", "b", None, None]


def test_a_reversed_item_turns_its_sign() -> None:
    plain = topic([2], [5], Bipolar(), direction=Direction.PACE)
    turned = topic([2], [5], Bipolar(), direction=Direction.PACE, is_reversed=True)
    assert plain.items[0].signed == 50
    assert turned.items[0].signed == -50
    assert plain.items[0].gap == turned.items[0].gap
    assert (plain.signed_pace, turned.signed_pace) == (50, -50)
    assert plain.signed_readiness is None


def test_the_difference_of_importance_has_a_direction() -> None:
    plan = plan_of(FIVE, FIVE)
    scored = score_pair(
        plan,
        sheet_of([1, 1], importance={"topic": 2}),
        sheet_of([3, 3], side=Side.TECHNOLOGY, importance={"topic": 5}),
    ).topics[0]
    assert (scored.importance_difference, scored.importance.weight, scored.priority) == (3, 3.5, 50)


@pytest.mark.parametrize(
    ("a", "b", "weight", "priority"), [(None, None, 3, 30), (4, None, 4, 40), (None, 2, 2, 20), (1, 5, 3, 50)]
)
def test_missing_importance(a: int | None, b: int | None, weight: float, priority: float) -> None:
    ratings = [{} if rating is None else {"topic": rating} for rating in (a, b)]
    scored = score_pair(
        plan_of(FIVE, FIVE),
        sheet_of([1, 1], importance=ratings[0]),
        sheet_of([3, 3], side=Side.TECHNOLOGY, importance=ratings[1]),
    ).topics[0]
    assert (scored.importance.weight, scored.priority) == (weight, priority)


@pytest.mark.parametrize(
    ("difference", "expected", "state"),
    [
        (29.9, 29.9, State.SHARED_VIEW),
        (29.9, 30, State.HIDDEN_AGREEMENT),
        (30, 29.9, State.HIDDEN_DIFFERENCE),
        (30, 30, State.KNOWN_DIFFERENCE),
        (29.9999999999, 0, State.HIDDEN_DIFFERENCE),
    ],
)
def test_states_are_cut_at_thirty(difference: float, expected: float, state: State) -> None:
    assert state_of(difference=difference, expected=expected) is state


def test_the_state_of_the_pair() -> None:
    assert pair_state(State.SHARED_VIEW, State.SHARED_VIEW) is PairState.SHARED_VIEW
    assert pair_state(State.SHARED_VIEW, State.HIDDEN_AGREEMENT) is PairState.SEEN_BY_ONE_SIDE
    assert pair_state(State.SHARED_VIEW, None) is None


def test_insight_needs_something_to_foresee() -> None:
    plan = plan_of(FIVE, FIVE)

    def insight(b: list[Any]) -> float | None:
        ceo = sheet_of([3, 3], predictions=predicted([3, 3]))
        return score_pair(plan, ceo, sheet_of(b, side=Side.TECHNOLOGY)).topics[0].view_a.insight

    assert insight([3, 3]) is None
    assert insight([3, 4]) is None
    assert insight([4, 4]) == 0


def test_predictions_count_only_where_both_have_answered() -> None:
    plan = plan_of(FIVE, FIVE, FIVE)
    ceo = sheet_of([3, DONT_KNOW, 3], predictions=predicted([1, 1, 1]))
    scores = score_pair(plan, ceo, sheet_of([3, 3, DONT_KNOW], side=Side.TECHNOLOGY))
    views = [item.view_a for item in scores.items]
    assert views == [(50, 50), (None, 50), (50, None)]
    assert scores.topics[0].view_a.based_on == 1
    assert scores.topics[0].view_b.based_on == 0


def test_cannot_say_is_counted() -> None:
    cannot = Prediction(state=PredictionState.CANT_SAY)
    sheet = sheet_of([3], predictions={"topic.1": cannot, "topic.2": Prediction(value=3)})
    assert count_no_read(sheet) == 1


def test_the_trace_retells_the_gap() -> None:
    trace = topic([12], [500], Number()).items[0].trace
    assert (trace.a, trace.b, trace.distance, trace.gap) == (12, 500, 1, 100)
    assert trace.chance == pytest.approx(1 / 3)
    assert trace.uncapped == pytest.approx(120)
    assert "eight times" in trace.distance_rule
    unscored = topic([DONT_KNOW], [500], Number()).items[0].trace
    assert (unscored.distance, unscored.gap, unscored.uncapped) == (None, None, None)
    assert topic(["we move"], ["we stay"], Text()).items[0].trace.chance is None


def test_one_step_moves_a_topic_by_its_share() -> None:
    assert topic([1, 1, 1, 1], [2, 2, 2, 2]).resolution == 6.25
    assert topic([1, 1], [2, 2], FIVE, Bipolar()).resolution == 12.5
    assert topic([1, 1], [2, 2], Number(), Number()).resolution is None
    assert pair([1, 1, 1, 1], [2, 2, 2, 2]).resolution == 6.25


def test_answers_sixty_days_apart_are_still_comparable() -> None:
    plan = plan_of(FIVE)

    def stale(day: date | None) -> bool:
        ceo = sheet_of([1], answered_on=date(2025, 1, 1))
        return score_pair(plan, ceo, sheet_of([1], side=Side.TECHNOLOGY, answered_on=day)).is_stale

    assert not stale(date(2025, 3, 2))
    assert stale(date(2025, 3, 3))
    assert not stale(None)


def test_fifteen_identical_scale_answers_in_a_row() -> None:
    plan = plan_of(*[FIVE] * 10, Percent(), *[FIVE] * 5)
    line = sheet_of([3] * 10 + [50] + [3] * 5)
    assert longest_straight_line(plan, line) == 15
    assert is_straight_lined(plan, line)
    broken = sheet_of([3] * 9 + [4] + [50] + [3] * 5)
    assert not is_straight_lined(plan, broken)
    assert not is_straight_lined(plan, sheet_of([3] * 9 + [DONT_KNOW] + [50] + [3] * 5))
    assert not is_straight_lined(plan, sheet_of([]))


def test_one_person_cannot_be_both_sides() -> None:
    with pytest.raises(ValueError, match="one person"):
        score_pair(plan_of(FIVE), sheet_of([1]), sheet_of([2]))


def test_stored_values_that_no_longer_fit_count_as_skipped() -> None:
    plan = plan_of(FIVE, FIVE)
    sheet = sheet_of([9, 3], predictions=predicted(["x", 3]))
    sheet = readable_sheet(plan, sheet)
    assert sheet.answers["topic.1"].state is AnswerState.SKIPPED
    assert sheet.answers["topic.2"] == Answer(value=3)
    assert sheet.predictions["topic.1"].state is PredictionState.SKIPPED
    assert readable_sheet(plan_of(FIVE), sheet).answers.keys() == {"topic.1"}


def test_a_change_has_to_be_larger_than_slips() -> None:
    before, after = pair([1, 1, 1, 1], [3, 3, 3, 3]), pair([1, 1, 1, 1], [2, 2, 2, 3])
    change = overall_change(before, after)
    assert change is not None
    assert (change.before, change.after, change.items) == (50, 31.25, 4)
    assert not change.is_real
    closer = overall_change(before, pair([1, 1, 1, 1], [2, 2, 2, 2]))
    assert closer is not None
    assert closer.difference == -25
    assert closer.is_real
    assert closer.threshold == change_threshold(4)


def test_changes_compare_only_what_was_scored_twice_with_the_same_wording() -> None:
    before = pair([1, 1, 1, 1], [3, 3, 3, 3])
    assert topic_change(before, pair([1, 1, 1, DONT_KNOW], [3, 3, 3, 3]), topic="topic") is None
    assert topic_change(before, before, topic="elsewhere") is None
    same = topic_change(before, before, topic="topic")
    assert same is not None
    assert same.difference == 0
    assert overall_change(before, pair([1, 1, 1, 1], [3, 3, 3, 3], wording="new")) is None


def test_the_profile_needs_four_directed_items() -> None:
    assert topic([1, 2, 3], [2, 3, 4], direction=Direction.READINESS).profile is None
    level = topic([1, 2, 3, 4], [2, 3, 4, 5], direction=Direction.READINESS).profile
    assert level is not None
    assert level.mostly == "level"
    assert level.correlation == pytest.approx(1)
    assert topic([1, 2, 3, 4], [2, 3, 4, 5], direction=Direction.PACE).profile is None


def test_flat_answers_have_no_correlation() -> None:
    flat = topic([3, 3, 3, 3], [2, 3, 4, 5], direction=Direction.READINESS).profile
    assert flat is not None
    assert (flat.correlation, flat.pattern) == (None, 0)
    same = topic([3, 2, 3, 3], [3, 2, 3, 3], direction=Direction.READINESS).profile
    assert same is not None
    assert (same.msd, same.mostly) == (0, None)


def test_both_numbers_are_shown_when_weights_matter() -> None:
    plan_topics = (plan_of(FIVE, FIVE, topic="x").topics[0], plan_of(FIVE, FIVE, topic="y").topics[0])

    def sheet(name: str, side: Side, values: dict[str, int], weights: dict[str, int]) -> Sheet:
        answers = {item: Answer(value=value) for item, value in values.items()}
        return Sheet(respondent=name, side=side, answers=answers, importance=weights)

    ones = dict.fromkeys(("x.1", "x.2", "y.1", "y.2"), 1)
    fives = ones | {"x.1": 5, "x.2": 5}
    for weights, shows_both in (({"x": 5, "y": 1}, True), ({"x": 3, "y": 3}, False)):
        scores = score_pair(
            Plan(topics=plan_topics),
            sheet("ceo", Side.BUSINESS, ones, weights),
            sheet("cto", Side.TECHNOLOGY, fives, weights),
        )
        assert scores.overall.unweighted == 50
        assert scores.overall.shows_both is shows_both
