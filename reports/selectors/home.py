"""What the home page stands on: rounds with their seats, and whether both sides have a leader."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch

from alignment.models import Round, Seat
from alignment.selectors.rounds import progress_of
from organizations.domain.permissions import Permission, Role
from organizations.domain.sides import SIDE_LABELS
from organizations.models import Membership, Organization
from reports.domain.next_step import HomeFacts, RoundFacts

GLANCED = 8


@dataclass(frozen=True, kw_only=True)
class RoundGlance:
    """One line of the rounds at a glance."""

    id: UUID
    title: str
    state: str
    state_word: str
    at: datetime
    people: str


@dataclass(frozen=True, kw_only=True)
class Home:
    facts: HomeFacts
    rounds: tuple[RoundGlance, ...]


def get_home(*, organization: Organization, membership: Membership) -> Home:
    """Return the newest rounds and what follows for this member, in three queries at most."""
    seats = Seat.objects.select_related("membership__person").order_by("side", "position")
    found = Round.objects.filter(organization=organization).prefetch_related(
        Prefetch("seats", queryset=seats)
    )
    may_see_rounds = membership.may(Permission.SEE_ROUNDS)
    rounds: list[Round] = list(found.exclude(state=Round.State.CANCELLED)[:GLANCED]) if may_see_rounds else []
    facts = HomeFacts(
        may_see_rounds=may_see_rounds,
        may_read_documents=membership.may(Permission.READ_DOCUMENTS),
        may_run_rounds=membership.may(Permission.RUN_ROUNDS),
        may_see_results=membership.may(Permission.SEE_RESULTS),
        may_invite=membership.may(Permission.MANAGE_PEOPLE),
        missing_sides=missing_sides(organization=organization),
        rounds=tuple(round_facts(round, membership) for round in rounds),
    )
    return Home(facts=facts, rounds=tuple(glance(round) for round in rounds))


def missing_sides(*, organization: Organization) -> tuple[str, ...]:
    """Return the names of the sides without an active leader."""
    leaders = Membership.objects.filter(
        organization=organization, role=Role.LEADER, state=Membership.State.ACTIVE
    )
    present = set(leaders.values_list("side", flat=True))
    return tuple(label.lower() for side, label in SIDE_LABELS.items() if side not in present)


def round_facts(round: Round, membership: Membership) -> RoundFacts:
    """Only what everybody may know: who has submitted, never what or how much."""
    seats = round.seats.all()  # fetched with the rounds
    own = next((seat for seat in seats if seat.membership_id == membership.pk), None)
    required = [seat for seat in seats if seat.is_required and seat.submitted_at is None]
    return RoundFacts(
        id=str(round.pk),
        title=round.title,
        state=round.state,
        seats=len(seats),
        submitted=sum(seat.submitted_at is not None for seat in seats),
        own=progress_of(own).value if own else "",
        waiting_for=tuple(seat.membership.person.name for seat in required if seat != own),
    )


def glance(round: Round) -> RoundGlance:
    return RoundGlance(
        id=round.pk,
        title=round.title,
        state=round.state,
        state_word=Round.State(round.state).label,
        at=round.revealed_at or round.opened_at or round.created_at,
        people=", ".join(seat.membership.person.name for seat in round.seats.all()),
    )
