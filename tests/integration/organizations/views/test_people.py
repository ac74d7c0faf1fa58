"""The people page, changing members, settings and deletion."""

from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from organizations.access import unfenced
from organizations.models import Membership, Organization
from tests.factories.invitations import EMAIL, make_invitation
from tests.factories.organizations import make_membership, make_person
from tests.fixtures.people import ClientOf

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(administrator: Membership, client_of: ClientOf) -> Client:
    return client_of(administrator)


def url(membership: Membership, rest: str = "people/") -> str:
    return f"/o/{membership.organization.slug}/{rest}"


def current(membership: Membership) -> Membership:
    with unfenced():
        return Membership.objects.get(pk=membership.pk)


def test_members_see_names_and_administrators_see_addresses(
    admin: Client, administrator: Membership, ceo: Membership, client_of: ClientOf
) -> None:
    make_invitation(by=administrator)
    seen = client_of(ceo).get(url(ceo)).content.decode()
    assert "Carla Brandt" in seen
    assert "Anneke Moll" in seen
    assert "@northlight.example" not in seen
    seen = admin.get(url(ceo)).content.decode()
    assert "carla@northlight.example" in seen
    assert EMAIL in seen


def test_the_page_costs_the_same_with_more_people(
    admin: Client, administrator: Membership, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def fill(count: int) -> None:
        for _ in range(count):
            make_membership(organization=administrator.organization)
            make_invitation(by=administrator, email=f"{uuid4().hex}@northlight.example")

    fill(1)
    admin.get(url(administrator))
    with django_assert_num_queries(6):
        admin.get(url(administrator))
    fill(8)
    with django_assert_num_queries(6):
        admin.get(url(administrator))


def test_a_member_is_changed(admin: Client, ceo: Membership) -> None:
    page = admin.post(url(ceo, f"people/{ceo.pk}/"), {"role": "facilitator", "side": "", "title": "Guest"})
    assert page["Location"] == url(ceo)
    assert (current(ceo).role, current(ceo).side, current(ceo).title) == ("facilitator", "", "Guest")


def test_a_leader_needs_a_side(admin: Client, ceo: Membership) -> None:
    page = admin.post(url(ceo, f"people/{ceo.pk}/"), {"role": "leader", "side": "", "title": ""})
    assert b"A leader answers for one side" in page.content
    assert current(ceo).side == "business"


def test_the_last_administrator_is_told_why_not(admin: Client, administrator: Membership) -> None:
    change = admin.post(url(administrator, f"people/{administrator.pk}/"), {"role": "facilitator"})
    assert b"last administrator" in change.content
    leave = admin.post(url(administrator, f"people/{administrator.pk}/deactivate/"), follow=True)
    assert b"last administrator" in leave.content
    assert current(administrator).is_administrator


def test_deactivation_and_back(admin: Client, ceo: Membership, client_of: ClientOf) -> None:
    admin.post(url(ceo, f"people/{ceo.pk}/deactivate/"))
    assert current(ceo).state == "deactivated"
    assert client_of(ceo).get(url(ceo)).status_code == 302  # the session it was made for has ended
    assert b"Reactivate" in admin.get(url(ceo, f"people/{ceo.pk}/")).content
    admin.post(url(ceo, f"people/{ceo.pk}/reactivate/"))
    assert current(ceo).state == "active"


def test_the_organization_is_renamed(admin: Client, administrator: Membership) -> None:
    admin.post(url(administrator, "settings/"), {"name": "Northlight Group"})
    assert Organization.objects.get(pk=administrator.organization_id).name == "Northlight Group"
    assert b"<title>Error: " in admin.post(url(administrator, "settings/"), {"name": ""}).content


def test_deletion_needs_the_exact_name(admin: Client, administrator: Membership) -> None:
    page = admin.post(url(administrator, "settings/delete/"), {"name": "northlight"})
    assert b"This is not the name" in page.content
    assert Organization.objects.filter(pk=administrator.organization_id).exists()
    page = admin.post(url(administrator, "settings/delete/"), {"name": "Northlight"}, follow=True)
    assert b"You belong to no organization yet" in page.content
    assert not Organization.objects.filter(pk=administrator.organization_id).exists()


def test_names_of_people_are_only_text(admin: Client, administrator: Membership) -> None:
    person = make_person(name="<b>Bold</b>")
    make_membership(organization=administrator.organization, person=person)
    page = admin.get(url(administrator)).content.decode()
    assert "&lt;b&gt;Bold" in page
    assert "<b>Bold" not in page
