"""Snapshots and scores: written once at the reveal, read by role afterwards, whole by the scoring only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from alignment.access.instruments import instrument_by_hash
from alignment.access.rules import may_read_results
from alignment.domain.canonical import Json
from alignment.domain.findings import Findings, findings
from alignment.domain.records import document_of, value_of
from alignment.domain.scores import PairScores
from alignment.domain.snapshot import RoundSnapshot, document_sha256
from alignment.domain.visibility import VisibleScores, visible_scores, visible_snapshot
from alignment.models import GapScore, Round, Snapshot
from organizations.models import Membership


@dataclass(frozen=True, kw_only=True)
class VisibleScore:
    """A stored score as one reader may see it, and what it was computed from."""

    visible: VisibleScores
    #: Read off the whole score, as they need both views; they hold nothing that is private to one of the two.
    findings: Findings
    scoring_version: str
    instrument_version: str
    input_sha256: str
    snapshot_sha256: str
    computed_at: datetime


@dataclass(frozen=True, kw_only=True)
class StoredSnapshot:
    """The whole snapshot and its row's id; for the scoring and the operator, never for a page."""

    id: UUID
    sha256: str
    snapshot: RoundSnapshot


def readable_snapshot_or_404(
    *, round: Round, membership: Membership, is_for_document: bool = False
) -> RoundSnapshot:
    """The revealed round as the member may see it; `is_for_document` is the strictest form, nobody's own."""
    _results_or_404(round=round, membership=membership)
    snapshot = sealed_snapshot(round=round).snapshot
    return visible_snapshot(snapshot, seat=_reader(snapshot, membership, is_for_document))


def readable_score_or_404(
    *, round: Round, membership: Membership, is_for_document: bool = False
) -> VisibleScore:
    """The newest score of a revealed round as the member may see it; 404 while it is being computed."""
    _results_or_404(round=round, membership=membership)
    row = _scores_of(round).first()
    if row is None:
        raise Http404("The scores are being computed.")
    scores, found = _whole_score(row.pk, round.instrument.source_sha256, round.form)
    seat = None if is_for_document else own_seat_id(round=round, membership=membership)
    return VisibleScore(
        visible=visible_scores(scores, seat=seat),
        findings=found,
        scoring_version=row.scoring_version,
        instrument_version=row.instrument_version,
        input_sha256=row.input_sha256,
        snapshot_sha256=row.snapshot.sha256,
        computed_at=row.computed_at,
    )


@lru_cache(maxsize=32)
def _whole_score(score_id: UUID, source_sha256: str, form: str) -> tuple[PairScores, Findings]:
    """Read a score row once a process, as it never changes; only for those whom the caller has let in."""
    instrument = instrument_by_hash(source_sha256, form)
    specs = {item.id: item for item in instrument.plan.items}
    content = GapScore.unguarded.values_list("content", flat=True).get(pk=score_id)
    scores = value_of(PairScores, content["scores"], items=specs)
    return scores, findings(instrument, scores)


def has_score(*, round: Round) -> bool:
    """Whether the scores are there; tells nothing about them."""
    return _scores_of(round).exists()


def own_seat_id(*, round: Round, membership: Membership) -> str | None:
    """The id of the member's seat in a loaded round, as sheets and scores name it."""
    return next((str(seat.pk) for seat in round.loaded_seats if seat.membership_id == membership.pk), None)


def sealed_snapshot(*, round: Round) -> StoredSnapshot:
    """The door of the scoring and of the operator's export: everything, once the round is revealed."""
    if round.state != Round.State.REVEALED:
        raise PermissionError("The round has not been revealed.")
    row = Snapshot.unguarded.get(round=round)
    return StoredSnapshot(id=row.pk, sha256=row.sha256, snapshot=value_of(RoundSnapshot, row.content))


def store_snapshot(*, round: Round, snapshot: RoundSnapshot) -> str:
    """Write the one snapshot of a revealed round; return its hash."""
    document = document_of(snapshot)
    sha256 = document_sha256(document)
    Snapshot.unguarded.create(organization=round.organization, round=round, content=document, sha256=sha256)
    return sha256


def store_score(
    *,
    stored: StoredSnapshot,
    round: Round,
    scoring_version: str,
    input_sha256: str,
    instrument: str,
    content: Json,
) -> GapScore:
    """Append the scores of a snapshot; the same scores again are the row that is there."""
    row, _ = GapScore.unguarded.get_or_create(
        snapshot_id=stored.id,
        scoring_version=scoring_version,
        input_sha256=input_sha256,
        defaults={
            "organization": round.organization,
            "instrument_version": instrument,
            "content": content,
        },
    )
    return row


def rounds_without_score(*, scoring_version: str) -> Iterable[Round]:
    """Revealed rounds that this scoring version has not seen, oldest first."""
    seen = GapScore.unguarded.filter(scoring_version=scoring_version).values("snapshot__round_id")
    return (
        Round.objects.filter(state=Round.State.REVEALED)
        .exclude(pk__in=seen)
        .select_related("organization", "instrument")
        .order_by("revealed_at")
    )


def _results_or_404(*, round: Round, membership: Membership) -> None:
    if not may_read_results(round=round, membership=membership):
        raise Http404("There are no results to see.")


def _reader(snapshot: RoundSnapshot, membership: Membership, is_for_document: bool) -> str | None:
    own = None if is_for_document else snapshot.seat_of(str(membership.pk))
    return own.id if own else None


def _scores_of(round: Round) -> "QuerySet[GapScore]":
    found = GapScore.unguarded.filter(snapshot__round=round).select_related("snapshot")
    return found.defer("content", "snapshot__content").order_by("-computed_at", "-id")
