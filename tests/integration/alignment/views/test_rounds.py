"""The list of rounds."""

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from organizations.models import Membership
from tests.factories.alignment import make_open_round, make_revealed_round, make_round
from tests.fixtures.people import ClientOf

pytestmark = pytest.mark.django_db


def page(client_of: ClientOf, reader: Membership) -> str:
    response = client_of(reader).get(reverse("alignment:rounds", args=[reader.organization.slug]))
    assert response.status_code == 200
    return response.content.decode()


def test_lists_rounds_with_their_people(
    client_of: ClientOf, ceo: Membership, cto: Membership, facilitator: Membership
) -> None:
    own, side, other, by = ceo.organization, [ceo], [cto], facilitator
    make_round(title="Third", organization=own, business=side, technology=other, by=by)
    make_open_round(title="Second", organization=own, business=side, technology=other, by=by)
    make_revealed_round(
        title="First", organization=own, business=side, technology=other, by=by, is_scored=False
    )
    html = page(client_of, cto)
    assert all(
        text in html
        for text in ("Third", "Second", "First", "Draft", "Open since", "Revealed", "Carla Brandt")
    )


def test_the_empty_list_names_the_next_action(
    client_of: ClientOf, facilitator: Membership, ceo: Membership
) -> None:
    assert "Set up the first round" in page(client_of, facilitator)
    assert "you get a mail" in page(client_of, ceo)
    assert "Set up" not in page(client_of, ceo)


def test_costs_the_same_queries_for_one_round_and_for_many(
    client_of: ClientOf,
    ceo: Membership,
    facilitator: Membership,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client, url = client_of(ceo), reverse("alignment:rounds", args=[ceo.organization.slug])
    make_round(organization=ceo.organization, by=facilitator)
    client.get(url)
    for _ in range(2):
        with django_assert_num_queries(6):  # session, person, membership, count, rounds, seats
            client.get(url)
        for _ in range(30):
            make_round(organization=ceo.organization, by=facilitator, business=[], technology=[ceo])


def test_shows_nothing_of_other_organizations(
    client_of: ClientOf, ceo: Membership, facilitator: Membership, outsider: Membership
) -> None:
    make_round(organization=ceo.organization, by=facilitator, title="Northern secret")
    assert "Northern secret" in page(client_of, ceo)
    assert "Northern secret" not in page(client_of, outsider)


def test_strangers_find_nothing_and_pilot_members_may_not_look(
    client_of: ClientOf,
    ceo: Membership,
    outsider: Membership,
    pilot_member: Membership,
    board_reader: Membership,
) -> None:
    url = reverse("alignment:rounds", args=[ceo.organization.slug])
    assert client_of(outsider).get(url).status_code == 404
    assert client_of(pilot_member).get(url).status_code == 403
    assert client_of(board_reader).get(url).status_code == 403


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 40, "2"])
def test_a_page_that_does_not_exist_is_the_nearest_one(
    client_of: ClientOf, facilitator: Membership, number: str
) -> None:
    make_round(organization=facilitator.organization, by=facilitator, title="The only one")
    url = reverse("alignment:rounds", args=[facilitator.organization.slug])
    assert "The only one" in client_of(facilitator).get(url, {"page": number}).content.decode()


def test_only_reads(client_of: ClientOf, facilitator: Membership) -> None:
    url = reverse("alignment:rounds", args=[facilitator.organization.slug])
    assert client_of(facilitator).post(url).status_code == 405
