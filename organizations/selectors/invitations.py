"""Invitations as administrators see them, and as the holder of a link sees his."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from organizations.access import unfenced
from organizations.domain.permissions import ROLE_LABELS, Permission, Role
from organizations.domain.policies import SENDINGS_LIMIT
from organizations.models import Invitation, Job, Organization


class Sending(StrEnum):
    """How far the mail of an open invitation is."""

    QUEUED = "queued"
    FAILED = "failed"
    SENT = "sent"
    EXPIRED = "expired"


class Door(StrEnum):
    """What stands behind an invitation's link."""

    OPEN = "open"
    EXPIRED = "expired"
    USED = "used"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class InvitationRow:
    """One line of the list of open invitations."""

    id: UUID
    name: str
    email: str
    role: str
    side: str
    title: str
    sending: Sending
    sent_at: datetime | None
    expires_at: datetime | None
    may_resend: bool


@dataclass(frozen=True, kw_only=True)
class FoundInvitation:
    """What a link leads to; `invitation` only while it can be accepted."""

    door: Door
    invitation: Invitation | None = None


def list_open_invitations(*, organization: Organization) -> tuple[InvitationRow, ...]:
    """Return open invitations, the newest first, with the state of their mail; two queries."""
    rows = list(Invitation.objects.filter(organization=organization, accepted_at=None, revoked_at=None))
    keys = [mail_key(row) for row in rows]
    failed = set(
        Job.objects.filter(organization=organization, key__in=keys, state=Job.State.FAILED).values_list(
            "key", flat=True
        )
    )
    now = timezone.now()
    return tuple(invitation_row(row, is_failed=mail_key(row) in failed, now=now) for row in rows)


def invitation_row(invitation: Invitation, *, is_failed: bool, now: datetime) -> InvitationRow:
    return InvitationRow(
        id=invitation.pk,
        name=invitation.name,
        email=invitation.email,
        role=ROLE_LABELS[Role(invitation.role)],
        side=invitation.side,
        title=invitation.title,
        sending=sending_of(invitation, is_failed=is_failed, now=now),
        sent_at=invitation.sent_at,
        expires_at=invitation.expires_at,
        may_resend=invitation.sendings < SENDINGS_LIMIT,
    )


def sending_of(invitation: Invitation, *, is_failed: bool, now: datetime) -> Sending:
    if invitation.sent_at is None:
        return Sending.FAILED if is_failed else Sending.QUEUED
    is_over = invitation.expires_at is not None and invitation.expires_at <= now
    return Sending.EXPIRED if is_over else Sending.SENT


def get_invitation_or_404(*, organization: Organization, invitation_id: UUID) -> Invitation:
    """Return one invitation of the organization, in whatever state."""
    found = Invitation.objects.filter(organization=organization, pk=invitation_id)
    invitation: Invitation | None = found.select_related("organization", "invited_by__person").first()
    if invitation is None:
        raise Http404("No such invitation.")
    return invitation


def find_invitation(*, token: str) -> FoundInvitation:
    """Return what is behind a link, across the fence: its holder need not belong to anything yet."""
    with unfenced():
        found = Invitation.objects.filter(token_hash=hash_token(token))
        invitation = found.select_related("organization", "invited_by__person").first()
    door = door_of(invitation, now=timezone.now())
    return FoundInvitation(door=door, invitation=invitation if door is Door.OPEN else None)


def door_of(invitation: Invitation | None, *, now: datetime) -> Door:
    if invitation is None:
        return Door.UNKNOWN
    if invitation.accepted_at is not None:
        return Door.USED
    if invitation.revoked_at is not None or not invitation.invited_by.may(Permission.MANAGE_PEOPLE):
        return Door.REVOKED
    if invitation.expires_at is None or invitation.expires_at <= now:
        return Door.EXPIRED
    return Door.OPEN


def hash_token(token: str) -> str:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode("utf-8")).hexdigest()


def mail_key(invitation: Invitation) -> str:
    """Return the key of the job that sends this invitation's present mail."""
    return f"send_invitation:{invitation.pk}:{invitation.sendings}"
