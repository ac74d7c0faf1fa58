"""Reading answer rows: one's own at any time, others' after the reveal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from alignment.access.rules import holds, may_read_results
from alignment.domain.answers import Value
from alignment.models import Answer, Round, Seat
from organizations.models import Membership

Kind = Answer.Kind


@dataclass(frozen=True, kw_only=True, slots=True)
class SavedAnswer:
    """One stored field of a seat; printing it shows nothing of what was answered."""

    state: str
    value: Value | None = field(repr=False)
    certainty: int | None = field(repr=False)
    reason: str = field(repr=False)
    version: int
    tab: str
    sequence: int
    saved_at: datetime


Saved = Mapping[str, Mapping[str, SavedAnswer]]


def readable_answers(*, membership: Membership, round: Round) -> "QuerySet[Answer]":
    """Answer rows of the round that the member may read; empty rather than an error where there are none.

    Of others only what was submitted, and neither predictions nor who said "I don't know": the first are
    their author's alone, the second is an open fact of the pair.
    """
    own = Q(seat__membership=membership) if membership.state == Membership.State.ACTIVE else Q(pk__in=[])
    others = Q(seat__submitted_at__isnull=False) & ~Q(kind=Kind.PREDICTION) & ~Q(state=Answer.State.DONT_KNOW)
    readable = own | others if may_read_results(round=round, membership=membership) else own
    return Answer.unguarded.filter(readable, seat__round=round)


def own_answers(*, seat: Seat, membership: Membership) -> Saved:
    """Everything saved on one's own seat: kind -> item -> answer; PermissionError for another's."""
    if not holds(seat=seat, membership=membership):
        raise PermissionError("Only the holder of a seat reads it here.")
    return _by_kind(seat)


def sealed_answers(*, round: Round) -> Mapping[UUID, Saved]:
    """The door of the reveal: every submitted seat's answers, in the transaction that reveals the round.

    Raises PermissionError anywhere else: for a round that is not revealed, awaits somebody, or is not locked.
    """
    awaited = any(seat.is_required and seat.submitted_at is None for seat in round.loaded_seats)
    if round.state != Round.State.REVEALED or awaited or not connection.in_atomic_block:
        raise PermissionError("The answers of a round are read together at its reveal.")
    submitted = {seat.pk: _empty() for seat in round.loaded_seats if seat.submitted_at is not None}
    rows = Answer.unguarded.filter(seat__in=submitted, seat__round__state=Round.State.REVEALED)
    for row in rows.values("seat", *_FIELDS):
        submitted[row["seat"]][row["kind"]][row["item"]] = _saved(row)
    return submitted


def own_answer(*, seat: Seat, membership: Membership, kind: str, item: str) -> SavedAnswer | None:
    """One field of one's own seat, or None where nothing was saved yet."""
    if not holds(seat=seat, membership=membership):
        raise PermissionError("Only the holder of a seat reads it here.")
    row = Answer.unguarded.filter(seat=seat, kind=kind, item=item).values(*_FIELDS).first()
    return _saved(row) if row else None


_FIELDS = ("kind", "item", "state", "value", "certainty", "reason", "version", "tab", "sequence", "saved_at")


def _by_kind(seat: Seat) -> Saved:
    saved = _empty()
    for row in Answer.unguarded.filter(seat=seat).values(*_FIELDS):
        saved[row["kind"]][row["item"]] = _saved(row)
    return saved


def _empty() -> dict[str, dict[str, SavedAnswer]]:
    return {kind.value: {} for kind in Kind}


def _saved(row: dict[str, Any]) -> SavedAnswer:
    """Any: a row of `values()`, whose columns have as many types."""
    return SavedAnswer(**{name: row[name] for name in _FIELDS[2:]})
