"""Rounds and their seats: what everybody may know, which is never what was answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from alignment.access import instrument_of
from alignment.models import Round, Seat
from organizations.domain.sides import Side
from organizations.models import Membership, Organization

__all__ = ["instrument_of"]  # part of what a page reads of a round

ROUNDS_PER_PAGE = 25


@dataclass(frozen=True, kw_only=True)
class RoundRow:
    """One line of the list of rounds."""

    id: UUID
    title: str
    state: str
    form: str
    opened_at: datetime | None
    revealed_at: datetime | None
    due_on: date | None
    #: Names of the participants, first of the side first.
    business: tuple[str, ...]
    technology: tuple[str, ...]


class SeatProgress(StrEnum):
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"


@dataclass(frozen=True, kw_only=True)
class SeatStatus:
    """What others may know about a participant before the reveal."""

    seat_id: UUID
    name: str
    title: str
    side: str
    status: SeatProgress
    is_required: bool


def list_rounds(*, organization: Organization, page: int = 1) -> tuple[RoundRow, ...]:
    """Return one page of the organization's rounds, newest first, in two queries."""
    start = (page - 1) * ROUNDS_PER_PAGE
    rounds = _rounds(organization).only(*_ROW)[start : start + ROUNDS_PER_PAGE]
    return tuple(_row(_with_seats(round)) for round in rounds)


def count_rounds(*, organization: Organization) -> int:
    return Round.objects.filter(organization=organization).count()


def get_round_or_404(*, organization: Organization, round_id: UUID) -> Round:
    """Return a round with instrument and seats (`loaded_seats`, with their people), in two queries."""
    found = (
        _rounds(organization)
        .select_related("instrument", "organization")
        .defer("instrument__source")
        .filter(pk=round_id)
        .first()
    )
    if found is None:
        raise Http404("No such round.")
    return _with_seats(found)


def get_own_seat_or_404(*, round: Round, membership: Membership) -> Seat:
    """Return the member's seat of a loaded round, without a query."""
    for seat in round.loaded_seats:
        if seat.membership_id == membership.pk:
            return seat
    raise Http404("You do not take part in this round.")


def get_answering_seat_or_404(*, round_id: UUID, membership: Membership) -> Seat:
    """Return the member's own seat with its round and instrument, in one query and without other seats."""
    found = Seat.objects.select_related("round__instrument").only(*_ANSWERING).order_by()
    for seat in found.filter(round=round_id, membership=membership, organization=membership.organization_id):
        if seat.round.state != Round.State.DRAFT:
            seat.membership = membership
            seat.organization = seat.round.organization = membership.organization
            return seat
    raise Http404("You do not take part in this round.")


def list_counterparts(*, seat: Seat) -> tuple[tuple[str, str], ...]:
    """Return name and title of the participants on the other side, the pair's first, in one query."""
    others = Seat.objects.filter(round=seat.round_id).exclude(side=seat.side).order_by("position")
    return tuple(others.values_list("membership__person__name", "membership__title"))


def get_seat_or_404(*, round: Round, seat_id: UUID) -> Seat:
    """Return any seat of a loaded round, without a query."""
    for seat in round.loaded_seats:
        if seat.pk == seat_id:
            return seat
    raise Http404("No such participant.")


def seat_statuses(*, round: Round) -> tuple[SeatStatus, ...]:
    """Return who is how far, without a query and without a trace of what was answered."""
    return tuple(
        SeatStatus(
            seat_id=seat.pk,
            name=seat.membership.person.name,
            title=seat.membership.title,
            side=seat.side,
            status=progress_of(seat),
            is_required=seat.is_required,
        )
        for seat in round.loaded_seats
    )


def progress_of(seat: Seat) -> SeatProgress:
    if seat.submitted_at is not None:
        return SeatProgress.SUBMITTED
    return SeatProgress.NOT_STARTED if seat.started_at is None else SeatProgress.IN_PROGRESS


#: What the pages of the questionnaire need; a save is measured against the cheapest page there is.
_ANSWERING = (
    *(
        "organization_id",
        "round_id",
        "membership_id",
        "side",
        "is_required",
        "started_at",
        "submitted_at",
        "receipt",
    ),
    *("reminders", "reminded_at", "round__organization_id", "round__title", "round__state", "round__form"),
    *("round__due_on", "round__instrument_id", "round__instrument__source_sha256"),
)
_ROW = ("id", "title", "state", "form", "opened_at", "revealed_at", "due_on", "created_at", "organization")


def _rounds(organization: Organization) -> "QuerySet[Round]":
    seats = Seat.objects.select_related("membership__person").order_by("side", "position")
    rounds = Round.objects.filter(organization=organization)
    return rounds.prefetch_related(Prefetch("seats", queryset=seats))


def _with_seats(round: Round) -> Round:
    """Keep the fetched seats on the round, and the round on its seats."""
    round.loaded_seats = list(round.seats.all())
    for seat in round.loaded_seats:
        seat.round = round
    return round


def _row(round: Round) -> RoundRow:
    return RoundRow(
        id=round.pk,
        title=round.title,
        state=round.state,
        form=round.form,
        opened_at=round.opened_at,
        revealed_at=round.revealed_at,
        due_on=round.due_on,
        business=_names(round.loaded_seats, Side.BUSINESS),
        technology=_names(round.loaded_seats, Side.TECHNOLOGY),
    )


def _names(seats: Iterable[Seat], side: Side) -> tuple[str, ...]:
    return tuple(seat.membership.person.name for seat in seats if seat.side == side)
