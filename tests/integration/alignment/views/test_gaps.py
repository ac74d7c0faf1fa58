"""The gap dashboard, its topics and its method page: who sees them, what they say, and what they never say."""

import re
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from alignment.access import readable_score_or_404
from alignment.domain.bands import round_half_up
from alignment.models import Round
from alignment.services.scoring import score_round
from organizations.access import organization_scope
from organizations.models import Membership
from tests.factories.alignment import Pattern, make_revealed_round
from tests.fixtures.people import ClientOf
from tests.integration.alignment.views.conftest import AddressOf

pytestmark = pytest.mark.django_db

QUERIES_OF_A_PAGE = 8
PART = {"HX-Request": "true", "HX-Target": "everything"}
POLL = {"HX-Request": "true", "HX-Target": "main"}


@pytest.fixture
def revealed(ceo: Membership, cto: Membership, facilitator: Membership) -> Round:
    """A revealed and scored round of the two leaders."""
    return make_revealed_round(
        organization=ceo.organization,
        business=[ceo],
        technology=[cto],
        by=facilitator,
        patterns=(Pattern.HIGH, Pattern.VARIED),
    )


def test_the_dashboard_leads_with_the_finding(
    client_of: ClientOf, revealed: Round, ceo: Membership, address: AddressOf
) -> None:
    html = client_of(ceo).get(address("gaps", revealed)).content.decode()
    headline = re.search(r"<h1>(.*?)</h1>", html, re.DOTALL)
    assert headline
    assert re.match(r"You (agree|see) ", headline[1])
    order = [html.index(words) for words in ("What you share", "Talk about", ">Everything<")]
    assert order == sorted(order)


def test_every_topic_shows_the_number_that_was_computed(
    client_of: ClientOf, revealed: Round, ceo: Membership, address: AddressOf
) -> None:
    with organization_scope(revealed.organization):
        score = readable_score_or_404(round=revealed, membership=ceo)
    client = client_of(ceo)
    for topic in score.visible.scores.topics:
        html = client.get(address("gap_topic", revealed, topic.id)).content.decode()
        assert topic.gap is not None
        assert f"{round_half_up(topic.gap)} apart" in html
        assert html.count('class="section gap-item"') == len(topic.items)


def test_the_method_page_names_versions_and_seals(
    client_of: ClientOf, revealed: Round, ceo: Membership, cto: Membership, address: AddressOf
) -> None:
    html = client_of(cto).get(address("gap_method", revealed)).content.decode()
    assert "they are not a test of either person" in html
    for seat in revealed.loaded_seats:
        assert seat.receipt in html


@pytest.mark.parametrize("sort", ["priority", "size", "topic", "direction", "nonsense", "\u202e"])
def test_every_order_answers_with_the_page_and_with_its_part(
    client_of: ClientOf, revealed: Round, ceo: Membership, address: AddressOf, sort: str
) -> None:
    client, url = client_of(ceo), address("gaps", revealed)
    page = client.get(url, {"sort": sort})
    part = client.get(url, {"sort": sort}, headers=PART)
    assert page.status_code == part.status_code == 200
    assert b"<h1>" in page.content
    assert b"<h1>" not in part.content
    assert part.content.lstrip().startswith(b'<div id="everything"')
    assert "HX-Request" in part.headers["Vary"]


def test_the_orders_differ(client_of: ClientOf, revealed: Round, ceo: Membership, address: AddressOf) -> None:
    client, url = client_of(ceo), address("gaps", revealed)
    parts = {client.get(url, {"sort": sort}, headers=PART).content for sort in ("size", "topic", "direction")}
    assert len(parts) == 3


def test_expectations_are_shown_to_their_owner_only(
    client_of: ClientOf, revealed: Round, ceo: Membership, facilitator: Membership, address: AddressOf
) -> None:
    url = address("gaps", revealed)
    assert "Only you see this part" in client_of(ceo).get(url).content.decode()
    seen = client_of(facilitator).get(url).content.decode()
    assert "Only you see this part" not in seen
    assert "Surprise" not in seen


@pytest.mark.parametrize("page", ["gaps", "gap_method", "gap_topic"])
def test_roles_without_results_are_refused_and_strangers_learn_nothing(
    client_of: ClientOf,
    revealed: Round,
    administrator: Membership,
    board_reader: Membership,
    pilot_member: Membership,
    outsider: Membership,
    address: AddressOf,
    page: str,
) -> None:
    url = address(page, revealed, *(["data"] if page == "gap_topic" else []))
    for member in (administrator, board_reader, pilot_member):
        assert client_of(member).get(url).status_code == 403
    assert client_of(outsider).get(url).status_code == 404
    assert client_of(administrator).post(url).status_code in {403, 405}


def test_before_the_reveal_there_is_nothing(
    client_of: ClientOf, opened: Round, ceo: Membership, facilitator: Membership, address: AddressOf
) -> None:
    for member in (ceo, facilitator):
        for url in (
            address("gaps", opened),
            address("gap_topic", opened, "data"),
            address("gap_method", opened),
        ):
            assert client_of(member).get(url).status_code == 404
    unknown = address("gaps", opened).replace(str(opened.pk), str(uuid4()))
    assert client_of(ceo).get(unknown).status_code == 404


def test_an_unknown_topic_is_not_found(
    client_of: ClientOf, revealed: Round, ceo: Membership, address: AddressOf
) -> None:
    assert client_of(ceo).get(address("gap_topic", revealed, "weather")).status_code == 404


def test_the_dashboard_waits_for_its_scores_and_then_shows_them(
    client_of: ClientOf, ceo: Membership, cto: Membership, address: AddressOf
) -> None:
    round = make_revealed_round(
        organization=ceo.organization, business=[ceo], technology=[cto], is_scored=False
    )
    client, url = client_of(ceo), address("gaps", round)
    assert "being computed" in client.get(url).content.decode()
    assert client.get(address("gap_topic", round, "data")).status_code == 404
    with organization_scope(round.organization):
        score_round(round_id=round.pk)
    assert "What you share" in client.get(url, headers=POLL).content.decode()


@pytest.mark.parametrize("page", ["gaps", "gap_topic", "gap_method"])
def test_a_page_takes_few_queries(
    client_of: ClientOf,
    revealed: Round,
    ceo: Membership,
    address: AddressOf,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    page: str,
) -> None:
    client, url = client_of(ceo), address(page, revealed, *(["data"] if page == "gap_topic" else []))
    client.get(url)
    with django_assert_max_num_queries(QUERIES_OF_A_PAGE):
        client.get(url)
