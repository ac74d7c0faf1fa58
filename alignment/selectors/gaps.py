"""A revealed round with its scores, as one reader may see them."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from alignment.access import (
    VisibleScore,
    has_score,
    instrument_of,
    may_read_results,
    own_seat_id,
    readable_score_or_404,
    readable_snapshot_or_404,
)
from alignment.domain.findings import Findings
from alignment.domain.instrument import Instrument
from alignment.domain.scores import PairScores
from alignment.domain.snapshot import RoundSnapshot, SealedSeat
from alignment.models import Round
from alignment.selectors.rounds import get_round_or_404
from organizations.models import Membership, Organization


@dataclass(frozen=True, kw_only=True)
class RevealedPair:
    """Everything the pages about a pair read; nothing in it is private to somebody else."""

    round: Round
    instrument: Instrument
    snapshot: RoundSnapshot
    score: VisibleScore
    #: The reader's own seat where the reader is one of the pair.
    own_seat: str | None

    @property
    def scores(self) -> PairScores:
        return self.score.visible.scores

    @property
    def findings(self) -> Findings:
        return self.score.findings

    @property
    def pair(self) -> tuple[SealedSeat, SealedSeat]:
        return self.snapshot.pair


def get_revealed_round_or_404(
    *, organization: Organization, round_id: UUID, membership: Membership
) -> tuple[Round, bool]:
    """Return a round whose results the member may see, and whether its scores are there yet."""
    round = get_round_or_404(organization=organization, round_id=round_id)
    if not may_read_results(round=round, membership=membership):
        raise Http404("There are no results to see.")
    return round, has_score(round=round)


def get_revealed_pair_or_404(
    *, round: Round, membership: Membership, is_for_document: bool = False
) -> RevealedPair:
    """Return the pair of a revealed and scored round; for a document in the strictest form, nobody's own."""
    score = readable_score_or_404(round=round, membership=membership, is_for_document=is_for_document)
    snapshot = readable_snapshot_or_404(round=round, membership=membership, is_for_document=is_for_document)
    instrument = instrument_of(round)
    scores = score.visible.scores
    seat = None if is_for_document else own_seat_id(round=round, membership=membership)
    return RevealedPair(
        round=round,
        instrument=instrument,
        snapshot=snapshot,
        score=score,
        own_seat=seat if seat in (scores.a, scores.b) else None,
    )
