"""When memberships and invitations may be changed; who may do it is decided by permissions."""

from dataclasses import dataclass

from common.rules import Blocker, Rule

SENDINGS_LIMIT = 5


@dataclass(frozen=True, kw_only=True)
class MembershipChange:
    """What the rules ask about a change of one membership."""

    was_administrator: bool  # active, and administers
    stays_administrator: bool
    other_administrators: int


@dataclass(frozen=True, kw_only=True)
class InvitationFacts:
    """What the rules ask about an invitation."""

    is_open: bool
    sendings: int = 1


def an_administrator_remains(facts: MembershipChange) -> Blocker | None:
    if not facts.was_administrator or facts.stays_administrator or facts.other_administrators:
        return None
    reason = "This is the last administrator. Make somebody else an administrator first."
    return Blocker(code="last_administrator", reason=reason)


def invitation_is_open(facts: InvitationFacts) -> Blocker | None:
    if facts.is_open:
        return None
    return Blocker(code="ended", reason="The invitation has been accepted or revoked.")


def invitation_was_not_sent_too_often(facts: InvitationFacts) -> Blocker | None:
    if facts.sendings < SENDINGS_LIMIT:
        return None
    reason = f"It has been sent {SENDINGS_LIMIT} times. Revoke it and ask the person another way."
    return Blocker(code="sent_too_often", reason=reason)


CHANGE_MEMBERSHIP: tuple[Rule[MembershipChange], ...] = (an_administrator_remains,)
RESEND_INVITATION: tuple[Rule[InvitationFacts], ...] = (invitation_is_open, invitation_was_not_sent_too_often)
REVOKE_INVITATION: tuple[Rule[InvitationFacts], ...] = (invitation_is_open,)
