"""Organizations, people and memberships for tests; call them inside or outside of a scope."""

from functools import cache
from itertools import count

from django.contrib.auth.hashers import make_password

from organizations.access import unfenced
from organizations.domain.permissions import Role
from organizations.domain.sides import Side
from organizations.models import Membership, Organization, Person
from tests.factories.auto import AUTO, Auto

PASSWORD = "a long walk by the river"
numbers = count(1)


@cache
def hashed(password: str) -> str:
    """Hash each password once a run: the real hasher is slow on purpose."""
    return make_password(password)


def make_organization(
    *, name: str = "Northlight", slug: str | Auto = AUTO, is_demo: bool = False
) -> Organization:
    own_slug = f"northlight-{next(numbers)}" if slug is AUTO else slug
    return Organization.objects.create(name=name, slug=own_slug, is_demo=is_demo)


def make_person(
    *,
    email: str | Auto = AUTO,
    name: str = "Robin Falk",
    password: str = PASSWORD,
    time_zone: str = "UTC",
) -> Person:
    own_email = f"person-{next(numbers)}@example.com" if email is AUTO else email
    return Person.objects.create(email=own_email, name=name, time_zone=time_zone, password=hashed(password))


def make_membership(
    *,
    organization: Organization | Auto = AUTO,
    role: Role = Role.LEADER,
    side: Side | None | Auto = AUTO,
    title: str = "CEO",
    person: Person | Auto = AUTO,
    is_administrator: bool | Auto = AUTO,
    state: Membership.State = Membership.State.ACTIVE,
) -> Membership:
    """Make one member; the side is business for leaders and none for others unless given."""
    own_side = (Side.BUSINESS if role is Role.LEADER else None) if side is AUTO else side
    with unfenced():
        return Membership.objects.create(
            organization=make_organization() if organization is AUTO else organization,
            person=make_person() if person is AUTO else person,
            role=role.value,
            side=own_side.value if own_side else "",
            title=title,
            is_administrator=role is Role.ADMINISTRATOR if is_administrator is AUTO else is_administrator,
            state=state,
        )
