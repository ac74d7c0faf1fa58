"""Submitting seals, the last submission reveals: both under the lock of the round, so none is missed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from alignment import access
from alignment.access import Saved, SavedAnswer, instrument_of
from alignment.domain import canonical
from alignment.domain.answers import Answer as Given
from alignment.domain.answers import AnswerState, Prediction, PredictionState, Sheet, Side
from alignment.domain.policies import MAY_REOPEN, MAY_SUBMIT
from alignment.domain.scores import SCORING_VERSION
from alignment.domain.snapshot import RoundSnapshot, SealedSeat
from alignment.facts.rounds import seat_facts
from alignment.models import Answer, Round, Seat
from alignment.services.locks import lock_seats, locked_round
from alignment.services.notices import Notice, enqueue_notice
from common.rules import refuse_if_blocked
from organizations import audit
from organizations.models import Membership
from organizations.services.jobs import enqueue

Kind, State = Answer.Kind, Answer.State


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What the author keeps: the hash of everything sealed, when, and whether that revealed the round."""

    sha256: str
    submitted_at: datetime
    is_revealed: bool


@transaction.atomic
def submit(*, seat: Seat, by: Membership) -> Receipt:
    """Seal one's own answers; the last required submission reveals the round in the same commit."""
    round, own = _locked(seat=seat, by=by)
    is_last = not any(other != own and is_awaited(other) for other in round.loaded_seats)
    lock_seats(seats=round.loaded_seats if is_last else [own])
    saved = access.own_answers(seat=own, membership=by)
    given = sum(answer.state != State.EMPTY for answer in saved[Kind.OWN].values())
    refuse_if_blocked(MAY_SUBMIT, seat_facts(seat=own, answers=given))
    own.receipt = canonical.receipt(sheet_of(seat=own, saved=saved), instrument=instrument_of(round).label)
    own.submitted_at = timezone.now()
    # The receipt stays out of the audit trail: from the hash of a short sheet its answers could be guessed.
    own.save(update_fields=["receipt", "submitted_at"])
    _record("seat_submitted", seat=own, by=by)
    if is_last:
        _reveal(round=round, by=by)
    seat.receipt, seat.submitted_at = own.receipt, own.submitted_at
    return Receipt(
        sha256=own.receipt,
        submitted_at=own.submitted_at,
        is_revealed=round.state == Round.State.REVEALED,
    )


def is_awaited(seat: Seat) -> bool:
    """Whether the reveal waits for this seat."""
    return seat.is_required and seat.submitted_at is None


@transaction.atomic
def reopen(*, seat: Seat, by: Membership) -> None:
    """Break one's own seal before the reveal; that it happened is recorded."""
    _, own = _locked(seat=seat, by=by)
    refuse_if_blocked(MAY_REOPEN, seat_facts(seat=own))
    own.submitted_at, own.receipt = None, ""
    own.save(update_fields=["receipt", "submitted_at"])
    _record("seat_reopened", seat=own, by=by)
    seat.receipt, seat.submitted_at = own.receipt, own.submitted_at


def sealed_bytes(*, seat: Seat, by: Membership) -> bytes:
    """Return one's own sealed answers exactly as the receipt's hash was taken of them."""
    sheet = sheet_of(seat=seat, saved=access.own_answers(seat=seat, membership=by))
    return canonical.canonical_bytes(sheet, instrument=instrument_of(seat.round).label)


def sheet_of(*, seat: Seat, saved: Saved) -> Sheet:
    """What is sealed of a seat; fields left empty are left out."""
    last = max((answer.saved_at for answers in saved.values() for answer in answers.values()), default=None)
    return Sheet(
        respondent=str(seat.pk),
        side=Side(seat.side),
        answers={item: _given(answer) for item, answer in _filled(saved[Kind.OWN])},
        predictions={
            item: Prediction(state=PredictionState(answer.state), value=answer.value)
            for item, answer in _filled(saved[Kind.PREDICTION])
        },
        importance={topic: cast(int, answer.value) for topic, answer in _filled(saved[Kind.IMPORTANCE])},
        answered_on=last.date() if last else None,
    )


def _given(answer: SavedAnswer) -> Given:
    return Given(
        state=AnswerState(answer.state),
        value=answer.value,
        certainty=answer.certainty,
        reason=answer.reason,
    )


def _filled(answers: Mapping[str, SavedAnswer]) -> Iterable[tuple[str, SavedAnswer]]:
    return ((item, answer) for item, answer in sorted(answers.items()) if answer.state != State.EMPTY)


def _locked(*, seat: Seat, by: Membership) -> tuple[Round, Seat]:
    """Lock the round, and return it with the caller's seat as it is now."""
    round = locked_round(round_id=seat.round_id)
    own = next(row for row in round.loaded_seats if row.pk == seat.pk)
    if not access.holds(seat=own, membership=by):
        raise PermissionDenied("Only the holder of a seat submits or reopens it.")
    return round, own


def _reveal(*, round: Round, by: Membership) -> None:
    """Fix the snapshot and ask for the scores; unsubmitted optional seats stay their holders' alone."""
    round.state = Round.State.REVEALED
    round.revealed_at = timezone.now()
    round.save(update_fields=["state", "revealed_at"])
    sha256 = access.store_snapshot(round=round, snapshot=_snapshot(round, revealed_at=round.revealed_at))
    audit.record(
        "round_revealed",
        organization=round.organization,
        by=by,
        subject_type="round",
        subject_id=round.pk,
        facts={"snapshot": sha256},
    )
    enqueue(
        kind="score_round",
        subject_id=round.pk,
        key=f"score_round:{round.pk}:{SCORING_VERSION}",
        organization=round.organization,
        by=None,
    )
    for seat in round.loaded_seats:
        enqueue_notice(Notice.REVEALED, seat=seat)


def _snapshot(round: Round, *, revealed_at: datetime) -> RoundSnapshot:
    assert round.opened_at is not None  # a constraint of the table
    instrument = instrument_of(round)
    answers = access.sealed_answers(round=round)
    return RoundSnapshot(
        round=str(round.pk),
        title=round.title,
        form=round.form,
        opened_at=round.opened_at,
        revealed_at=revealed_at,
        instrument_code=instrument.code,
        instrument_version=instrument.version,
        instrument_sha256=round.instrument.source_sha256,
        instrument_label=instrument.label,
        seats=tuple(
            _sealed(seat, saved=answers[seat.pk], submitted_at=seat.submitted_at)
            for seat in round.loaded_seats
            if seat.submitted_at is not None
        ),
    )


def _sealed(seat: Seat, *, saved: Saved, submitted_at: datetime) -> SealedSeat:
    moments = [answer.saved_at for answers in saved.values() for answer in answers.values()]
    return SealedSeat(
        membership=str(seat.membership_id),
        name=seat.membership.person.name,
        title=seat.membership.title,
        position=seat.position,
        is_required=seat.is_required,
        started_at=seat.started_at,
        last_saved_at=max(moments, default=None),
        submitted_at=submitted_at,
        receipt=seat.receipt,
        sheet=sheet_of(seat=seat, saved=saved),
    )


def _record(action: str, *, seat: Seat, by: Membership) -> None:
    audit.record(
        action,
        organization=seat.round.organization,
        by=by,
        subject_type="seat",
        subject_id=seat.pk,
    )
