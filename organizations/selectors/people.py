"""Who belongs to an organization, and to which organizations a person belongs."""

from uuid import UUID

from django.http import Http404

from organizations.access import unfenced
from organizations.domain.permissions import Role
from organizations.models import Membership, Organization, Person


def list_memberships(*, organization: Organization) -> tuple[Membership, ...]:
    """Return all members with their person: active ones first, then by name."""
    rows = Membership.objects.filter(organization=organization).select_related("person", "organization")
    return tuple(rows.order_by("state", "person__name", "pk"))


def get_membership_or_404(*, organization: Organization, membership_id: UUID) -> Membership:
    """Return one member with the person."""
    rows = Membership.objects.filter(organization=organization, pk=membership_id)
    membership: Membership | None = rows.select_related("person", "organization").first()
    if membership is None:
        raise Http404("No such member.")
    return membership


def list_leaders(*, organization: Organization) -> tuple[Membership, ...]:
    """Return the active leaders, who may hold seats in rounds."""
    rows = Membership.objects.filter(
        organization=organization, role=Role.LEADER.value, state=Membership.State.ACTIVE
    )
    return tuple(rows.select_related("person", "organization").order_by("side", "person__name", "pk"))


def list_organizations_of(*, person: Person) -> tuple[Membership, ...]:
    """Return the person's active memberships with their organizations, across the fence."""
    with unfenced():
        rows = Membership.objects.filter(person=person, state=Membership.State.ACTIVE)
        return tuple(rows.select_related("organization").order_by("organization__name", "pk"))


def a_real_organization_exists() -> bool:
    """Say whether this installation has been taken into use; demos do not count."""
    return Organization.objects.filter(is_demo=False).exists()


def person_exists(*, email: str) -> bool:
    return Person.objects.filter(email=email.lower()).exists()
