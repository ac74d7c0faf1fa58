"""From the list of all answers to the receipt, and the reveal by the last submission."""

import hashlib

import pytest
from pytest_django import DjangoAssertNumQueries

from alignment.models import Round
from organizations.domain.sides import Side
from organizations.models import Membership
from tests.factories.alignment import answer_everything, own_seat, seat_of
from tests.fixtures.people import ClientOf
from tests.integration.alignment.views.conftest import AddressOf

pytestmark = pytest.mark.django_db


@pytest.fixture
def answered(opened: Round) -> Round:
    """Both leaders have answered everything; nobody has submitted."""
    for side in Side:
        answer_everything(seat=seat_of(opened, side), reason=f"reason of {side}")
    return opened


def test_the_list_says_what_is_open(
    client_of: ClientOf, opened: Round, ceo: Membership, address: AddressOf
) -> None:
    client = client_of(ceo)
    client.post(address("answer", opened))
    client.post(address("question", opened, "own", "problem.1"), {"value": "4", "certainty": "1"})
    html = client.get(address("check", opened)).content.decode()
    assert "89 questions are still open." in html
    assert "1 of 54 answered" in html
    assert "A clear page" in html
    assert "A guess" in html
    assert address("question", opened, "own", "problem.2") in html
    assert html.count("Not answered") == 89


def test_the_list_shows_every_answer_with_the_way_to_change_it(
    client_of: ClientOf, answered: Round, ceo: Membership, address: AddressOf
) -> None:
    html = client_of(ceo).get(address("check", answered)).content.decode()
    assert "Every question is answered." in html
    assert html.count("?change=1") == 90
    assert "reason of business" in html
    assert "reason of technology" not in html
    assert "What you expect of Tomas Vidal (CTO)" in html


def test_submitting_is_explained_before_it_is_done(
    client_of: ClientOf, answered: Round, ceo: Membership, address: AddressOf
) -> None:
    html = client_of(ceo).get(address("submit", answered)).content.decode()
    assert "Nothing is revealed yet: Tomas Vidal must submit too." in html
    assert own_seat(answered, ceo).submitted_at is None


def test_the_last_one_is_told_that_submitting_reveals(
    client_of: ClientOf, answered: Round, ceo: Membership, cto: Membership, address: AddressOf
) -> None:
    client_of(ceo).post(address("submit", answered))
    assert "You are the last." in client_of(cto).get(address("submit", answered)).content.decode()


def test_submit_seals_and_shows_the_receipt(
    client_of: ClientOf, answered: Round, ceo: Membership, address: AddressOf
) -> None:
    client = client_of(ceo)
    response = client.post(address("submit", answered))
    assert response["Location"] == address("receipt", answered)
    seat = own_seat(answered, ceo)
    assert seat.submitted_at is not None
    html = client.get(address("receipt", answered)).content.decode()
    assert seat.receipt in html
    assert f"{seat.submitted_at:%H:%M:%S} UTC" in html
    assert "Reopen my answers" in html


def test_the_receipt_is_the_hash_of_the_file(
    client_of: ClientOf, answered: Round, ceo: Membership, address: AddressOf
) -> None:
    client = client_of(ceo)
    client.post(address("submit", answered))
    response = client.get(address("receipt_file", answered))
    assert hashlib.sha256(response.content).hexdigest() == own_seat(answered, ceo).receipt
    assert response["Content-Disposition"] == 'attachment; filename="sealed-answers.json"'
    assert b"reason of business" in response.content
    assert b"reason of technology" not in response.content


def test_the_last_submission_reveals(
    client_of: ClientOf, answered: Round, ceo: Membership, cto: Membership, address: AddressOf
) -> None:
    client_of(ceo).post(address("submit", answered))
    client = client_of(cto)
    assert client.post(address("submit", answered))["Location"] == address("gaps", answered)
    assert "Revealed" in client.get(address("round", answered)).content.decode()
    assert "Reopen" not in client.get(address("receipt", answered)).content.decode()


def test_an_empty_sheet_cannot_be_submitted(
    client_of: ClientOf, opened: Round, ceo: Membership, address: AddressOf
) -> None:
    client = client_of(ceo)
    client.post(address("answer", opened))
    html = client.get(address("submit", opened)).content.decode()
    assert "Answer at least one question before you submit." in html
    assert 'aria-disabled="true"' in html
    page = client.post(address("submit", opened), follow=True).content.decode()
    assert "Answer at least one question before you submit." in page
    assert own_seat(opened, ceo).submitted_at is None


def test_submitting_twice_changes_nothing(
    client_of: ClientOf, answered: Round, ceo: Membership, address: AddressOf
) -> None:
    client = client_of(ceo)
    client.post(address("submit", answered))
    first = own_seat(answered, ceo)
    page = client.post(address("submit", answered), follow=True).content.decode()
    assert first.receipt in page
    second = own_seat(answered, ceo)
    assert (first.receipt, first.submitted_at) == (second.receipt, second.submitted_at)


def test_reopening_breaks_the_seal_until_the_reveal(
    client_of: ClientOf, answered: Round, ceo: Membership, cto: Membership, address: AddressOf
) -> None:
    client = client_of(ceo)
    client.post(address("submit", answered))
    assert "are open again" in client.post(address("reopen", answered), follow=True).content.decode()
    assert own_seat(answered, ceo).submitted_at is None
    for member in (ceo, cto):
        client_of(member).post(address("submit", answered))
    refused = client.post(address("reopen", answered), follow=True).content.decode()
    assert "has been revealed" in refused
    assert own_seat(answered, ceo).submitted_at is not None


def test_sealed_answers_can_be_read_by_their_author_and_not_changed(
    client_of: ClientOf, answered: Round, ceo: Membership, address: AddressOf
) -> None:
    client = client_of(ceo)
    client.post(address("submit", answered))
    html = client.get(address("check", answered)).content.decode()
    assert "reason of business" in html
    assert "Change" not in html
    assert client.get(address("submit", answered))["Location"] == address("answer", answered)


def test_no_receipt_before_submitting(
    client_of: ClientOf, answered: Round, ceo: Membership, address: AddressOf
) -> None:
    client = client_of(ceo)
    assert client.get(address("receipt", answered))["Location"] == address("answer", answered)
    assert client.get(address("receipt_file", answered))["Location"] == address("answer", answered)


@pytest.mark.parametrize("name", ["submit", "reopen"])
def test_only_the_holder_of_a_seat_acts(
    client_of: ClientOf,
    answered: Round,
    facilitator: Membership,
    outsider: Membership,
    ceo: Membership,
    address: AddressOf,
    name: str,
) -> None:
    url = address(name, answered)
    assert client_of(facilitator).post(url).status_code == 403
    assert client_of(outsider).post(url).status_code == 404
    smuggled = url.replace(answered.organization.slug, outsider.organization.slug)
    assert client_of(outsider).post(smuggled).status_code == 404
    assert client_of(ceo).put(url).status_code == 405


def test_query_counts(
    client_of: ClientOf,
    answered: Round,
    ceo: Membership,
    address: AddressOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = client_of(ceo)
    client.get(address("check", answered))
    with django_assert_num_queries(6):  # session, person, membership, seat, the other side, sheet
        client.get(address("check", answered))
    with django_assert_num_queries(6):  # session, person, membership, round, seats, sheet
        client.get(address("submit", answered))
    client.post(address("submit", answered))
    client.get(address("receipt", answered))
    with django_assert_num_queries(4):  # session, person, membership, seat
        client.get(address("receipt", answered))
