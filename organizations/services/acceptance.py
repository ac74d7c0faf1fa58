"""Accepting an invitation, exactly once, by whoever holds its link."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from organizations import audit
from organizations.access import organization_scope, unfenced
from organizations.domain.permissions import Permission, Role
from organizations.domain.sides import Side
from organizations.models import Invitation, Membership, Person
from organizations.selectors.invitations import hash_token
from organizations.services.people import Place, add_membership, make_person


class InvitationClosed(Exception):
    """The invitation cannot be accepted: used, revoked, expired, or its sender may no longer invite."""


def accept_as_new(*, token: str, name: str, password: str, time_zone: str) -> Membership:
    """Make the account and the membership in one step; raises InvitationClosed or AddressInUse."""
    with transaction.atomic():
        invitation = claim(token)
        person = make_person(
            name=name, email=invitation.email, password=password, time_zone=time_zone, is_verified=True
        )
        return join(invitation, person)


def accept_as(*, token: str, person: Person) -> Membership:
    """Join with an existing account of the invited address; raises InvitationClosed."""
    with transaction.atomic():
        invitation = claim(token)
        if invitation.email != person.email:
            raise InvitationClosed
        EmailAddress.objects.filter(user=person, email=person.email).update(verified=True)
        return join(invitation, person)


def claim(token: str) -> Invitation:
    """Use the invitation up: one UPDATE decides who was first; an exception later gives it back."""
    now = timezone.now()
    with unfenced():
        usable = Invitation.objects.filter(
            token_hash=hash_token(token), accepted_at=None, revoked_at=None, expires_at__gt=now
        )
        if not usable.update(accepted_at=now):
            raise InvitationClosed
        rows = Invitation.objects.select_related("organization", "invited_by__person")
        invitation = rows.get(token_hash=hash_token(token))
    if not invitation.invited_by.may(Permission.MANAGE_PEOPLE):
        raise InvitationClosed
    return invitation


def join(invitation: Invitation, person: Person) -> Membership:
    """Turn a claimed invitation into a membership."""
    place = Place(
        role=Role(invitation.role),
        side=Side(invitation.side) if invitation.side else None,
        title=invitation.title,
        is_administrator=invitation.is_administrator,
    )
    with organization_scope(invitation.organization):
        if Membership.objects.filter(organization=invitation.organization, person=person).exists():
            raise InvitationClosed
        membership = add_membership(organization=invitation.organization, person=person, place=place)
        Invitation.objects.filter(pk=invitation.pk).update(accepted_by=membership)
        audit.record(
            "invitation.accepted",
            organization=invitation.organization,
            by=membership,
            subject_type="invitation",
            subject_id=invitation.pk,
        )
    return membership
