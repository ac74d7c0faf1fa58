"""People and their memberships: starting an organization, changing roles, leaving and coming back."""

from dataclasses import dataclass
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.crypto import get_random_string
from django.utils.text import slugify

from common.rules import refuse_if_blocked
from organizations import audit
from organizations.access import organization_scope
from organizations.domain.permissions import Role
from organizations.domain.policies import CHANGE_MEMBERSHIP, MembershipChange
from organizations.domain.sides import Side
from organizations.models import Membership, Organization, Person


class AddressInUse(Exception):
    """A person with this e-mail address exists."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """What somebody is to be in an organization."""

    role: Role
    side: Side | None
    title: str
    is_administrator: bool


@transaction.atomic
def start_organization(
    *, name: str, person_name: str, email: str, password: str, title: str, side: Side, time_zone: str
) -> Membership:
    """Make an organization with its first person, who leads on one side and administers."""
    person = make_person(
        name=person_name, email=email, password=password, time_zone=time_zone, is_verified=False
    )
    return found_organization(name=name, person=person, title=title, side=side)


@transaction.atomic
def found_organization(
    *, name: str, person: Person, title: str, side: Side, is_demo: bool = False
) -> Membership:
    """Make a further organization for somebody who has an account."""
    organization = Organization.objects.create(id=uuid4(), name=name, slug=free_slug(name), is_demo=is_demo)
    place = Place(role=Role.LEADER, side=side, title=title, is_administrator=True)
    with organization_scope(organization):
        membership = add_membership(organization=organization, person=person, place=place)
        audit.record(
            "organization.started",
            organization=organization,
            by=membership,
            subject_type="organization",
            subject_id=organization.pk,
        )
    return membership


def make_person(*, name: str, email: str, password: str, time_zone: str, is_verified: bool) -> Person:
    """Make an account; `is_verified` says that the address has been shown to be theirs."""
    try:
        with transaction.atomic():
            person = Person.objects.create_user(email, password, name=name, time_zone=time_zone)
    except IntegrityError as error:
        raise AddressInUse from error
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=is_verified)
    return person


def add_membership(*, organization: Organization, person: Person, place: Place) -> Membership:
    """Make the row; inside the organization's scope."""
    return Membership.objects.create(
        organization=organization,
        person=person,
        role=place.role.value,
        side=place.side.value if place.side else "",
        title=place.title,
        is_administrator=place.is_administrator or place.role is Role.ADMINISTRATOR,
    )


@transaction.atomic
def change_membership(
    *,
    membership: Membership,
    role: Role,
    side: Side | None,
    title: str,
    is_administrator: bool,
    by: Membership,
) -> Membership:
    """Change what a member is; changed rights end the member's sessions."""
    administers = is_administrator or role is Role.ADMINISTRATOR
    current = locked_for_change(membership, stays_administrator=administers)
    old_rights = (current.role, current.is_administrator)
    current.role, current.side, current.title = role.value, side.value if side else "", title
    current.is_administrator = administers
    current.save(update_fields=["role", "side", "title", "is_administrator"])
    if old_rights != (current.role, current.is_administrator):
        end_sessions(person=current.person)
    facts: dict[str, audit.Fact] = {"role": current.role, "side": current.side}
    facts["is_administrator"] = administers
    record("membership.changed", current, by=by, facts=facts)
    return current


@transaction.atomic
def deactivate_membership(*, membership: Membership, by: Membership) -> None:
    """Take all rights in this organization away; what the person has said stays."""
    current = locked_for_change(membership, stays_administrator=False)
    if current.state == Membership.State.ACTIVE:
        current.state = Membership.State.DEACTIVATED
        current.save(update_fields=["state"])
        end_sessions(person=current.person)
        record("membership.deactivated", current, by=by)


@transaction.atomic
def reactivate_membership(*, membership: Membership, by: Membership) -> None:
    """Give the rights of the role back."""
    deactivated = Membership.objects.filter(pk=membership.pk, state=Membership.State.DEACTIVATED)
    if deactivated.update(state=Membership.State.ACTIVE):
        record("membership.reactivated", membership, by=by)


def end_sessions(*, person: Person) -> None:
    """Sign the person out everywhere: sessions carry the epoch they began in."""
    Person.objects.filter(pk=person.pk).update(session_epoch=F("session_epoch") + 1)


@transaction.atomic
def change_person(*, person: Person, name: str, time_zone: str, theme: str) -> None:
    """Change what is the person's own, whatever the organization."""
    person.name, person.time_zone, person.theme = name, time_zone, theme
    person.save(update_fields=["name", "time_zone", "theme"])


def choose_theme(*, person: Person, theme: str) -> None:
    Person.objects.filter(pk=person.pk).update(theme=theme)


def locked_for_change(membership: Membership, *, stays_administrator: bool) -> Membership:
    """Return the row locked, with all administrators: two of them cannot remove each other at once."""
    rows = Membership.objects.select_for_update(of=("self",)).select_related("person")
    members = rows.filter(organization=membership.organization).order_by("pk")
    administrators = members.filter(is_administrator=True, state=Membership.State.ACTIVE)
    active = {row.pk for row in administrators}
    current = members.get(pk=membership.pk)
    facts = MembershipChange(
        was_administrator=current.pk in active,
        stays_administrator=stays_administrator,
        other_administrators=len(active - {current.pk}),
    )
    refuse_if_blocked(CHANGE_MEMBERSHIP, facts)
    return current


def record(
    action: str, membership: Membership, *, by: Membership, facts: dict[str, audit.Fact] | None = None
) -> None:
    audit.record(
        action,
        organization=membership.organization,
        by=by,
        subject_type="membership",
        subject_id=membership.pk,
        facts=facts,
    )


def free_slug(name: str) -> str:
    """Return an address for the organization; names that are taken get letters that tell nothing."""
    slug = slugify(name)[:50].strip("-") or "organization"
    if Organization.objects.filter(slug=slug).exists():
        return f"{slug}-{get_random_string(5, 'abcdefghjkmnpqrstuvwxyz23456789')}"
    return slug
