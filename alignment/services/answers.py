"""Saving answers: checked against the questionnaire, stored by one statement, acknowledged when durable."""

from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from alignment.access import SavedAnswer, holds, instrument_of, own_answer
from alignment.domain.answers import CERTAINTIES, IMPORTANCE_MAX, IMPORTANCE_MIN
from alignment.domain.formats import text_fault
from alignment.domain.instrument import Instrument
from alignment.domain.policies import MAY_ANSWER
from alignment.facts.rounds import seat_facts
from alignment.models import Answer, Seat
from alignment.models.answer import MAX_TEXT
from alignment.services.autosave import Sealed, upsert
from common.rules import blockers
from organizations import audit
from organizations.models import Membership

__all__ = [
    "AnswerDraft",
    "Conflict",
    "InvalidAnswer",
    "Late",
    "SaveOutcome",
    "SaveStamp",
    "Saved",
    "SavedAnswer",
    "Sealed",
    "save_answer",
    "start",
]

Kind, State = Answer.Kind, Answer.State
#: Which states a field of each kind may be in.
STATES: dict[str, frozenset[str]] = {
    Kind.OWN: frozenset({State.VALUE, State.DONT_KNOW, State.NOT_APPLICABLE, State.EMPTY}),
    Kind.PREDICTION: frozenset({State.VALUE, State.CANT_SAY, State.EMPTY}),
    Kind.IMPORTANCE: frozenset({State.VALUE, State.EMPTY}),
}
MAX_TAB = 36
MAX_SEQUENCE = 2**53 - 1  # the largest whole number a browser counts to
MAX_VERSION = 2**31 - 1


class InvalidAnswer(Exception):
    """The answer is not one that the question allows; `reason` is for the author."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, kw_only=True)
class AnswerDraft:
    """What the participant has entered; unchecked, and hidden from every log."""

    state: str
    value: object = field(default=None, repr=False)
    certainty: int | None = field(default=None, repr=False)
    reason: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class SaveStamp:
    """Which tab saves, its how-manieth save this is, and the version it last saw (0: none)."""

    tab: str
    sequence: int
    base_version: int


@dataclass(frozen=True, kw_only=True)
class Saved:
    version: int
    saved_at: datetime


@dataclass(frozen=True, kw_only=True)
class Late:
    """An older save of the same tab, or the same one twice; the newer one stays."""

    version: int


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """Another tab has saved in between; nothing was overwritten."""

    current: SavedAnswer


SaveOutcome = Saved | Late | Conflict


def start(*, seat: Seat, by: Membership) -> None:
    """Turn "not started" into "in progress": the only trace of answering that others see."""
    _refuse_others(seat=seat, by=by)
    _refuse_sealed(seat)
    if seat.started_at is None:
        _mark_started(seat=seat, by=by)


def save_answer(
    *, seat: Seat, kind: str, item: str, draft: AnswerDraft, stamp: SaveStamp, by: Membership
) -> SaveOutcome:
    """Save one field of one's own seat; durable when it returns, unless the caller holds a transaction.

    Raises Sealed when it is too late for any change, InvalidAnswer when the question does not allow it.
    """
    _refuse_others(seat=seat, by=by)
    _refuse_sealed(seat)
    fault = stamp_fault(stamp) or draft_fault(instrument_of(seat.round), kind=kind, item=item, draft=draft)
    if fault:
        raise InvalidAnswer(fault)
    if seat.started_at is None:
        _mark_started(seat=seat, by=by)
    now = timezone.now()
    content = {
        "state": draft.state,
        "value": draft.value,
        "certainty": draft.certainty,
        "reason": draft.reason,
        "tab": stamp.tab,
        "sequence": stamp.sequence,
        "saved_at": now,
    }
    version = upsert(seat=seat, kind=kind, item=item, content=content, base_version=stamp.base_version)
    if version is not None:
        return Saved(version=version, saved_at=now)
    current = own_answer(seat=seat, membership=by, kind=kind, item=item)
    assert current is not None  # only a stored answer keeps a new one out
    return Late(version=current.version) if current.tab == stamp.tab else Conflict(current=current)


def stamp_fault(stamp: SaveStamp) -> str | None:
    """Why the stamp is not one that a page has made."""
    if not 0 < len(stamp.tab) <= MAX_TAB or not stamp.tab.isascii() or not stamp.tab.isprintable():
        return "The tab must have a name of at most 36 plain characters."
    if type(stamp.sequence) is not int or not 0 <= stamp.sequence <= MAX_SEQUENCE:
        return "The sequence must be a whole number."
    if type(stamp.base_version) is not int or not 0 <= stamp.base_version <= MAX_VERSION:
        return "The version must be a whole number."
    return None


def draft_fault(instrument: Instrument, *, kind: str, item: str, draft: AnswerDraft) -> str | None:
    """Why the question does not allow this answer; None where it does."""
    if draft.state not in STATES.get(kind, frozenset()):
        return "This question cannot be answered like this."
    if draft.state != State.VALUE and draft.value is not None:
        return "Only an answer carries a value."
    return _extras_fault(kind, draft) or _value_fault(instrument, kind=kind, item=item, draft=draft)


def _extras_fault(kind: str, draft: AnswerDraft) -> str | None:
    if kind != Kind.OWN and (draft.certainty is not None or draft.reason):
        return "Only own answers carry a certainty and a reason."
    if draft.certainty is not None and draft.certainty not in CERTAINTIES:
        return "The certainty must be 1, 2 or 3."
    fault = text_fault(draft.reason, limit=MAX_TEXT)
    return f"The reason {fault}." if fault else None


def _value_fault(instrument: Instrument, *, kind: str, item: str, draft: AnswerDraft) -> str | None:
    if kind == Kind.IMPORTANCE:
        return _importance_fault(instrument, topic=item, draft=draft)
    asked = instrument.item.get(item)
    if asked is None or (kind == Kind.PREDICTION and not asked.is_anchor):
        return "There is no such question."
    if draft.state != State.VALUE:
        return None
    fault = asked.format.fault(draft.value)
    return f"The answer {fault}." if fault else None


def _importance_fault(instrument: Instrument, *, topic: str, draft: AnswerDraft) -> str | None:
    if topic not in instrument.topic:
        return "There is no such topic."
    if draft.state != State.VALUE:
        return None
    rating = draft.value
    if type(rating) is int and IMPORTANCE_MIN <= rating <= IMPORTANCE_MAX:
        return None
    return f"The importance must be a whole number from {IMPORTANCE_MIN} to {IMPORTANCE_MAX}."


def _refuse_others(*, seat: Seat, by: Membership) -> None:
    if not holds(seat=seat, membership=by):
        raise PermissionDenied("Only the holder of a seat answers on it.")


def _refuse_sealed(seat: Seat) -> None:
    found = blockers(MAY_ANSWER, seat_facts(seat=seat))
    if found:
        raise Sealed(found)


@transaction.atomic
def _mark_started(*, seat: Seat, by: Membership) -> None:
    """Conditional, so that two tabs leave one event; a round that has just closed refuses it."""
    now = timezone.now()
    open_seat = Seat.objects.filter(pk=seat.pk, started_at=None, submitted_at=None, round__state="open")
    if open_seat.update(started_at=now):
        audit.record(
            "seat_started",
            organization=seat.round.organization,
            by=by,
            subject_type="seat",
            subject_id=seat.pk,
        )
    seat.started_at = now
