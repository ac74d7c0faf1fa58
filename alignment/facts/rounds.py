"""What the rules of rounds ask about, gathered from loaded rows."""

from collections.abc import Iterable
from datetime import datetime

from alignment.domain.policies import RoundFacts, SeatFacts
from alignment.models import Round, Seat
from organizations.domain.permissions import Permission
from organizations.domain.sides import Side


def round_facts(*, round: Round, seats: Iterable[Seat]) -> RoundFacts:
    """Gather what the rules about a round ask; the seats have their people loaded."""
    rows = list(seats)
    required = [seat.side for seat in rows if seat.is_required]
    return RoundFacts(
        state=round.state,
        required_business=required.count(Side.BUSINESS),
        required_technology=required.count(Side.TECHNOLOGY),
        unable=tuple(seat.membership.person.name for seat in rows if not _is_able(seat)),
    )


def seat_facts(*, seat: Seat, answers: int = 0, now: datetime | None = None) -> SeatFacts:
    """Gather what the rules about a seat ask; the seat has its round and its membership loaded."""
    return SeatFacts(
        round_state=seat.round.state,
        is_submitted=seat.submitted_at is not None,
        answers=answers,
        is_able=_is_able(seat),
        reminders=seat.reminders,
        reminded_at=seat.reminded_at,
        now=now,
    )


def _is_able(seat: Seat) -> bool:
    return seat.membership.may(Permission.ANSWER_ROUNDS)
