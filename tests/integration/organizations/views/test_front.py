"""The ways in: front page, start, list of organizations, theme and own settings."""

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from organizations.models import Membership, Organization, Person
from tests.factories.organizations import PASSWORD, make_membership, make_organization, make_person
from tests.fixtures.people import ClientOf

pytestmark = pytest.mark.django_db

START = {
    "name": "Ada Lind",
    "organization": "Harbour Works",
    "title": "CEO",
    "side": "business",
    "email": "ada@harbour.example",
    "password": PASSWORD,
    "time_zone": "Europe/Oslo",
}


def test_the_front_page_is_open_and_leads_on(client: Client) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert b'href="/start/"' in page.content
    assert b'href="/account/login/"' in page.content


def test_starting_makes_everything_and_signs_in(client: Client) -> None:
    page = client.post("/start/", START)
    assert (page.status_code, page["Location"]) == (302, "/o/harbour-works/")
    assert client.get("/o/harbour-works/").status_code == 200
    assert client.get("/")["Location"] == "/o/harbour-works/"
    assert client.get("/account/sessions/").content.count(b"127.0.0.1") == 1
    assert [message.subject for message in mail.outbox] == ["Confirm your e-mail address for Parallax"]
    assert "http://testserver/account/confirm-email/" in str(mail.outbox[0].body)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("password", "short"),
        ("password", "password1234"),
        ("email", "nobody"),
        ("side", "both"),
        ("time_zone", "Mars/Base"),
        ("name", "see https://evil.example"),
        ("organization", "A\u202eB"),
        ("organization", ""),
    ],
)
def test_a_faulty_field_is_shown_in_place(client: Client, field: str, value: str) -> None:
    page = client.post("/start/", {**START, field: value})
    assert page.status_code == 200
    assert b"<title>Error: " in page.content
    assert not Organization.objects.exists()
    assert not Person.objects.exists()


def test_an_address_in_use_is_refused(client: Client) -> None:
    make_person(email=START["email"])
    page = client.post("/start/", START)
    assert b"cannot be made with this address" in page.content


def test_where_strangers_may_not_start_only_the_first_may(client: Client, settings: Settings) -> None:
    settings.START_IS_OPEN = False
    make_organization(is_demo=True)
    assert client.get("/start/").status_code == 200
    make_organization()
    page = client.post("/start/", START)
    assert page.status_code == 403
    assert not Person.objects.exists()
    assert b'href="/start/"' not in client.get("/").content


def test_somebody_with_an_account_starts_another(ceo: Membership, client_of: ClientOf) -> None:
    client = client_of(ceo)
    assert b'name="password"' not in client.get("/start/").content
    client.post("/start/", {"organization": "Second", "title": "Chair", "side": "technology"})
    listed = client.get("/").content
    assert b'href="/o/second/"' in listed
    assert f'href="/o/{ceo.organization.slug}/"'.encode() in listed


def test_starting_too_often_is_refused(client: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"start": "2/h/ip"}
    answers = [
        Client().post("/start/", {**START, "email": f"p{number}@harbour.example"}) for number in range(3)
    ]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert Organization.objects.count() == 2


def test_somebody_without_an_organization_is_told_what_to_do(client_of: ClientOf) -> None:
    member = make_membership(state=Membership.State.DEACTIVATED)
    page = client_of(member).get("/")
    assert b"You belong to no organization yet" in page.content


def test_own_settings_are_kept(ceo: Membership, client_of: ClientOf) -> None:
    client = client_of(ceo)
    values = {"name": "Carla B.", "time_zone": "Asia/Kolkata", "theme": "dark"}
    assert client.post("/account/settings/", values).status_code == 302
    ceo.person.refresh_from_db()
    assert (ceo.person.name, ceo.person.time_zone, ceo.person.theme) == ("Carla B.", "Asia/Kolkata", "dark")
    page = client.post("/account/settings/", {**values, "time_zone": "Nowhere"})
    assert b"<title>Error: " in page.content


@pytest.mark.parametrize(
    ("wanted", "target"), [("/start/", "/start/"), ("https://evil.example/", "/"), ("//evil.example", "/")]
)
def test_the_theme_is_kept_and_leads_back_to_us_only(
    ceo: Membership, client_of: ClientOf, wanted: str, target: str
) -> None:
    client = client_of(ceo)
    page = client.post("/theme/", {"theme": "dark", "next": wanted})
    assert page["Location"] == target
    assert client.post("/theme/", {"theme": "light"}, headers={"HX-Request": "true"}).status_code == 204
    assert client.post("/theme/", {"theme": "pink"}).status_code == 400
    ceo.person.refresh_from_db()
    assert ceo.person.theme == "light"
