"""The door of the questionnaire: what will happen, Start, and the way back."""

import pytest
from pytest_django import DjangoAssertNumQueries

from alignment.models import Round
from alignment.services.rounds import cancel_round
from organizations.access import organization_scope
from organizations.domain.sides import Side
from organizations.models import Membership
from tests.factories.alignment import answer_everything, make_open_round, own_seat, seat_of
from tests.factories.pages import UNKNOWN, fingerprint
from tests.fixtures.people import ClientOf
from tests.integration.alignment.views.conftest import AddressOf

pytestmark = pytest.mark.django_db


def test_says_what_will_happen_before_the_first_question(
    client_of: ClientOf, opened: Round, ceo: Membership, address: AddressOf
) -> None:
    html = client_of(ceo).get(address("answer", opened)).content.decode()
    words = ("54 questions", "24 guesses about Tomas Vidal (CTO)", "12 topics", "About 15 minutes", "receipt")
    assert all(text in html for text in words)
    assert own_seat(opened, ceo).started_at is None


def test_the_short_form_says_its_own_numbers(
    client_of: ClientOf, ceo: Membership, cto: Membership, address: AddressOf
) -> None:
    round = make_open_round(organization=ceo.organization, business=[ceo], technology=[cto], form="short")
    html = client_of(ceo).get(address("answer", round)).content.decode()
    assert "24 questions" in html
    assert "About 6 minutes" in html


def test_start_leads_to_the_first_question(
    client_of: ClientOf, opened: Round, ceo: Membership, address: AddressOf
) -> None:
    response = client_of(ceo).post(address("answer", opened))
    assert response["Location"] == address("question", opened, "own", "problem.1")
    assert own_seat(opened, ceo).started_at is not None


def test_resumes_at_the_first_open_question(
    client_of: ClientOf, opened: Round, ceo: Membership, address: AddressOf
) -> None:
    client = client_of(ceo)
    client.post(address("answer", opened))
    client.post(address("question", opened, "own", "problem.1"), {"value": "4"})
    client.post(address("question", opened, "own", "problem.3"), {"value": "40"})
    response = client_of(ceo).get(address("answer", opened))
    assert response["Location"] == address("question", opened, "own", "problem.2")


def test_resumes_at_the_list_when_everything_is_answered(
    client_of: ClientOf, opened: Round, ceo: Membership, address: AddressOf
) -> None:
    answer_everything(seat=seat_of(opened, Side.BUSINESS))
    assert client_of(ceo).get(address("answer", opened))["Location"] == address("check", opened)


def test_leads_to_the_receipt_after_submitting(
    client_of: ClientOf, opened: Round, ceo: Membership, address: AddressOf
) -> None:
    answer_everything(seat=seat_of(opened, Side.BUSINESS))
    client = client_of(ceo)
    client.post(address("submit", opened))
    assert client.get(address("answer", opened))["Location"] == address("receipt", opened)


def test_a_cancelled_round_cannot_be_started(
    client_of: ClientOf, opened: Round, ceo: Membership, facilitator: Membership, address: AddressOf
) -> None:
    with organization_scope(opened.organization):
        cancel_round(round=opened, by=facilitator)
    client = client_of(ceo)
    for response in (client.get(address("answer", opened)), client.post(address("answer", opened))):
        assert response["Location"] == address("round", opened)
    assert own_seat(opened, ceo).started_at is None


@pytest.mark.parametrize("name", ["answer", "check", "submit", "receipt", "receipt_file"])
def test_only_participants_have_a_questionnaire(
    client_of: ClientOf,
    opened: Round,
    draft: Round,
    outsider: Membership,
    facilitator: Membership,
    ceo: Membership,
    address: AddressOf,
    name: str,
) -> None:
    url = address(name, opened)
    assert client_of(facilitator).get(url).status_code == 403
    assert client_of(outsider).get(url).status_code == 404
    assert client_of(ceo).get(address(name, draft)).status_code in {302, 404}
    client, own = client_of(outsider), outsider.organization.slug
    smuggled = url.replace(opened.organization.slug, own)
    unknown = smuggled.replace(str(opened.pk), str(UNKNOWN))
    assert fingerprint(client, smuggled) == fingerprint(client, unknown)
    assert client.get(smuggled).status_code == 404


def test_a_leader_without_a_seat_finds_no_questionnaire(
    client_of: ClientOf, ceo: Membership, cto: Membership, address: AddressOf
) -> None:
    round = make_open_round(organization=ceo.organization, technology=[cto])
    assert client_of(ceo).get(address("answer", round)).status_code == 404
    assert client_of(ceo).get(address("question", round, "own", "problem.1")).status_code == 404


def test_query_count(
    client_of: ClientOf,
    opened: Round,
    ceo: Membership,
    address: AddressOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = client_of(ceo)
    client.get(address("answer", opened))
    with django_assert_num_queries(5):  # session, person, membership, seat with round, the other side
        client.get(address("answer", opened))
