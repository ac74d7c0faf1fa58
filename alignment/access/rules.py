"""The sentence that decides: one's own seat always; everything else only after the reveal, and by role."""

from alignment.models import Round, Seat
from organizations.domain.permissions import Permission
from organizations.models import Membership


def may_read_results(*, round: Round, membership: Membership) -> bool:
    """Whether the round is revealed and the member's role sees results."""
    return (
        round.organization_id == membership.organization_id
        and round.state == Round.State.REVEALED
        and membership.may(Permission.SEE_RESULTS)
    )


def may_read_seat(*, seat: Seat, membership: Membership) -> bool:
    """Whether the member may read what was answered on this seat.

    An optional seat that was never submitted stays its holder's alone, even after the reveal; and
    predictions never leave their author (`readable_answers` leaves them out).
    """
    if holds(seat=seat, membership=membership):
        return True
    return seat.submitted_at is not None and may_read_results(round=seat.round, membership=membership)


def holds(*, seat: Seat, membership: Membership) -> bool:
    """Whether the seat is this member's own, and the member still belongs to the organization."""
    return seat.membership_id == membership.pk and membership.state == Membership.State.ACTIVE
