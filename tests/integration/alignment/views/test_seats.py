"""Setting up who takes part, opening, reminding, cancelling."""

import pytest

from alignment.models import Round
from alignment.selectors.rounds import get_round_or_404
from organizations.access import organization_scope
from organizations.domain.sides import Side
from organizations.models import Job, Membership
from tests.factories.alignment import answer_everything, make_round, seat_of
from tests.factories.organizations import make_membership, make_person
from tests.factories.pages import UNKNOWN
from tests.fixtures.people import ClientOf
from tests.integration.alignment.views.conftest import AddressOf

pytestmark = pytest.mark.django_db


def as_it_is(round: Round) -> Round:
    with organization_scope(round.organization):
        return get_round_or_404(organization=round.organization, round_id=round.pk)


@pytest.fixture
def empty(ceo: Membership, cto: Membership, facilitator: Membership) -> Round:
    return make_round(organization=ceo.organization, business=[], technology=[], by=facilitator)


def test_adds_a_leader_on_the_leaders_own_side(
    client_of: ClientOf, empty: Round, facilitator: Membership, cto: Membership, address: AddressOf
) -> None:
    sent = {"membership": str(cto.pk), "is_required": "on"}
    response = client_of(facilitator).post(address("seat_add", empty), sent)
    assert response["Location"] == address("round", empty)
    (seat,) = as_it_is(empty).loaded_seats
    assert (seat.membership_id, seat.side, seat.is_required) == (cto.pk, Side.TECHNOLOGY, True)


def test_adds_somebody_the_reveal_does_not_wait_for(
    client_of: ClientOf, empty: Round, facilitator: Membership, cto: Membership, address: AddressOf
) -> None:
    client_of(facilitator).post(address("seat_add", empty), {"membership": str(cto.pk)})
    assert [seat.is_required for seat in as_it_is(empty).loaded_seats] == [False]


def test_refuses_everybody_who_is_no_leader_of_this_organization(
    client_of: ClientOf,
    empty: Round,
    facilitator: Membership,
    outsider: Membership,
    board_reader: Membership,
    address: AddressOf,
) -> None:
    client = client_of(facilitator)
    for chosen in (outsider.pk, board_reader.pk, facilitator.pk, UNKNOWN, "", "x" * 5000):
        page = client.post(address("seat_add", empty), {"membership": str(chosen)}, follow=True)
        assert "Choose a leader from the list." in page.content.decode()
    assert as_it_is(empty).loaded_seats == []


def test_refuses_a_second_seat_and_any_after_the_opening(
    client_of: ClientOf, opened: Round, facilitator: Membership, ceo: Membership, address: AddressOf
) -> None:
    sent = {"membership": str(ceo.pk)}
    page = client_of(facilitator).post(address("seat_add", opened), sent, follow=True)
    assert "can no longer be changed" in page.content.decode()
    assert len(as_it_is(opened).loaded_seats) == 2


def test_removes_a_seat_of_a_draft_only(
    client_of: ClientOf, draft: Round, facilitator: Membership, address: AddressOf
) -> None:
    client, seat = client_of(facilitator), seat_of(draft, Side.BUSINESS)
    client.post(address("seat_remove", draft, seat.pk))
    assert [left.side for left in as_it_is(draft).loaded_seats] == [Side.TECHNOLOGY]
    assert client.post(address("seat_remove", draft, seat.pk)).status_code == 404


def test_makes_a_second_participant_the_first_and_says_who_is_compared(
    client_of: ClientOf, draft: Round, facilitator: Membership, ceo: Membership, address: AddressOf
) -> None:
    client = client_of(facilitator)
    cfo = make_membership(organization=ceo.organization, title="CFO", person=make_person(name="Fay Cole"))
    client.post(address("seat_add", draft), {"membership": str(cfo.pk), "is_required": "on"})
    seat = next(one for one in as_it_is(draft).loaded_seats if one.membership_id == cfo.pk)
    page = client.post(address("seat_first", draft, seat.pk), follow=True).content.decode()
    assert "Fay Cole speaks for the business side in the pair." in page
    assert "The figures compare Fay Cole and " in page
    assert "What the others answer is kept, and not compared." in page
    assert f"/seats/{seat.pk}/first/" not in page
    assert [one.membership_id for one in as_it_is(draft).loaded_seats][:2] == [cfo.pk, ceo.pk]


def test_does_not_remove_a_seat_of_an_open_round(
    client_of: ClientOf, opened: Round, facilitator: Membership, address: AddressOf
) -> None:
    client_of(facilitator).post(address("seat_remove", opened, seat_of(opened, Side.BUSINESS).pk))
    assert len(as_it_is(opened).loaded_seats) == 2


def test_opens_and_says_that_mails_go_out(
    client_of: ClientOf, draft: Round, facilitator: Membership, address: AddressOf
) -> None:
    page = client_of(facilitator).post(address("round_open", draft), follow=True)
    assert "The round is open." in page.content.decode()
    assert as_it_is(draft).state == Round.State.OPEN


def test_does_not_open_without_both_sides(
    client_of: ClientOf, empty: Round, facilitator: Membership, address: AddressOf
) -> None:
    page = client_of(facilitator).post(address("round_open", empty), follow=True)
    assert "Add a required participant on the business side." in page.content.decode()
    assert as_it_is(empty).state == Round.State.DRAFT


def test_reminds_once_and_then_says_why_not_again(
    client_of: ClientOf, opened: Round, facilitator: Membership, address: AddressOf
) -> None:
    client, seat = client_of(facilitator), seat_of(opened, Side.TECHNOLOGY)
    first = client.post(address("seat_remind", opened, seat.pk), follow=True).content.decode()
    assert "A reminder is on its way to Tomas Vidal." in first
    assert "A reminder went out less than 3 days ago." in first
    second = client.post(address("seat_remind", opened, seat.pk), follow=True).content.decode()
    assert "on its way" not in second
    with organization_scope(opened.organization):
        assert Job.objects.filter(kind="notify_round_reminder", subject_id=seat.pk).count() == 1


def test_never_reminds_somebody_who_has_submitted(
    client_of: ClientOf, opened: Round, facilitator: Membership, ceo: Membership, address: AddressOf
) -> None:
    seat = seat_of(opened, Side.BUSINESS)
    answer_everything(seat=seat)
    client_of(ceo).post(address("submit", opened))
    page = client_of(facilitator).post(address("seat_remind", opened, seat.pk), follow=True)
    assert "on its way" not in page.content.decode()


def test_cancels_after_a_page_that_says_what_this_means(
    client_of: ClientOf, opened: Round, facilitator: Membership, address: AddressOf
) -> None:
    client = client_of(facilitator)
    assert "without a reveal" in client.get(address("round_cancel", opened)).content.decode()
    assert as_it_is(opened).state == Round.State.OPEN
    assert "was cancelled" in client.post(address("round_cancel", opened), follow=True).content.decode()
    again = client.post(address("round_cancel", opened), follow=True).content.decode()
    assert "The round has ended." in again


@pytest.mark.parametrize(
    "name", ["seat_add", "seat_remove", "seat_first", "seat_remind", "round_open", "round_cancel"]
)
def test_acts_are_for_those_who_run_this_organizations_rounds(
    client_of: ClientOf,
    opened: Round,
    ceo: Membership,
    outsider: Membership,
    facilitator: Membership,
    address: AddressOf,
    name: str,
) -> None:
    seat = seat_of(opened, Side.BUSINESS).pk
    url = (
        address(name, opened, seat)
        if name in {"seat_remove", "seat_first", "seat_remind"}
        else address(name, opened)
    )
    assert client_of(ceo).post(url).status_code == 403
    assert client_of(outsider).post(url).status_code == 404
    smuggled = url.replace(opened.organization.slug, outsider.organization.slug)
    assert client_of(outsider).post(smuggled).status_code == 404
    assert client_of(facilitator).put(url).status_code == 405
    assert as_it_is(opened).state == Round.State.OPEN


def test_the_set_up_offers_only_leaders_who_are_not_in_yet(
    client_of: ClientOf, draft: Round, facilitator: Membership, address: AddressOf
) -> None:
    person = make_person(name="Ines Duarte")
    make_membership(organization=draft.organization, person=person, side=Side.TECHNOLOGY, title="COO")
    html = client_of(facilitator).get(address("round", draft)).content.decode()
    assert "Ines Duarte, COO</option>" in html
    assert "Tomas Vidal, CTO</option>" not in html
