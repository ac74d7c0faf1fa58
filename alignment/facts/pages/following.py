"""An open round as its page shows it: who is how far, and what the reader has to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.urls import reverse

from alignment.domain.policies import MAY_REMIND
from alignment.facts.pages.rounds import MINUTES, joined, moment
from alignment.facts.rounds import seat_facts
from alignment.models import Round, Seat
from alignment.selectors.rounds import SeatProgress, SeatStatus, seat_statuses
from common.rules import blockers
from organizations.domain.permissions import Permission
from organizations.models import Membership

PROGRESS_WORDS: Mapping[SeatProgress, str] = {
    SeatProgress.NOT_STARTED: "Not started",
    SeatProgress.IN_PROGRESS: "In progress",
    SeatProgress.SUBMITTED: "Submitted",
}


@dataclass(frozen=True, kw_only=True)
class StatusLine:
    """One participant: never more than not started, in progress or submitted."""

    id: str
    name: str
    title: str
    side: str
    is_you: bool
    status: str
    is_submitted: bool
    note: str
    remind_url: str
    remind_refusal: str


@dataclass(frozen=True, kw_only=True)
class Statuses:
    """The part of a round's page that renews itself; the poll names in `mark` what it has already shown."""

    summary: str
    lines: tuple[StatusLine, ...]
    poll_url: str
    mark: str


@dataclass(frozen=True, kw_only=True)
class OwnPart:
    """What the reader of the page has to do in the round."""

    heading: str
    text: str
    url: str
    label: str
    is_submitted: bool


def own_part(round: Round, membership: Membership, *, slug: str) -> OwnPart | None:
    """Say what the reader has to do in an open round; nothing for those who do not take part."""
    seat = own_seat(round, membership)
    if seat is None:
        return None
    url = reverse("alignment:answer", args=[slug, round.pk])
    if seat.submitted_at:
        return OwnPart(
            heading="Your answers are sealed",
            text=f"Submitted {moment(seat.submitted_at)}. This page shows the reveal by itself.",
            url=f"{url}receipt/",
            label="Show the receipt",
            is_submitted=True,
        )
    is_begun = seat.started_at is not None
    return OwnPart(
        heading="Go on with your answers" if is_begun else "Your answers are asked for",
        text=(
            "Everything you entered is saved. You continue at the first open question, on any device."
            if is_begun
            else f"It takes about {MINUTES[round.form]} minutes; you can stop and go on at any time."
        ),
        url=url,
        label="Go on" if is_begun else "See what will happen",
        is_submitted=False,
    )


def own_seat(round: Round, membership: Membership) -> Seat | None:
    """Return the reader's seat of a loaded round, if there is one."""
    return next((seat for seat in round.loaded_seats if seat.membership_id == membership.pk), None)


def statuses_of(round: Round, membership: Membership, *, slug: str, now: datetime) -> Statuses:
    """Say who is how far; whoever runs the round can remind, with the reason where it is too early."""
    base = reverse("alignment:round", args=[slug, round.pk])
    own = own_seat(round, membership)
    refusals = _refusals(round, now) if membership.may(Permission.RUN_ROUNDS) else None
    rows = seat_statuses(round=round)
    lines = tuple(_line(row, base=base, own=own, refusals=refusals) for row in rows)
    mark = sha256(repr((round.state, lines)).encode()).hexdigest()[:16]
    return Statuses(
        summary=_summary(rows, own=own), lines=lines, poll_url=f"{base}waiting/?seen={mark}", mark=mark
    )


def _refusals(round: Round, now: datetime) -> Mapping[UUID, str]:
    return {
        seat.pk: " ".join(found.reason for found in blockers(MAY_REMIND, seat_facts(seat=seat, now=now)))
        for seat in round.loaded_seats
    }


def _line(row: SeatStatus, *, base: str, own: Seat | None, refusals: Mapping[UUID, str] | None) -> StatusLine:
    is_you = own is not None and own.pk == row.seat_id
    is_submitted = row.status is SeatProgress.SUBMITTED
    can_be_reminded = refusals is not None and not is_submitted and not is_you
    return StatusLine(
        id=str(row.seat_id),
        name=row.name,
        title=row.title,
        side=row.side,
        is_you=is_you,
        status=PROGRESS_WORDS[row.status],
        is_submitted=is_submitted,
        note="" if row.is_required else "The reveal does not wait for this person",
        remind_url=f"{base}seats/{row.seat_id}/remind/" if can_be_reminded else "",
        remind_refusal=refusals[row.seat_id] if refusals and can_be_reminded else "",
    )


def _summary(rows: Sequence[SeatStatus], *, own: Seat | None) -> str:
    awaited = [row for row in rows if row.is_required and row.status is not SeatProgress.SUBMITTED]
    if not awaited:
        return "Everybody required has submitted."
    others = [row.name for row in awaited if own is None or row.seat_id != own.pk]
    names = others if len(others) == len(awaited) else ["you", *others]
    return f"Waiting for {joined(names)}. The reveal comes to everybody at the same moment, by itself."
