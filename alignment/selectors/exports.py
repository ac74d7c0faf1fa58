"""A revealed round for the operator, whole; pages and documents read through `readable_...` instead."""

from uuid import UUID

from alignment.access import instrument_of, sealed_snapshot
from alignment.domain.canonical import Json
from alignment.domain.score_export import score_input_of
from alignment.models import Round


class NotRevealed(Exception):
    """There is no such round, or nobody may read its answers yet."""


def get_score_input(*, round_id: UUID) -> dict[str, Json]:
    """Return the input of `score_answers` for a revealed round. Raises NotRevealed."""
    rounds = Round.objects.select_related("instrument").defer("instrument__source")
    round = rounds.filter(pk=round_id, state=Round.State.REVEALED).first()
    if round is None:
        raise NotRevealed("There is no revealed round with this id.")
    snapshot = sealed_snapshot(round=round).snapshot
    return score_input_of(snapshot, instrument=instrument_of(round))
