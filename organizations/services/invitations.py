"""Invitations: made and taken back here, mailed by a job that makes the link at that moment."""

import secrets
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from common.rules import Rule, refuse_if_blocked
from organizations import audit
from organizations.domain.letters import Letter
from organizations.domain.permissions import ROLE_LABELS, Permission, Role
from organizations.domain.policies import RESEND_INVITATION, REVOKE_INVITATION, InvitationFacts
from organizations.domain.sides import SIDE_LABELS, Side
from organizations.models import Invitation, Membership, Organization
from organizations.selectors.invitations import hash_token, mail_key
from organizations.services import jobs, mail
from organizations.services.people import Place

VALID_FOR = timedelta(days=7)
TOKEN_BYTES = 32
HIDDEN_TOKEN = "made-when-sent"  # noqa: S105 - stands in the preview for what does not exist yet


class AlreadyMember(Exception):
    """The address belongs to a member, or to an open invitation of this organization."""


@transaction.atomic
def invite(*, organization: Organization, email: str, name: str, place: Place, by: Membership) -> Invitation:
    """Invite an address; the mail is sent by a job."""
    email = email.lower()
    members = Membership.objects.filter(organization=organization, person__email=email)
    if members.exists():
        raise AlreadyMember
    invitation = draft(organization=organization, email=email, name=name, place=place, by=by)
    try:
        with transaction.atomic():
            invitation.save(force_insert=True)
    except IntegrityError as error:  # an open invitation of this address exists
        raise AlreadyMember from error
    record("invitation.made", invitation, by=by)
    ask_for_mail(invitation)
    return invitation


@transaction.atomic
def resend(*, invitation: Invitation, by: Membership) -> None:
    """Send a new link; the old one stops working at once."""
    current = locked(invitation, rules=RESEND_INVITATION)
    current.sendings += 1
    current.token_hash = current.sent_at = current.expires_at = None
    current.save(update_fields=["sendings", "token_hash", "sent_at", "expires_at"])
    record("invitation.resent", current, by=by)
    ask_for_mail(current)


@transaction.atomic
def revoke(*, invitation: Invitation, by: Membership) -> None:
    """Take the invitation back; its link stops working."""
    current = locked(invitation, rules=REVOKE_INVITATION)
    current.revoked_at = timezone.now()
    current.save(update_fields=["revoked_at"])
    record("invitation.revoked", current, by=by)


def send_invitation(*, invitation_id: UUID) -> None:
    """Make the link and mail it; after a failure a new link is made, after a success nothing happens."""
    invitation = Invitation.objects.select_related("organization", "invited_by__person").get(pk=invitation_id)
    if not invitation.invited_by.may(Permission.MANAGE_PEOPLE):
        raise jobs.JobFailed("Whoever invited may no longer invite.")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    waiting = open_invitations(invitation.organization).filter(pk=invitation.pk, sent_at=None)
    if not waiting.update(token_hash=hash_token(token), expires_at=timezone.now() + VALID_FOR):
        return
    mail.deliver(to=invitation.email, letter=letter(invitation, token=token))
    Invitation.objects.filter(pk=invitation.pk, token_hash=hash_token(token)).update(sent_at=timezone.now())


def letter(invitation: Invitation, *, token: str = HIDDEN_TOKEN) -> Letter:
    """Return the exact mail; without a token its link leads nowhere, for the preview."""
    side = SIDE_LABELS[Side(invitation.side)] if invitation.side else ""
    context = {
        "name": invitation.name,
        "organization": invitation.organization.name,
        "inviter": invitation.invited_by.person.name,
        "inviter_title": invitation.invited_by.title,
        "role": ROLE_LABELS[Role(invitation.role)].lower(),
        "side": side.lower(),
        "days": VALID_FOR.days,
        "url": mail.absolute_url(reverse("organizations:invitation", args=[token])),
    }
    return mail.compose(template="organizations/mail/invitation", context=context)


def draft(*, organization: Organization, email: str, name: str, place: Place, by: Membership) -> Invitation:
    """Return an invitation that is not stored: what the preview of its mail is made from."""
    return Invitation(
        organization=organization,
        email=email,
        name=name,
        role=place.role.value,
        side=place.side.value if place.side else "",
        title=place.title,
        is_administrator=place.is_administrator or place.role is Role.ADMINISTRATOR,
        invited_by=by,
    )


def open_invitations(organization: Organization) -> QuerySet[Invitation]:
    return Invitation.objects.filter(organization=organization, accepted_at=None, revoked_at=None)


def locked(invitation: Invitation, *, rules: tuple[Rule[InvitationFacts], ...]) -> Invitation:
    """Return the row locked, if the rules allow the act in its present state."""
    current = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    is_open = current.accepted_at is None and current.revoked_at is None
    refuse_if_blocked(rules, InvitationFacts(is_open=is_open, sendings=current.sendings))
    return current


def ask_for_mail(invitation: Invitation) -> None:
    """Queue the mail; the limit of open jobs a person is for heavy work, not for inviting a board."""
    jobs.enqueue(
        kind="send_invitation",
        subject_id=invitation.pk,
        key=mail_key(invitation),
        organization=invitation.organization,
        by=None,
    )


def record(action: str, invitation: Invitation, *, by: Membership) -> None:
    audit.record(
        action,
        organization=invitation.organization,
        by=by,
        subject_type="invitation",
        subject_id=invitation.pk,
        facts={"role": invitation.role, "side": invitation.side},
    )
