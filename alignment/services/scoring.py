"""Scores of a revealed round, computed from its snapshot and from nothing else."""

from uuid import UUID

from alignment import access
from alignment.domain.canonical import Json, snapshot_hash
from alignment.domain.records import document_of
from alignment.domain.scores import SCORING_VERSION, PairScores, readable_sheet, score_pair
from alignment.models import GapScore, Round


def score_round(*, round_id: UUID) -> GapScore:
    """Score the pair of a revealed round and append the result; the same scores twice are one row."""
    round = Round.objects.select_related("organization", "instrument").get(pk=round_id)
    stored = access.sealed_snapshot(round=round)
    instrument = access.instrument_of(round)
    sheets = [seat.sheet for seat in stored.snapshot.pair]
    a, b = (readable_sheet(instrument.plan, sheet) for sheet in sheets)
    return access.store_score(
        stored=stored,
        round=round,
        scoring_version=SCORING_VERSION,
        input_sha256=snapshot_hash(sheets, instrument=instrument.label, scoring_version=SCORING_VERSION),
        instrument=instrument.label,
        content=content_of(score_pair(instrument.plan, a, b)),
    )


def rescore() -> int:
    """Score the organization's revealed rounds that the present version has not seen; return how many."""
    rounds = list(access.rounds_without_score(scoring_version=SCORING_VERSION))
    for round in rounds:
        score_round(round_id=round.pk)
    return len(rounds)


def content_of(scores: PairScores) -> Json:
    """The scores as they are stored: all figures, and the steps of every item's gap."""
    return {
        "scores": document_of(scores),
        "trace": {item.item.id: document_of(item.trace) for item in scores.items},
    }
