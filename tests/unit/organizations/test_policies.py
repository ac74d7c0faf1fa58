"""Rules about memberships and invitations, both sides of each threshold."""

import pytest

from common.rules import Refused, blockers, refuse_if_blocked
from organizations.domain.permissions import Permission, Role, permissions_of
from organizations.domain.policies import (
    CHANGE_MEMBERSHIP,
    RESEND_INVITATION,
    REVOKE_INVITATION,
    SENDINGS_LIMIT,
    InvitationFacts,
    MembershipChange,
)


@pytest.mark.parametrize(
    ("was", "stays", "others", "codes"),
    [
        (True, False, 0, ["last_administrator"]),
        (True, False, 1, []),
        (True, True, 0, []),
        (False, False, 0, []),
    ],
)
def test_the_last_administrator_cannot_leave(was: bool, stays: bool, others: int, codes: list[str]) -> None:
    facts = MembershipChange(was_administrator=was, stays_administrator=stays, other_administrators=others)
    assert [blocker.code for blocker in blockers(CHANGE_MEMBERSHIP, facts)] == codes


@pytest.mark.parametrize(
    ("is_open", "sendings", "resend", "revoke"),
    [
        (True, 1, [], []),
        (True, SENDINGS_LIMIT - 1, [], []),
        (True, SENDINGS_LIMIT, ["sent_too_often"], []),
        (False, 1, ["ended"], ["ended"]),
    ],
)
def test_an_invitation_is_sent_again_a_few_times(
    is_open: bool, sendings: int, resend: list[str], revoke: list[str]
) -> None:
    facts = InvitationFacts(is_open=is_open, sendings=sendings)
    assert [blocker.code for blocker in blockers(RESEND_INVITATION, facts)] == resend
    assert [blocker.code for blocker in blockers(REVOKE_INVITATION, facts)] == revoke


def test_a_refusal_carries_every_reason() -> None:
    facts = InvitationFacts(is_open=False, sendings=SENDINGS_LIMIT)
    with pytest.raises(Refused) as refusal:
        refuse_if_blocked(RESEND_INVITATION, facts)
    assert [blocker.code for blocker in refusal.value.blockers] == ["ended", "sent_too_often"]


@pytest.mark.parametrize("role", list(Role))
def test_administration_adds_rights_and_takes_none(role: Role) -> None:
    alone = permissions_of(role=role, is_administrator=False)
    both = permissions_of(role=role, is_administrator=True)
    assert alone <= both
    assert Permission.MANAGE_PEOPLE in both


def test_an_administrator_alone_sees_no_results() -> None:
    assert Permission.SEE_RESULTS not in permissions_of(role=Role.ADMINISTRATOR, is_administrator=True)
