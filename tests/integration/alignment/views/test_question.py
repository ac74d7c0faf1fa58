"""One question: shown, saved as a form and by itself, refused with the reason, settled between two tabs."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from alignment.access import SavedAnswer
from alignment.models import Round
from alignment.selectors.sheets import get_sheet
from alignment.services.rounds import cancel_round
from organizations.access import organization_scope
from organizations.domain.sides import Side
from organizations.models import Membership
from tests.factories.alignment import answer_everything, own_seat, seat_of
from tests.fixtures.people import ClientOf
from tests.integration.alignment.views.conftest import AddressOf

pytestmark = pytest.mark.django_db

Save = Callable[..., Any]  # the test client's response has attributes that no type knows


@pytest.fixture
def client(client_of: ClientOf, opened: Round, ceo: Membership, address: AddressOf) -> Client:
    """The CEO's browser after Start."""
    browser = client_of(ceo)
    browser.post(address("answer", opened))
    return browser


@pytest.fixture
def url(opened: Round, address: AddressOf) -> str:
    return address("question", opened, "own", "problem.1")


@pytest.fixture
def autosave(client: Client, url: str) -> Save:
    """Save as the script does: fields, tab, sequence, version."""

    def send(value: str, *, tab: str = "one", sequence: int = 1, version: int = 0, **fields: str) -> Any:
        sent = {"value": value, "tab": tab, "sequence": sequence, "version": version, **fields}
        return client.post(url, sent, headers={"HX-Request": "true"})

    return send


@pytest.fixture
def stored(opened: Round, ceo: Membership) -> Callable[..., SavedAnswer | None]:
    def answer(item: str = "problem.1") -> SavedAnswer | None:
        with organization_scope(opened.organization):
            return get_sheet(seat=own_seat(opened, ceo), by=ceo).own.get(item)

    return answer


Stored = Callable[..., SavedAnswer | None]


def test_shows_one_question(client: Client, url: str) -> None:
    html = client.get(url).content.decode()
    assert html.count("<h1>") == 1
    assert "1 of 54" in html
    assert "Part 1 of 3: your answers" in html
    assert html.count('name="value"') == 7  # five steps, "I don't know", "Does not apply"
    assert "checked" not in html


@pytest.mark.parametrize(
    ("part", "item", "marks"),
    [
        ("own", "success.4", ['class="bipolar"', 'aria-label="7, A big change']),
        ("own", "problem.3", ['inputmode="decimal"', "A number from 0 (none of it) to 100 (all of it)."]),
        ("own", "data.4", ['inputmode="decimal"', "weeks"]),
        ("own", "risk.1", ["data-ranking", 'name="rank-']),
        ("own", "problem.2", ["data-keys", "Lower cost"]),
        ("own", "success.2", ['data-pick="3"', 'type="checkbox"']),
        ("own", "pace.3", ['data-allocation="100"', 'name="part-']),
        ("own", "problem.5", ["<textarea", 'maxlength="4000"']),
        ("prediction", "problem.1", ["What will Tomas Vidal (CTO) answer?", "I can’t say", "1 of 24"]),
        ("importance", "data", ["How much does “Data readiness” matter", "3 of 12", "Decisive"]),
    ],
)
def test_has_a_control_for_every_format(
    client: Client, opened: Round, address: AddressOf, part: str, item: str, marks: list[str]
) -> None:
    html = client.get(address("question", opened, part, item)).content.decode()
    assert [mark for mark in marks if mark not in html] == []


def test_continue_saves_and_goes_to_the_next_question(
    client: Client, url: str, opened: Round, address: AddressOf, stored: Stored
) -> None:
    response = client.post(url, {"value": "4", "certainty": "2", "reason": "seen it", "version": "0"})
    assert response["Location"] == address("question", opened, "own", "problem.2")
    saved = stored()
    assert saved is not None
    assert (saved.state, saved.value, saved.certainty, saved.reason) == ("value", 4, 2, "seen it")
    html = client.get(url).content.decode()
    assert 'value="4" checked' in html
    assert "seen it" in html
    assert "Saved " in html


def test_a_change_from_the_list_returns_to_the_list(
    client: Client, url: str, opened: Round, address: AddressOf
) -> None:
    changed = client.post(f"{url}?change=1", {"value": "4"})
    assert changed["Location"] == address("check", opened)
    assert f'action="{url}?change=1"' in client.get(f"{url}?change=1").content.decode()


def test_the_last_question_leads_to_the_list(client: Client, opened: Round, address: AddressOf) -> None:
    last = address("question", opened, "importance", "understanding")
    assert client.post(last, {"value": "4"})["Location"] == address("check", opened)


def test_autosave_tells_version_and_time_in_the_persons_zone(autosave: Save, stored: Stored) -> None:
    response = autosave("4")
    saved = stored()
    assert saved is not None
    assert (response.status_code, response.content) == (200, b"")
    assert response["X-Version"] == "1"
    assert response["X-Saved-At"] == f"{saved.saved_at:%H:%M}"


def test_a_late_request_has_no_effect_and_is_fine(autosave: Save, stored: Stored) -> None:
    autosave("4", sequence=2)
    late = autosave("3", sequence=1)
    twice = autosave("3", sequence=2)
    saved = stored()
    assert (late.status_code, twice.status_code) == (200, 200)
    assert late["X-Version"] == "1"
    assert "X-Saved-At" not in late
    assert saved is not None
    assert saved.value == 4


def test_a_second_tab_gets_both_texts(autosave: Save, stored: Stored) -> None:
    autosave("4", reason="mine")
    conflict = autosave("2", tab="two", reason="theirs")
    html = conflict.content.decode()
    assert conflict.status_code == 409
    assert all(text in html for text in ("A clear page", "mine", "A few words", "theirs", 'value="1"'))
    assert "<html" not in html
    saved = stored()
    assert saved is not None
    assert saved.value == 4


def test_a_second_tab_that_has_seen_the_last_version_saves(autosave: Save, stored: Stored) -> None:
    autosave("4")
    assert autosave("2", tab="two", version=1).status_code == 200
    saved = stored()
    assert saved is not None
    assert (saved.value, saved.version) == (2, 2)


def test_without_a_script_a_conflict_is_a_page_that_settles_it(
    client: Client, url: str, autosave: Save, stored: Stored
) -> None:
    autosave("4")
    page = client.post(url, {"value": "2", "reason": "kept", "version": "0"})
    html = page.content.decode()
    assert page.status_code == 409
    assert all(f'name="{name}" value="{text}"' in html for name, text in (("value", "2"), ("reason", "kept")))
    settled = client.post(url, {"value": "2", "reason": "kept", "keep_over": "1"})
    assert settled["Location"] == url
    saved = stored()
    assert saved is not None
    assert (saved.value, saved.reason) == (2, "kept")


@pytest.mark.parametrize(
    ("item", "fields", "reason"),
    [
        ("problem.1", {"value": "6"}, "Choose one of the answers that are offered."),
        ("problem.3", {"value": "101"}, "must be a number from 0 to 100"),
        ("problem.3", {"value": "nan"}, "Write a number with digits only"),
        ("data.4", {"value": "1" * 39}, "must be at most"),
        ("success.2", {"value": ["cost", "proof", "time", "errors"]}, "Choose only 3; there are 4."),
        ("problem.5", {"value": "x" * 4001}, "must have at most 4000 characters"),
        ("problem.3", {"value": "12", "beside": "state:dont_know"}, "Choose one: either an answer"),
    ],
)
def test_refuses_with_the_reason_and_keeps_what_was_typed(
    client: Client,
    opened: Round,
    address: AddressOf,
    stored: Stored,
    item: str,
    fields: dict[str, Any],
    reason: str,
) -> None:
    url = address("question", opened, "own", item)
    page = client.post(url, {**fields, "reason": "because of this"})
    html = page.content.decode()
    assert page.status_code == 400
    assert "<title>Error: " in html
    assert reason in html
    assert "because of this" in html
    fragment = client.post(url, fields, headers={"HX-Request": "true"})
    assert fragment.status_code == 400
    assert reason in fragment.content.decode()
    assert "<html" not in fragment.content.decode()
    assert stored(item) is None


def test_of_two_answers_at_once_the_typed_one_is_shown_again(
    client: Client, opened: Round, address: AddressOf
) -> None:
    url = address("question", opened, "own", "problem.3")
    html = client.post(url, {"value": "12", "beside": "state:dont_know"}).content.decode()
    assert 'value="12"' in html
    assert "checked" not in html


def test_half_an_answer_waits_without_an_error(
    client: Client, opened: Round, address: AddressOf, stored: Stored
) -> None:
    url = address("question", opened, "own", "success.2")
    waiting = client.post(url, {"value": ["cost"]}, headers={"HX-Request": "true"})
    assert (waiting.status_code, waiting["X-Unfinished"]) == (200, "Choose 3; 1 so far.")
    assert "X-Version" not in waiting
    assert client.post(url, {"value": ["cost"]}).status_code == 400
    assert stored("success.2") is None


@pytest.mark.parametrize(
    "stamp", [{"tab": "x" * 37}, {"sequence": "-1"}, {"version": "x"}, {"reason": "a\x00b"}]
)
def test_what_no_page_sends_is_a_bad_request(
    client: Client, url: str, stored: Stored, stamp: dict[str, str]
) -> None:
    for headers in ({}, {"HX-Request": "true"}):
        assert client.post(url, {"value": "4", **stamp}, headers=headers).status_code == 400
    assert stored() is None


@pytest.mark.parametrize("size", [600 * 1024, 2 * 1024 * 1024])
def test_what_is_too_large_is_refused_as_such(client: Client, url: str, stored: Stored, size: int) -> None:
    sent = {"value": "4", "reason": "x" * size}
    page = client.post(url, sent)
    fragment = client.post(url, sent, headers={"HX-Request": "true"})
    assert (page.status_code, fragment.status_code) == (413, 413)
    assert "larger than this page accepts" in fragment.content.decode()
    assert "<html" not in fragment.content.decode()
    assert stored() is None


def test_a_sealed_sheet_says_so(
    client: Client, url: str, opened: Round, address: AddressOf, stored: Stored
) -> None:
    answer_everything(seat=seat_of(opened, Side.BUSINESS))
    client.post(address("submit", opened))
    before = stored()
    for headers in ({}, {"HX-Request": "true"}):
        closed = client.post(url, {"value": "1", "tab": "late"}, headers=headers)
        assert closed.status_code == 409
        assert "sealed" in closed.content.decode()
    assert stored() == before
    assert client.get(url)["Location"] == address("answer", opened)


def test_a_cancelled_round_takes_no_answers(
    client: Client, url: str, opened: Round, facilitator: Membership, stored: Stored
) -> None:
    with organization_scope(opened.organization):
        cancel_round(round=opened, by=facilitator)
    closed = client.post(url, {"value": "1"})
    assert closed.status_code == 409
    assert "The round was cancelled." in closed.content.decode()
    assert stored() is None


def test_before_start_a_question_leads_to_the_introduction(
    client_of: ClientOf, opened: Round, cto: Membership, url: str, address: AddressOf
) -> None:
    assert client_of(cto).get(url)["Location"] == address("answer", opened)


@pytest.mark.parametrize(
    ("part", "item"),
    [
        ("own", "nothing.1"),
        ("own", "data"),
        ("prediction", "problem.2"),
        ("importance", "problem.1"),
        ("other", "problem.1"),
        ("own", "x" * 3000),
        ("own", "%00"),
    ],
)
def test_unknown_questions_do_not_exist(
    client: Client, opened: Round, address: AddressOf, part: str, item: str
) -> None:
    url = f"{address('answer', opened)}{part}/{item}/"
    assert client.get(url).status_code == 404
    assert client.post(url, {"value": "1"}).status_code == 404


def test_nobody_else_reaches_a_seat(
    client_of: ClientOf,
    client: Client,
    url: str,
    facilitator: Membership,
    outsider: Membership,
    cto: Membership,
) -> None:
    client.post(url, {"value": "4", "reason": "canary"})
    assert client_of(facilitator).get(url).status_code == 403
    assert client_of(facilitator).post(url, {"value": "1"}).status_code == 403
    assert client_of(outsider).post(url, {"value": "1"}).status_code == 404
    theirs = client_of(cto)
    theirs.post(url.removesuffix("own/problem.1/"))
    assert "canary" not in theirs.get(url).content.decode()
    assert client.put(url).status_code == 405


def test_query_counts(
    client: Client, url: str, autosave: Save, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(url)
    with django_assert_num_queries(5):  # session, person, membership, seat with round, answer
        client.get(url)
    autosave("4")
    with django_assert_num_queries(5):  # session, person, membership, seat with round, one statement
        autosave("3", sequence=2)
