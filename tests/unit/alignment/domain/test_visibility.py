"""What of a revealed round stays with one person, and that records come back as they were."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from alignment.documents import shipped_instrument
from alignment.domain.answers import Answer, AnswerState, Prediction, Sheet, Side
from alignment.domain.records import document_of, value_of
from alignment.domain.score_export import score_input_of
from alignment.domain.score_file import read_score_input, score_output
from alignment.domain.scores import Flag, PairScores, score_pair
from alignment.domain.snapshot import RoundSnapshot, SealedSeat, document_sha256
from alignment.domain.visibility import visible_scores, visible_snapshot
from tests.factories.alignment import Pattern, value_for

MOMENT = datetime(2026, 5, 4, 12, tzinfo=UTC)
INSTRUMENT = shipped_instrument()
GAP_ITEM = "data.1"
DONT_KNOW = Answer(state=AnswerState.DONT_KNOW, reason="Nobody has told me.")


def sheet(seat: str, side: Side, pattern: Pattern) -> Sheet:
    return Sheet(
        respondent=seat,
        side=side,
        answers={
            item.id: Answer(value=value_for(item, pattern, text="Words."), certainty=1, reason="Because.")
            for item in INSTRUMENT.items
        },
        predictions={item.id: Prediction(value=value_for(item, Pattern.LOW)) for item in INSTRUMENT.anchors},
        importance={topic.id: 4 for topic in INSTRUMENT.topics},
        answered_on=MOMENT.date(),
    )


def sealed(own: Sheet) -> SealedSeat:
    return SealedSeat(
        membership=f"member-{own.respondent}",
        name="Robin",
        title="CEO",
        position=1,
        is_required=True,
        started_at=MOMENT,
        last_saved_at=None,
        submitted_at=MOMENT,
        receipt="0" * 64,
        sheet=own,
    )


@pytest.fixture
def snapshot() -> RoundSnapshot:
    """The technology side does not know GAP_ITEM."""
    a = sheet("seat-a", Side.BUSINESS, Pattern.HIGH)
    b = sheet("seat-b", Side.TECHNOLOGY, Pattern.VARIED)
    b = replace(b, answers={**b.answers, GAP_ITEM: DONT_KNOW})
    return RoundSnapshot(
        round="round",
        title="First look",
        form="full",
        opened_at=MOMENT,
        revealed_at=MOMENT,
        instrument_code=INSTRUMENT.code,
        instrument_version=INSTRUMENT.version,
        instrument_sha256="1" * 64,
        instrument_label=INSTRUMENT.label,
        seats=(sealed(a), sealed(b)),
    )


@pytest.fixture
def scores(snapshot: RoundSnapshot) -> PairScores:
    a, b = snapshot.pair
    return score_pair(INSTRUMENT.plan, a.sheet, b.sheet)


def test_a_snapshot_comes_back_from_its_json(snapshot: RoundSnapshot) -> None:
    text = json.dumps(document_of(snapshot))
    again = value_of(RoundSnapshot, json.loads(text))
    assert document_of(again) == document_of(snapshot)
    assert again.seats[0].sheet.answers["data.1"] == snapshot.seats[0].sheet.answers["data.1"]
    assert again.opened_at == MOMENT
    assert again.pair[1].side is Side.TECHNOLOGY


def test_scores_come_back_from_their_json(scores: PairScores) -> None:
    again = value_of(
        PairScores,
        json.loads(json.dumps(document_of(scores))),
        items={item.id: item for item in INSTRUMENT.plan.items},
    )
    assert again.overall == scores.overall
    assert again.profile == scores.profile
    assert [(topic.gap, topic.band, topic.view_a, topic.pair_state) for topic in again.topics] == [
        (topic.gap, topic.band, topic.view_a, topic.pair_state) for topic in scores.topics
    ]
    assert [(item.flag, item.gap, item.signed, item.view_b) for item in again.items] == [
        (item.flag, item.gap, item.signed, item.view_b) for item in scores.items
    ]
    assert again.item["data.2"].trace == scores.item["data.2"].trace


def test_the_hash_of_a_document_does_not_depend_on_how_a_database_writes_numbers(
    snapshot: RoundSnapshot,
) -> None:
    a = snapshot.seats[0]
    answers = {**a.sheet.answers, "data.3": Answer(value=12.0)}
    whole = {**a.sheet.answers, "data.3": Answer(value=12)}
    assert document_sha256(document_of(replace(a.sheet, answers=answers))) == document_sha256(
        document_of(replace(a.sheet, answers=whole))
    )


def test_one_s_own_predictions_stay_and_the_other_s_go(snapshot: RoundSnapshot) -> None:
    seen = visible_snapshot(snapshot, seat="seat-a")
    assert seen.seats[0] == snapshot.seats[0]
    assert seen.seats[1].sheet.predictions == {}
    assert seen.seats[1].sheet.importance == snapshot.seats[1].sheet.importance
    assert seen.seats[1].sheet.answers["data.2"].reason == "Because."


def test_who_did_not_know_is_left_out(snapshot: RoundSnapshot) -> None:
    assert GAP_ITEM not in visible_snapshot(snapshot, seat="seat-a").seats[1].sheet.answers
    assert GAP_ITEM in visible_snapshot(snapshot, seat="seat-b").seats[1].sheet.answers
    strict = visible_snapshot(snapshot, seat=None)
    assert all(GAP_ITEM not in seat.sheet.answers for seat in strict.seats)
    assert all("data.2" in seat.sheet.answers for seat in strict.seats)
    assert all(seat.sheet.predictions == {} for seat in strict.seats)


def test_scores_hide_the_other_s_view_and_keep_the_state_of_the_pair(scores: PairScores) -> None:
    seen = visible_scores(scores, seat="seat-a")
    for topic, full in zip(seen.scores.topics, scores.topics, strict=True):
        assert topic.view_a == full.view_a
        assert (topic.view_b.expected, topic.view_b.surprise, topic.view_b.insight) == (None, None, None)
        assert topic.view_b.based_on == full.view_b.based_on
        assert seen.pair_states[topic.id] == full.pair_state
        assert topic.gap == full.gap
    assert any(topic.view_a.surprise is not None for topic in scores.topics)
    assert all(item.view_b is None for item in seen.scores.items)
    assert any(item.view_a is not None for item in seen.scores.items)


def test_the_strictest_scores_know_nobody_s_view(scores: PairScores) -> None:
    seen = visible_scores(scores, seat=None)
    for topic, full in zip(seen.scores.topics, scores.topics, strict=True):
        for view in (topic.view_a, topic.view_b):
            assert (view.expected, view.surprise, view.insight) == (None, None, None)
        differs = full.view_a.state is not full.view_b.state
        assert (topic.view_a.state is None) or not differs
    assert all(item.view_a is None and item.view_b is None for item in seen.scores.items)


def test_a_knowledge_gap_does_not_say_whose(scores: PairScores) -> None:
    assert scores.item[GAP_ITEM].flag is Flag.KNOWLEDGE_GAP
    by_a = visible_scores(scores, seat="seat-a").scores.item[GAP_ITEM]
    strict = visible_scores(scores, seat=None).scores.item[GAP_ITEM]
    assert by_a.a.state is AnswerState.VALUE
    assert by_a.b.state is AnswerState.SKIPPED
    assert strict.a.state is strict.b.state is AnswerState.SKIPPED
    assert strict.flag is Flag.KNOWLEDGE_GAP


def test_an_export_gives_the_same_figures_as_the_scores(snapshot: RoundSnapshot, scores: PairScores) -> None:
    document = json.loads(json.dumps(score_input_of(snapshot, instrument=INSTRUMENT)))
    found = read_score_input(document)
    assert score_output(score_pair(found.plan, found.a, found.b)) == score_output(scores)
