"""Invitations for tests, sent by the same service as in production."""

from dataclasses import dataclass

from django.core import mail

from organizations.access import organization_scope
from organizations.domain.permissions import Role
from organizations.domain.sides import Side
from organizations.models import Invitation, Membership
from organizations.services import invitations
from organizations.services.people import Place

EMAIL = "ines@northlight.example"


@dataclass(frozen=True, kw_only=True)
class SentInvitation:
    """An invitation whose mail has arrived."""

    invitation: Invitation
    token: str

    @property
    def path(self) -> str:
        return f"/invitation/{self.token}/"


def make_invitation(
    *,
    by: Membership,
    email: str = EMAIL,
    name: str = "Ines Kaya",
    role: Role = Role.LEADER,
    side: Side | None = Side.TECHNOLOGY,
    title: str = "CTO",
    is_administrator: bool = False,
) -> Invitation:
    """Make an invitation whose mail waits to be sent; `by` must administer."""
    place = Place(role=role, side=side, title=title, is_administrator=is_administrator)
    with organization_scope(by.organization):
        return invitations.invite(organization=by.organization, email=email, name=name, place=place, by=by)


def send(invitation: Invitation) -> SentInvitation:
    """Send the mail and read the token out of it: nothing else ever knows it."""
    with organization_scope(invitation.organization):
        invitations.send_invitation(invitation_id=invitation.pk)
        invitation.refresh_from_db()
    text = str(mail.outbox[-1].body)
    token = text.partition("/invitation/")[2].partition("/")[0]
    return SentInvitation(invitation=invitation, token=token)
