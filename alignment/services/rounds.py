"""The course of a round: made, fielded, opened, cancelled; and the polite reminder in between."""

import hashlib
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.http import Http404
from django.utils import timezone

from alignment.documents import parsed_instrument, shipped_instrument_text
from alignment.domain.policies import MAY_CANCEL, MAY_CHANGE_ROUND, MAY_OPEN, MAY_REMIND
from alignment.facts.rounds import round_facts, seat_facts
from alignment.models import InstrumentVersion, Round, Seat
from alignment.services.locks import lock_seats, locked_round
from alignment.services.notices import Notice, enqueue_notice
from common.rules import Blocker, Refused, refuse_if_blocked
from organizations import audit
from organizations.audit import Fact
from organizations.domain.permissions import Permission
from organizations.models import Membership, Organization


@transaction.atomic
def create_round(
    *, organization: Organization, title: str, form: str, due_on: date | None, by: Membership
) -> Round:
    """Make a draft that fields the shipped questionnaire; participants are added before it opens."""
    instrument = store_instrument(organization=organization, source=shipped_instrument_text())
    round = Round(
        organization=organization,
        title=title,
        instrument=instrument,
        form=Round.Form(form),
        due_on=due_on,
        created_by=by,
    )
    round.save(force_insert=True)
    round.loaded_seats = []
    _record("round_created", round=round, by=by, facts={"title": title, "form": round.form})
    return round


def store_instrument(*, organization: Organization, source: str) -> InstrumentVersion:
    """Return the organization's frozen copy of a questionnaire's text, stored now if it is new."""
    sha256 = hashlib.sha256(source.encode()).hexdigest()
    known = InstrumentVersion.objects.filter(organization=organization, source_sha256=sha256).first()
    if known is not None:
        return known
    instrument = parsed_instrument(source)
    row, _ = InstrumentVersion.objects.get_or_create(
        organization=organization,
        code=instrument.code,
        version=instrument.version,
        defaults={"title": instrument.title, "source": source, "source_sha256": sha256},
    )
    if row.source_sha256 != sha256:
        raise Refused([VERSION_TAKEN])
    return row


@transaction.atomic
def add_seat(*, round: Round, membership: Membership, side: str, is_required: bool, by: Membership) -> Seat:
    """Give a member a seat at the end of a side, while the round is a draft."""
    locked = locked_round(round_id=round.pk)
    refuse_if_blocked(MAY_CHANGE_ROUND, round_facts(round=locked, seats=locked.loaded_seats))
    _refuse_member(locked, membership)
    seat = Seat(
        organization=locked.organization,
        round=locked,
        membership=membership,
        side=side,
        position=_next_position(locked, side),
        is_required=is_required,
    )
    seat.save(force_insert=True)
    _record("seat_added", round=locked, by=by, facts={"seat": str(seat.pk), "side": side})
    return seat


@transaction.atomic
def remove_seat(*, round: Round, seat_id: UUID, by: Membership) -> None:
    """Take a seat away again, while the round is a draft."""
    locked = locked_round(round_id=round.pk)
    refuse_if_blocked(MAY_CHANGE_ROUND, round_facts(round=locked, seats=locked.loaded_seats))
    seat = _seat_or_404(locked, seat_id)
    seat.delete()
    _record("seat_removed", round=locked, by=by, facts={"seat": str(seat_id), "side": seat.side})


@transaction.atomic
def make_first(*, round: Round, seat_id: UUID, by: Membership) -> None:
    """Put a seat at the head of its side, while the round is a draft: the first of each side are the pair."""
    locked = locked_round(round_id=round.pk)
    refuse_if_blocked(MAY_CHANGE_ROUND, round_facts(round=locked, seats=locked.loaded_seats))
    seat = _seat_or_404(locked, seat_id)
    side = [other for other in locked.loaded_seats if other.side == seat.side]
    ahead, places = side[: side.index(seat)], [other.position for other in side]
    if not ahead:
        return
    _move(seat, _next_position(locked, seat.side))  # a place is held once: left before another moves in
    for place, other in reversed(list(zip(places[1:], ahead, strict=False))):
        _move(other, place)
    _move(seat, places[0])
    _record("seat_made_first", round=locked, by=by, facts={"seat": str(seat_id), "side": seat.side})


@transaction.atomic
def open_round(*, round: Round, by: Membership) -> None:
    """Let the participants answer: seats and questions are fixed, and every one of them gets a mail."""
    locked = locked_round(round_id=round.pk)
    refuse_if_blocked(MAY_OPEN, round_facts(round=locked, seats=locked.loaded_seats))
    locked.state = round.state = Round.State.OPEN
    locked.opened_at = round.opened_at = timezone.now()
    locked.save(update_fields=["state", "opened_at"])
    _record("round_opened", round=locked, by=by, facts={"seats": len(locked.loaded_seats)})
    for seat in locked.loaded_seats:
        enqueue_notice(Notice.OPENED, seat=seat)


@transaction.atomic
def cancel_round(*, round: Round, by: Membership) -> None:
    """End a round without a reveal; what was answered stays its author's alone."""
    locked = locked_round(round_id=round.pk)
    refuse_if_blocked(MAY_CANCEL, round_facts(round=locked, seats=locked.loaded_seats))
    lock_seats(seats=locked.loaded_seats)
    locked.state = round.state = Round.State.CANCELLED
    locked.cancelled_at = round.cancelled_at = timezone.now()
    locked.save(update_fields=["state", "cancelled_at"])
    _record("round_cancelled", round=locked, by=by)


@transaction.atomic
def remind(*, round: Round, seat_id: UUID, by: Membership) -> None:
    """Send one participant who has not submitted a polite mail: three at most, three days apart."""
    locked = locked_round(round_id=round.pk)
    seat = _seat_or_404(locked, seat_id)
    now = timezone.now()
    refuse_if_blocked(MAY_REMIND, seat_facts(seat=seat, now=now))
    Seat.objects.filter(pk=seat.pk).update(reminders=F("reminders") + 1, reminded_at=now)
    seat.reminders += 1
    _record("seat_reminded", round=locked, by=by, facts={"seat": str(seat.pk), "reminder": seat.reminders})
    enqueue_notice(Notice.REMINDER, seat=seat)


VERSION_TAKEN = Blocker(
    code="version_taken", reason="This questionnaire differs from the stored one of the same version."
)
ALREADY_SEATED = Blocker(code="already_seated", reason="This person already takes part in the round.")
CANNOT_ANSWER = Blocker(code="unable", reason="This person's role does not answer rounds.")


def _refuse_member(round: Round, membership: Membership) -> None:
    if membership.organization_id != round.organization_id:
        raise Http404("No such member.")
    if not membership.may(Permission.ANSWER_ROUNDS):
        raise Refused([CANNOT_ANSWER])
    if any(seat.membership_id == membership.pk for seat in round.loaded_seats):
        raise Refused([ALREADY_SEATED])


def _next_position(round: Round, side: str) -> int:
    return max((seat.position for seat in round.loaded_seats if seat.side == side), default=0) + 1


def _move(seat: Seat, position: int) -> None:
    seat.position = position
    seat.save(update_fields=["position"])


def _seat_or_404(round: Round, seat_id: UUID) -> Seat:
    for seat in round.loaded_seats:
        if seat.pk == seat_id:
            return seat
    raise Http404("No such participant.")


def _record(action: str, *, round: Round, by: Membership, facts: dict[str, Fact] | None = None) -> None:
    audit.record(
        action,
        organization=round.organization,
        by=by,
        subject_type="round",
        subject_id=round.pk,
        facts=facts,
    )
