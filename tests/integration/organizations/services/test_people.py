"""Starting an organization, and changing what its members are."""

from collections.abc import Iterator
from threading import Barrier, Thread

import pytest
from allauth.account.models import EmailAddress
from django.db import connection

from common.rules import Refused
from organizations.access import organization_scope, unfenced
from organizations.domain.permissions import Permission, Role
from organizations.domain.sides import Side
from organizations.models import AuditEvent, Membership, Organization, Person
from organizations.services.people import (
    AddressInUse,
    change_membership,
    deactivate_membership,
    reactivate_membership,
    start_organization,
)
from tests.factories.organizations import PASSWORD, make_membership, make_organization, make_person
from tests.fixtures.people import ClientOf


@pytest.fixture
def scoped(db: None, organization: Organization) -> Iterator[None]:
    with organization_scope(organization):
        yield


def start(*, name: str = "Harbour Works", email: str = "Ada@Harbour.example") -> Membership:
    return start_organization(
        name=name,
        person_name="Ada Lind",
        email=email,
        password=PASSWORD,
        title="CEO",
        side=Side.BUSINESS,
        time_zone="Europe/Oslo",
    )


def change_to(membership: Membership, role: Role, *, by: Membership) -> None:
    change_membership(
        membership=membership,
        role=role,
        side=Side.TECHNOLOGY,
        title="CIO",
        is_administrator=False,
        by=by,
    )


def actions() -> list[str]:
    return list(AuditEvent.objects.values_list("action", flat=True))


@pytest.mark.django_db
def test_the_first_person_leads_and_administers() -> None:
    membership = start()
    assert membership.permissions >= {Permission.ANSWER_ROUNDS, Permission.MANAGE_PEOPLE}
    assert (membership.side, membership.organization.slug) == ("business", "harbour-works")
    assert membership.person.email == "ada@harbour.example"
    assert membership.person.check_password(PASSWORD)
    address = EmailAddress.objects.get(user=membership.person)
    assert (address.primary, address.verified) == (True, False)
    with organization_scope(membership.organization):
        assert actions() == ["organization.started"]


@pytest.mark.django_db
def test_an_address_in_use_makes_nothing() -> None:
    make_person(email="ada@harbour.example")
    with pytest.raises(AddressInUse):
        start()
    assert not Organization.objects.exists()


@pytest.mark.django_db
def test_two_organizations_of_one_name_get_two_addresses() -> None:
    slugs = {start(email=f"p{number}@example.com").organization.slug for number in range(3)}
    assert len(slugs) == 3


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["!!!", "北光", " "])
def test_a_name_without_letters_for_an_address_gets_a_plain_one(name: str) -> None:
    assert start(name=name).organization.slug == "organization"


def test_a_change_of_role_ends_the_sessions(
    scoped: None, cto: Membership, administrator: Membership, client_of: ClientOf
) -> None:
    client = client_of(cto)
    change_to(cto, Role.LEADER, by=administrator)
    assert client.get("/account/settings/").status_code == 200
    change_to(cto, Role.FACILITATOR, by=administrator)
    assert client.get("/account/settings/").status_code == 302
    cto.refresh_from_db()
    assert (cto.role, cto.title) == ("facilitator", "CIO")
    assert actions() == ["membership.changed", "membership.changed"]


def test_deactivation_takes_rights_and_sessions_and_can_be_undone(
    scoped: None, cto: Membership, administrator: Membership, client_of: ClientOf
) -> None:
    client = client_of(cto)
    deactivate_membership(membership=cto, by=administrator)
    assert client.get("/account/settings/").status_code == 302
    fresh = client_of(Membership.objects.select_related("person").get(pk=cto.pk))
    home = f"/o/{cto.organization.slug}/"
    assert fresh.get(home).status_code == 404
    reactivate_membership(membership=cto, by=administrator)
    assert fresh.get(home).status_code == 200
    assert actions() == ["membership.deactivated", "membership.reactivated"]


def test_repeating_has_no_effect(scoped: None, cto: Membership, administrator: Membership) -> None:
    reactivate_membership(membership=cto, by=administrator)
    for _ in range(2):
        deactivate_membership(membership=cto, by=administrator)
    assert actions() == ["membership.deactivated"]


def test_the_last_administrator_stays(scoped: None, administrator: Membership, ceo: Membership) -> None:
    make_membership(
        organization=ceo.organization,
        role=Role.ADMINISTRATOR,
        state=Membership.State.DEACTIVATED,
    )
    with pytest.raises(Refused):
        deactivate_membership(membership=administrator, by=administrator)
    with pytest.raises(Refused):
        change_membership(
            membership=administrator,
            role=Role.FACILITATOR,
            side=None,
            title="",
            is_administrator=False,
            by=administrator,
        )
    assert actions() == []
    change_membership(
        membership=ceo,
        role=Role.LEADER,
        side=Side.BUSINESS,
        title="CEO",
        is_administrator=True,
        by=administrator,
    )
    deactivate_membership(membership=administrator, by=administrator)


def test_two_administrators_cannot_remove_each_other(committed: None) -> None:
    organization = make_organization()
    both = [make_membership(organization=organization, role=Role.ADMINISTRATOR) for _ in range(2)]
    together = Barrier(2)

    def remove(target: Membership, by: Membership) -> None:
        try:
            together.wait()
            with organization_scope(organization):
                deactivate_membership(membership=target, by=by)
        except Refused:
            pass
        finally:
            connection.close()

    threads = [Thread(target=remove, args=pair) for pair in (both, both[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with unfenced():
        assert Membership.objects.filter(state=Membership.State.ACTIVE).count() == 1


@pytest.mark.django_db
def test_a_person_may_belong_to_several_organizations() -> None:
    person = make_person()
    for _ in range(2):
        make_membership(person=person)
    with unfenced():
        assert Person.objects.get(pk=person.pk).memberships.count() == 2
