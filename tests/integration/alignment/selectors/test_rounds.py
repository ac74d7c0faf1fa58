"""Lists and lookups of rounds: of one organization, in a constant number of queries."""

from uuid import uuid4

import pytest
from django.http import Http404
from pytest_django import DjangoAssertNumQueries

from alignment.selectors.rounds import (
    ROUNDS_PER_PAGE,
    count_rounds,
    get_own_seat_or_404,
    get_round_or_404,
    get_seat_or_404,
    list_rounds,
    seat_statuses,
)
from alignment.services import sealing
from alignment.services.answers import start
from organizations.access import organization_scope
from organizations.domain.sides import Side
from organizations.models import Membership, Organization
from tests.factories.alignment import answer_everything, make_open_round, make_round, seat_of

pytestmark = pytest.mark.django_db


def test_a_list_shows_names_by_side_newest_first(
    organization: Organization, ceo: Membership, cto: Membership, facilitator: Membership
) -> None:
    for title in ("First", "Second"):
        make_round(organization=organization, business=[ceo], technology=[cto], by=facilitator, title=title)
    with organization_scope(organization):
        rows = list_rounds(organization=organization)
    assert [row.title for row in rows] == ["Second", "First"]
    assert rows[0].business == (ceo.person.name,)
    assert rows[0].technology == (cto.person.name,)


def test_a_list_takes_two_queries_however_long(
    organization: Organization, facilitator: Membership, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        make_round(organization=organization, by=facilitator)
    with organization_scope(organization), django_assert_num_queries(2):
        assert len(list_rounds(organization=organization)) == 3


def test_pages_of_a_long_list(organization: Organization, facilitator: Membership) -> None:
    for number in range(ROUNDS_PER_PAGE + 1):
        make_round(organization=organization, by=facilitator, business=[], technology=[], title=str(number))
    with organization_scope(organization):
        assert count_rounds(organization=organization) == ROUNDS_PER_PAGE + 1
        assert len(list_rounds(organization=organization)) == ROUNDS_PER_PAGE
        assert [row.title for row in list_rounds(organization=organization, page=2)] == ["0"]


def test_other_organizations_rounds_do_not_exist(organization: Organization, outsider: Membership) -> None:
    round = make_round(organization=organization)
    with organization_scope(outsider.organization):
        assert list_rounds(organization=outsider.organization) == ()
        for round_id in (round.pk, uuid4()):
            with pytest.raises(Http404):
                get_round_or_404(organization=outsider.organization, round_id=round_id)


def test_a_round_comes_whole_in_two_queries(
    organization: Organization, ceo: Membership, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = make_round(organization=organization, business=[ceo])
    with organization_scope(organization), django_assert_num_queries(2):
        round = get_round_or_404(organization=organization, round_id=made.pk)
        seat = get_own_seat_or_404(round=round, membership=ceo)
        assert get_seat_or_404(round=round, seat_id=seat.pk) is seat
        assert seat.round is round
        assert round.instrument.code == "leadership"
        assert len(seat_statuses(round=round)) == 2


def test_who_has_no_seat_finds_none(organization: Organization, facilitator: Membership) -> None:
    round = make_round(organization=organization, by=facilitator)
    with pytest.raises(Http404):
        get_own_seat_or_404(round=round, membership=facilitator)
    with pytest.raises(Http404):
        get_seat_or_404(round=round, seat_id=uuid4())


def test_statuses_go_from_not_started_to_submitted(organization: Organization) -> None:
    round = make_open_round(organization=organization)
    seat = seat_of(round, Side.BUSINESS)

    def status() -> str:
        now = get_round_or_404(organization=organization, round_id=round.pk)
        return next(row.status for row in seat_statuses(round=now) if row.seat_id == seat.pk)

    with organization_scope(organization):
        assert status() == "not_started"
        start(seat=seat, by=seat.membership)
        assert status() == "in_progress"
        answer_everything(seat=seat)
        assert status() == "in_progress"
        sealing.submit(seat=seat, by=seat.membership)
        assert status() == "submitted"
