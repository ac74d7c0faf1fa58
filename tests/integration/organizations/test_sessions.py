"""Sessions end in time and on sign-out; one that is over asks for a sign-in and comes back to its page."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.conf import settings
from django.test import Client

from organizations import middleware
from organizations.models import Membership, Person
from tests.factories.organizations import PASSWORD
from tests.fixtures.people import ClientOf

pytestmark = pytest.mark.django_db

PAGE = "/account/settings/"
HTMX = {"HX-Request": "true"}


class Clock:
    """The time that the middleware sees."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock() -> Iterator[Clock]:
    clock = Clock()
    with patch.object(middleware, "time", clock):
        yield clock


def is_signed_in(client: Client, **headers: str) -> bool:
    return client.get(PAGE, headers=headers).status_code == 200


@pytest.mark.parametrize(("pause", "expected"), [(0, True), (1, False)])
def test_two_idle_hours_end_it(
    clock: Clock, ceo: Membership, client_of: ClientOf, pause: int, expected: bool
) -> None:
    client = client_of(ceo)
    assert is_signed_in(client)
    clock.forward(settings.SESSION_IDLE_SECONDS + pause)
    assert is_signed_in(client) is expected


def test_use_keeps_it_until_twelve_hours_in_all(clock: Clock, ceo: Membership, client_of: ClientOf) -> None:
    client = client_of(ceo)
    for _ in range(13):
        assert is_signed_in(client)
        clock.forward(55 * 60)
    clock.forward(6 * 60)
    assert not is_signed_in(client)


def test_a_page_that_only_polls_is_idle(clock: Clock, ceo: Membership, client_of: ClientOf) -> None:
    client = client_of(ceo)
    assert is_signed_in(client)
    answers = []
    for _ in range(5):
        clock.forward(30 * 60)
        answers.append(is_signed_in(client, **{"X-Poll": "1"}))
    assert answers == [True, True, True, True, False]


def test_a_new_password_ends_all_other_sessions(ceo: Membership, client_of: ClientOf) -> None:
    here, elsewhere = client_of(ceo), client_of(ceo)
    here.post("/account/reauthenticate/", {"password": PASSWORD})
    new = "another long walk uphill"
    values = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    answer = here.post("/account/password/change/", values)
    assert answer.status_code == 302
    assert (is_signed_in(here), is_signed_in(elsewhere)) == (True, False)


def test_sign_out_leaves_nothing_behind(ceo: Membership, client_of: ClientOf) -> None:
    client = client_of(ceo)
    assert "Clear-Site-Data" not in client.get(PAGE).headers
    answer = client.post("/account/logout/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert not is_signed_in(client)


def test_a_session_that_ran_out_keeps_what_was_typed(
    clock: Clock, ceo: Membership, client_of: ClientOf
) -> None:
    client = client_of(ceo)
    assert is_signed_in(client)
    clock.forward(settings.SESSION_IDLE_SECONDS + 1)
    assert "Clear-Site-Data" not in client.get(PAGE).headers


@pytest.mark.parametrize(
    ("current", "target"),
    [
        ("http://testserver/o/x/rounds/?a=1", "/account/login/?next=/o/x/rounds/%3Fa%3D1"),
        ("https://evil.example/o/x/", "/account/login/?next=/"),
        ("http://testserver//evil.example/", "/account/login/?next=/"),
        ("", "/account/login/?next=/"),
    ],
)
def test_htmx_is_sent_to_the_sign_in_and_back_to_its_page(client: Client, current: str, target: str) -> None:
    answer = client.post("/theme/", {"theme": "dark"}, headers={**HTMX, "HX-Current-URL": current})
    assert (answer.status_code, answer["HX-Redirect"]) == (200, target)
    assert answer.content == b""


def test_a_page_and_a_form_come_back_to_the_page(client: Client) -> None:
    assert client.get(f"{PAGE}?x=1")["Location"] == "/account/login/?next=/account/settings/%3Fx%3D1"
    answer = client.post("/theme/", {"theme": "dark"}, headers={"Referer": f"http://testserver{PAGE}"})
    assert answer["Location"] == f"/account/login/?next={PAGE}"


def test_times_are_shown_in_the_own_zone(administrator: Membership, client_of: ClientOf) -> None:
    Person.objects.filter(pk=administrator.person_id).update(time_zone="Asia/Kolkata")
    page = client_of(administrator).get(f"/o/{administrator.organization.slug}/people/")
    assert b"Asia/Kolkata" in page.content
