"""The verified numbers of the specification that concern a pair, to their last digit."""

from collections import Counter
from math import isclose

import pytest

from alignment.domain.answers import Answer, AnswerState, Side
from alignment.domain.bands import band, round_half_up
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
)
from alignment.domain.scores import Direction, change_threshold, score_pair
from alignment.domain.scores.pair import overall
from alignment.domain.scores.topics import Importance, TopicScore, score_topic
from alignment.domain.states import PairState, State
from tests.unit.alignment.drawing import (
    DONT_KNOW,
    HOUSE,
    NOT_APPLICABLE,
    PUBLISHED,
    plan_of,
    predicted,
    sheet_of,
)


def close(a: float, b: float) -> bool:
    return isclose(a, b, rel_tol=1e-12, abs_tol=1e-12)


def choice(count: int) -> Choice:
    return Choice(options=tuple(f"o{number}" for number in range(count)))


CHANCE: list[tuple[AnyFormat, float]] = [
    *((Scale(points=int(a)), c) for a, c in HOUSE["chance_constants"]["expected"]["likert_A"].items()),
    (Bipolar(), HOUSE["chance_constants"]["expected"]["likert_A"]["7"]),
    (Percent(), HOUSE["chance_constants"]["expected"]["percent"]),
    (Number(), HOUSE["chance_constants"]["expected"]["ratio"]),
    (Ranking(size=5), HOUSE["chance_constants"]["expected"]["rank"]),
    *((choice(int(k)), c) for k, c in HOUSE["chance_constants"]["expected"]["nominal_k"].items()),
    (Pick(pick=3, of=8), HOUSE["chance_constants"]["expected"]["pick_k_of_m"]["3of8"]),
    (Pick(pick=2, of=6), HOUSE["chance_constants"]["expected"]["pick_k_of_m"]["2of6"]),
    *((Allocation(parts=int(m)), c) for m, c in HOUSE["chance_constants"]["expected"]["alloc_m"].items()),
]


@pytest.mark.parametrize(("rule", "chance"), CHANCE, ids=lambda value: str(value))
def test_chance_is_the_constant_of_the_format(rule: AnyFormat, chance: float) -> None:
    assert close(rule.chance, chance)


@pytest.mark.parametrize(
    ("vector", "points"), [("likert4_steps", 4), ("likert5_steps", 5), ("likert7_steps", 7)]
)
def test_steps_of_a_scale(vector: str, points: int) -> None:
    for steps, gap in HOUSE[vector]["expected"].items():
        assert close(Scale(points=points).gap(1, 1 + int(steps)), gap)
        assert close(Scale(points=points).gap(1 + int(steps), 1), gap)


def test_seven_points_between_two_ends_are_a_seven_point_scale() -> None:
    for steps, gap in HOUSE["likert7_steps"]["expected"].items():
        assert close(Bipolar().gap(7, 7 - int(steps)), gap)


def test_ratios() -> None:
    for ratio, gap in HOUSE["ratio_table"]["expected"].items():
        assert close(Number().gap(12, 12 * float(ratio)), gap)


def test_percentages() -> None:
    for points, gap in HOUSE["percent_table"]["expected"].items():
        assert close(Percent().gap(0, int(points)), gap)


def _with_inversions(count: int) -> list[int]:
    """A ranking of five with exactly so many pairs out of order."""
    left, ranking = [1, 2, 3, 4, 5], []
    for room in range(4, -1, -1):
        step = min(count, room)
        count -= step
        ranking.append(left.pop(step))
    return ranking


def test_rankings_by_discordant_pairs() -> None:
    for pairs, gap in HOUSE["rank5_by_discordant_pairs"]["expected"].items():
        assert close(Ranking(size=5).gap([1, 2, 3, 4, 5], _with_inversions(int(pairs))), gap)


def test_published_rank_distances() -> None:
    documented = PUBLISHED["kendall_distance_doc"]
    found = Ranking(size=5).discordant(documented["data"]["a"], documented["data"]["b"])
    assert found == documented["expected_published"]["d"]
    lettered = PUBLISHED["kendall_distance_sciref"]
    orders = [list(lettered["data"]["order1"]), list(lettered["data"]["order2"])]
    assert Ranking(size=4).discordant(*orders) == lettered["expected_published"]["d"]


def test_choices_that_differ() -> None:
    for count, gap in HOUSE["nominal_mismatch"]["expected"].items():
        assert close(choice(int(count)).gap("o0", "o1"), gap)


def test_picks_by_overlap() -> None:
    for overlap, gap in HOUSE["pick3of8_by_overlap"]["expected"].items():
        other = [1, 2, 3][: int(overlap)] + [4, 5, 6][: 3 - int(overlap)]
        assert close(Pick(pick=3, of=8).gap([1, 2, 3], other), gap)


def test_allocation() -> None:
    vector = HOUSE["alloc4_example"]
    rule, a, b = Allocation(parts=4), vector["input"]["a"], vector["input"]["b"]
    assert close(rule.distance(a, b), vector["expected"]["delta"])
    assert close(rule.chance, vector["expected"]["c"])
    assert close(rule.gap(a, b), vector["expected"]["gap"])


def test_largest_gap_of_each_format() -> None:
    expected = HOUSE["format_max_gap"]["expected"]
    rules: dict[str, AnyFormat] = {
        "L5": Scale(points=5),
        "L7": Scale(points=7),
        "PCT": Percent(),
        "R": Number(),
        "RK": Ranking(size=5),
        **{f"N{count}": choice(count) for count in (2, 3, 4, 5, 6)},
        "PK3of8": Pick(pick=3, of=8),
        "AL4": Allocation(parts=4),
    }
    assert rules.keys() == expected.keys()
    for name, rule in rules.items():
        assert close(rule.max_gap, expected[name])


def example_1() -> TopicScore:
    given = HOUSE["ex1_coorientation"]["input"]
    plan = plan_of(*[Scale(points=5)] * 5, direction=Direction.READINESS)
    ceo = sheet_of(given["CEO"], predictions=predicted(given["CEO_predicts_CTO"]))
    cto = sheet_of(given["CTO"], side=Side.TECHNOLOGY, predictions=predicted(given["CTO_predicts_CEO"]))
    return score_pair(plan, ceo, cto).topics[0]


def test_example_1_gaps_and_views() -> None:
    expected, topic = HOUSE["ex1_coorientation"]["expected"], example_1()
    assert [item.gap for item in topic.items] == expected["item_gaps"]
    assert topic.gap == expected["gap"]
    assert topic.band == expected["band"]
    assert topic.peak == expected["peak_item_gap"]
    assert topic.leave_one_out == tuple(expected["loo_range"])
    assert topic.resolution == expected["one_step_resolution"]
    assert topic.signed_readiness == expected["signed_actual_CTO_minus_CEO"]
    assert (topic.view_a.expected, topic.view_a.surprise) == (
        expected["CEO_perceived_gap"],
        expected["CEO_prediction_error"],
    )
    assert (topic.view_b.expected, topic.view_b.surprise) == (
        expected["CTO_perceived_gap"],
        expected["CTO_prediction_error"],
    )
    assert (topic.view_a.insight, topic.view_b.insight) == (expected["CEO_insight"], expected["CTO_insight"])
    assert (topic.view_a.state, topic.view_b.state) == (State.HIDDEN_DIFFERENCE, State.KNOWN_DIFFERENCE)
    assert topic.pair_state is PairState.SEEN_BY_ONE_SIDE


def test_example_1_decomposition() -> None:
    expected, profile = HOUSE["ex1_coorientation"]["expected"], example_1().profile
    assert profile is not None
    # The vector counts in steps squared, the profile in unit intervals squared: four steps to the unit.
    assert close(profile.msd * 16, expected["msd_steps2"])
    assert close(profile.level * 16, expected["level"])
    assert close(profile.spread * 16, expected["spread"])
    assert close(profile.pattern * 16, expected["shape"])
    assert profile.mostly == "level"
    assert close(profile.share(profile.mostly) or 0, expected["level_share"])


def test_example_1_signed_identity_of_means() -> None:
    given, expected = HOUSE["ex1_coorientation"]["input"], HOUSE["ex1_coorientation"]["expected"]
    signed = Scale(points=5).signed
    foreseen = [signed(x, p) for x, p in zip(given["CEO"], given["CEO_predicts_CTO"], strict=True)]
    surprise = [signed(p, y) for p, y in zip(given["CEO_predicts_CTO"], given["CTO"], strict=True)]
    assert sum(foreseen) / 5 == expected["CEO_expected_diff"]
    assert sum(surprise) / 5 == expected["CEO_surprise"]


def test_example_2_mixed_formats() -> None:
    vector = HOUSE["ex2_mixed_formats"]
    rules: dict[str, AnyFormat] = {
        "ratio": Number(),
        "percent": Percent(),
        "likert7": Bipolar(),
        "rank5": Ranking(size=5),
        "nominal4": Choice(options=("data", "integration", "people", "approvals")),
    }
    items = vector["input"]["items"]
    plan = plan_of(*(rules[kind] for kind, _, _ in items))
    scores = score_pair(
        plan, sheet_of([a for _, a, _ in items]), sheet_of([b for _, _, b in items], side=Side.TECHNOLOGY)
    )
    for item, gap in zip(scores.items, vector["expected"]["item_gaps"], strict=True):
        assert item.gap is not None
        assert close(item.gap, gap)
    assert close(scores.topics[0].gap or 0, vector["expected"]["gap"])
    assert scores.topics[0].band == vector["expected"]["band"]


def test_example_3_missing_answers() -> None:
    expected = HOUSE["ex3_missing"]["expected"]
    plan = plan_of(*[Scale(points=5)] * 4)
    a = sheet_of([3, 3, NOT_APPLICABLE, 2])
    b = sheet_of([4, DONT_KNOW, NOT_APPLICABLE, 4], side=Side.TECHNOLOGY)
    topic = score_pair(plan, a, b).topics[0]
    assert topic.gap == expected["D3_gap"]
    assert topic.coverage == expected["D3_coverage"]
    assert (topic.lower, topic.upper) == tuple(expected["D3_bounds"])


def test_example_3_weights_and_agenda() -> None:
    vector = HOUSE["ex3_missing"]
    topics = [
        _topic_with(gap, *vector["input"]["importance"][name], name=name)
        for name, gap in vector["input"]["dimension_gaps"].items()
    ]
    expected, whole = vector["expected"], overall(topics)
    assert close(whole.gap or 0, expected["overall_weighted"])
    assert close(whole.unweighted or 0, expected["overall_unweighted"])
    assert close(whole.weight_coverage, expected["overall_weight_coverage"])
    assert not whole.shows_both
    for topic in topics:
        if topic.gap is not None:
            assert close(topic.gap * topic.importance.higher / 5, expected["discussion_priority"][topic.id])


def _topic_with(gap: float | None, a: int, b: int, *, name: str) -> TopicScore:
    empty = score_topic(name, (), Importance(a=a, b=b))
    return empty._replace(gap=gap)


def _brennan_prediger(pairs: Counter[tuple[int, int]], points: int) -> float:
    """The coefficient with linear weights from its own definition, independent of the ruler."""
    whole = sum(pairs.values())
    agreed = sum(count * (1 - abs(a - b) / (points - 1)) for (a, b), count in pairs.items()) / whole
    every = [(a, b) for a in range(points) for b in range(points)]
    by_chance = sum(1 - abs(a - b) / (points - 1) for a, b in every) / points**2
    return (agreed - by_chance) / (1 - by_chance)


def test_identity_with_brennan_prediger() -> None:
    given = HOUSE["ex1_coorientation"]["input"]
    pairs = Counter((a - 1, b - 1) for a, b in zip(given["CEO"], given["CTO"], strict=True))
    expected = HOUSE["ex1_coorientation"]["expected"]["brennan_prediger_linear"]
    assert close(_brennan_prediger(pairs, 5), expected)
    assert close(example_1().gap or 0, 40 * (1 - expected))


def test_identity_with_brennan_prediger_for_categories() -> None:
    vector = HOUSE["identity_bp"]["expected"]["cont3x3abstractors_nominal"]
    gaps = [choice(vector["k"]).gap("o0", "o1")] * vector["mismatches"]
    mean = sum(gaps) / vector["n"]
    assert close(mean, vector["mean_gap"])
    assert close(mean, 40 * (1 - vector["bp"]))


def test_identity_with_free_marginal_kappa() -> None:
    rows = PUBLISHED["randolph_free_marginal"]["data"]["matrix"]
    two = choice(2)
    gaps = [
        two.gap(x, y)
        for row in rows
        for raters in [[f"o{number}" for number, count in enumerate(row) for _ in range(count)]]
        for place, x in enumerate(raters)
        for y in raters[place + 1 :]
    ]
    mean = sum(gaps) / len(gaps)
    assert close(mean, HOUSE["identity_bp"]["expected"]["randolph_7_1_3_5"]["mean_pairwise_gap"])
    assert close(mean, 40 * (1 - PUBLISHED["randolph_free_marginal"]["computed"]["kappa"]))


def test_identity_with_r_wg_of_a_pair() -> None:
    for gap, r_wg in HOUSE["identity_rwg_pair"]["expected"]["A5"].items():
        steps = int(gap) // 25
        variance = steps**2 / 2
        assert Scale(points=5).gap(1, 1 + steps) == int(gap)
        assert close(1 - variance / 2, r_wg)
        assert close(1 - (int(gap) / 50) ** 2, r_wg)


def test_band_edges() -> None:
    for gap, name in HOUSE["band_edges"]["expected"].items():
        assert band(float(gap)) == name
    assert band(14.9999999999) == "minor"
    assert band(0) == "aligned"


def test_item_state_matrix() -> None:
    states = {"NA": NOT_APPLICABLE, "DK": DONT_KNOW, "SKIP": Answer(state=AnswerState.SKIPPED)}
    for row in HOUSE["item_state_matrix"]["expected"]:
        a, b = (states.get(row[side]) or Answer(value=int(row[side])) for side in ("a", "b"))
        for one, other in ((a, b), (b, a)):
            plan = plan_of(Scale(points=5))
            item = score_pair(plan, sheet_of([one]), sheet_of([other], side=Side.TECHNOLOGY)).items[0]
            if row["result"] == "scored 50 on L5":
                assert (item.flag, item.gap) == (None, 50)
            else:
                assert (item.flag, item.gap) == (row["result"], None)


def test_change_thresholds() -> None:
    for items, threshold in HOUSE["change_threshold"]["expected"].items():
        assert close(change_threshold(int(items)), threshold)


def test_rounding_is_half_up() -> None:
    for number, rounded in HOUSE["rounding"]["expected"].items():
        assert round_half_up(float(number)) == rounded
        assert round_half_up(-float(number)) == -rounded
    assert band(29.5) == "minor"
