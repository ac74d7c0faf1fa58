"""The page of one round in each of its states, and the poll that renews it."""

import pytest
from pytest_django import DjangoAssertNumQueries

from alignment.models import Round
from alignment.services.rounds import cancel_round
from organizations.access import organization_scope
from organizations.models import Membership
from tests.factories.alignment import make_revealed_round, make_round
from tests.factories.pages import UNKNOWN, fingerprint
from tests.fixtures.people import ClientOf
from tests.integration.alignment.views.conftest import AddressOf

pytestmark = pytest.mark.django_db


def test_a_draft_shows_its_set_up_to_those_who_run_rounds(
    client_of: ClientOf, draft: Round, facilitator: Membership, ceo: Membership, address: AddressOf
) -> None:
    html = client_of(facilitator).get(address("round", draft)).content.decode()
    assert all(text in html for text in ("Carla Brandt", "Tomas Vidal", "Open the round", "no anonymity"))
    assert "being prepared" in client_of(ceo).get(address("round", draft)).content.decode()


def test_a_draft_says_why_it_cannot_open_and_where_that_is_put_right(
    client_of: ClientOf, facilitator: Membership, ceo: Membership, address: AddressOf
) -> None:
    round = make_round(organization=ceo.organization, business=[ceo], technology=[], by=facilitator)
    html = client_of(facilitator).get(address("round", round)).content.decode()
    assert "Add a required participant on the technology side." in html
    assert 'href="#technology"' in html
    assert 'aria-disabled="true" aria-describedby="why">Open the round' in html


def test_an_open_round_says_who_is_how_far(
    client_of: ClientOf, opened: Round, ceo: Membership, facilitator: Membership, address: AddressOf
) -> None:
    mine = client_of(ceo).get(address("round", opened)).content.decode()
    assert "Waiting for you and Tomas Vidal." in mine
    assert mine.count("Not started") == 2
    assert "Remind" not in mine
    assert "Remind" in client_of(facilitator).get(address("round", opened)).content.decode()


def test_a_revealed_round_leads_to_the_gaps_for_those_who_see_results(
    client_of: ClientOf, ceo: Membership, cto: Membership, administrator: Membership, address: AddressOf
) -> None:
    round = make_revealed_round(
        organization=ceo.organization, business=[ceo], technology=[cto], is_scored=False
    )
    link = f'href="{address("gaps", round)}"'
    assert link in client_of(ceo).get(address("round", round)).content.decode()
    assert link not in client_of(administrator).get(address("round", round)).content.decode()


def test_the_poll_answers_nothing_while_nothing_has_changed(
    client_of: ClientOf, opened: Round, ceo: Membership, cto: Membership, address: AddressOf
) -> None:
    client = client_of(cto)
    first = client.get(address("waiting", opened)).content.decode()
    mark = first.split("waiting/?seen=")[1].split('"')[0]
    assert client.get(address("waiting", opened), {"seen": mark}).status_code == 204
    client_of(ceo).post(address("answer", opened))
    changed = client.get(address("waiting", opened), {"seen": mark})
    assert "In progress" in changed.content.decode()


def test_the_poll_leads_everybody_to_the_reveal(
    client_of: ClientOf, ceo: Membership, cto: Membership, administrator: Membership, address: AddressOf
) -> None:
    round = make_revealed_round(
        organization=ceo.organization, business=[ceo], technology=[cto], is_scored=False
    )
    for member, page in ((ceo, "gaps"), (cto, "gaps"), (administrator, "round")):
        response = client_of(member).get(address("waiting", round))
        assert response["HX-Redirect"] == address(page, round)


def test_the_poll_of_a_cancelled_round_leads_back_to_it(
    client_of: ClientOf, opened: Round, cto: Membership, facilitator: Membership, address: AddressOf
) -> None:
    with organization_scope(opened.organization):
        cancel_round(round=opened, by=facilitator)
    assert client_of(cto).get(address("waiting", opened))["HX-Redirect"] == address("round", opened)
    assert "was cancelled" in client_of(cto).get(address("round", opened)).content.decode()


@pytest.mark.parametrize("name", ["round", "waiting"])
def test_a_foreign_round_is_as_unknown_as_none_at_all(
    client_of: ClientOf, opened: Round, outsider: Membership, address: AddressOf, name: str
) -> None:
    client = client_of(outsider)
    own, foreign = outsider.organization.slug, address(name, opened)
    smuggled = foreign.replace(opened.organization.slug, own)
    unknown = smuggled.replace(str(opened.pk), str(UNKNOWN))
    assert client.get(foreign).status_code == 404
    assert client.get(smuggled).status_code == 404
    assert fingerprint(client, smuggled) == fingerprint(client, unknown)


@pytest.mark.parametrize("name", ["round", "waiting"])
def test_needs_a_right_and_only_reads(
    client_of: ClientOf,
    opened: Round,
    pilot_member: Membership,
    board_reader: Membership,
    ceo: Membership,
    address: AddressOf,
    name: str,
) -> None:
    url = address(name, opened)
    assert client_of(pilot_member).get(url).status_code == 403
    assert client_of(board_reader).get(url).status_code == 403
    assert client_of(ceo).post(url).status_code == 405
    assert client_of(ceo).get(url).status_code == 200


def test_query_counts(
    client_of: ClientOf,
    opened: Round,
    ceo: Membership,
    address: AddressOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = client_of(ceo)
    client.get(address("round", opened))
    for name in ("round", "waiting"):
        with django_assert_num_queries(5):  # session, person, membership, round, seats
            client.get(address(name, opened))
