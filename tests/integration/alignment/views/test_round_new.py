"""Making a round."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alignment.models import Round
from organizations.access import organization_scope
from organizations.models import Membership
from tests.fixtures.people import ClientOf

pytestmark = pytest.mark.django_db


def url_of(member: Membership) -> str:
    return reverse("alignment:round_new", args=[member.organization.slug])


def rounds_of(member: Membership) -> list[Round]:
    with organization_scope(member.organization):
        return list(Round.objects.all())


def test_makes_a_draft_and_goes_to_its_set_up(client_of: ClientOf, facilitator: Membership) -> None:
    due_on = timezone.localdate() + timedelta(days=7)
    sent = {"title": "Before the budget", "form": "short", "due_on": due_on.isoformat()}
    response = client_of(facilitator).post(url_of(facilitator), sent)
    (made,) = rounds_of(facilitator)
    assert response["Location"] == reverse("alignment:round", args=[facilitator.organization.slug, made.pk])
    assert (made.title, made.form, made.due_on, made.state) == ("Before the budget", "short", due_on, "draft")


def test_suggests_a_title(client_of: ClientOf, facilitator: Membership) -> None:
    html = client_of(facilitator).get(url_of(facilitator)).content.decode()
    assert f'value="Round 1, {timezone.localdate():%B %Y}"' in html


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("title", ""),
        ("title", "x" * 121),
        ("form", "medium"),
        ("form", ""),
        ("due_on", "2020-01-01"),
        ("due_on", "tomorrow"),
        ("due_on", "9999999-01-01"),
    ],
)
def test_refuses_in_place(client_of: ClientOf, facilitator: Membership, field: str, text: str) -> None:
    sent = {"title": "Before the budget", "form": "full", "due_on": "", field: text}
    response = client_of(facilitator).post(url_of(facilitator), sent)
    assert response.status_code == 400
    assert "<title>Error: " in response.content.decode()
    assert rounds_of(facilitator) == []


def test_nul_in_a_title_is_a_bad_request(client_of: ClientOf, facilitator: Membership) -> None:
    sent = {"title": "a\x00b", "form": "full"}
    assert client_of(facilitator).post(url_of(facilitator), sent).status_code == 400


def test_is_for_those_who_run_rounds(
    client_of: ClientOf, ceo: Membership, outsider: Membership, administrator: Membership
) -> None:
    assert client_of(ceo).get(url_of(ceo)).status_code == 403
    assert client_of(ceo).post(url_of(ceo), {"title": "x", "form": "full"}).status_code == 403
    assert client_of(outsider).get(url_of(ceo)).status_code == 404
    assert client_of(administrator).get(url_of(ceo)).status_code == 200
    assert rounds_of(ceo) == []
