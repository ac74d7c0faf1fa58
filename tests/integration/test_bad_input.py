"""Whatever is sent gets a clear answer, never a 500, the same on both engines; and nothing is lost."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from alignment.models import Answer, Round
from alignment.services.sealing import submit
from organizations.access import organization_scope, unfenced
from organizations.models import Membership
from tests.factories.alignment import answer_everything, make_open_round, own_seat
from tests.fixtures.people import ClientOf

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
HTMX = {"HX-Request": "true"}
ANSWER = {"value": "3", "reason": "kept", "tab": "one", "sequence": "5", "version": "0"}
Fields = Mapping[str, str | list[str]]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The CEO at an open round with one saved answer."""

    client: Client
    round: Round
    author: Membership

    def url(self, item: str = "problem.1", part: str = "own") -> str:
        slug = self.round.organization.slug
        return reverse("alignment:question", args=[slug, self.round.pk, part, item])

    def post(self, fields: Fields, *, item: str = "problem.1", part: str = "own", **headers: str) -> int:
        answer = self.client.post(self.url(item, part), fields, headers=headers or None)
        return int(answer.status_code)

    def raw(self, body: bytes, content_type: str = FORM) -> int:
        return int(self.client.generic("POST", self.url(), body, content_type=content_type).status_code)

    def saved(self, item: str = "problem.1", kind: str = "own") -> tuple[object, str] | None:
        with unfenced():
            row = Answer.unguarded.filter(seat__membership=self.author, item=item, kind=kind).first()
        return (row.value, row.reason) if row else None


@pytest.fixture
def sheet(client_of: ClientOf, ceo: Membership, cto: Membership, facilitator: Membership) -> Iterator[Sheet]:
    """At its end the answer that was saved first is still there."""
    round = make_open_round(organization=ceo.organization, business=[ceo], technology=[cto], by=facilitator)
    client = client_of(ceo)
    client.raise_request_exception = False
    made = Sheet(client=client, round=round, author=ceo)
    made.client.post(reverse("alignment:answer", args=[ceo.organization.slug, round.pk]))
    assert made.post(ANSWER) == 302
    yield made
    assert made.saved() == (3, "kept")


def newer(**fields: str | list[str]) -> dict[str, str | list[str]]:
    return {**ANSWER, "sequence": "6", "version": "1", **fields}


WRONG_VALUES: Mapping[str, tuple[str, list[dict[str, str | list[str]]]]] = {
    "scale": (
        "problem.1",
        [{"value": text} for text in ("0", "6", "3.5", "-1", "x", "٣", "3 4", "1e0", "NaN")],
    ),
    "choice": ("problem.2", [{"value": text} for text in ("nothing", "1", "problem.2", "<b>")]),
    "percent": (
        "problem.3",
        [
            {"value": text}
            for text in ("101", "-0.1", "NaN", "Infinity", "1e999", "9" * 39, "0x10", "five", "1,2,3")
        ],
    ),
    "number": (
        "data.3",
        [{"value": text} for text in ("NaN", "-inf", "9" * 40, "1e400", "twelve", "²", "--1")],
    ),
    "ranking": ("risk.1", [{"rank-bias": "1", "rank-drift": "x"}, {"rank-none": "1", "value": "bias"}]),
    "pick": ("success.2", [{"value": ["none", "proof"]}, {"value": ["proof"] * 9}]),
    "allocation": ("pace.3", [{"part-none": "100", "value": "1"}]),
    "bipolar": ("success.4", [{"value": text} for text in ("0", "8", "4.0")]),
}
CASES = [(kind, item, fields) for kind, (item, all_fields) in WRONG_VALUES.items() for fields in all_fields]


@pytest.mark.parametrize(("kind", "item", "fields"), CASES)
def test_an_answer_that_the_question_does_not_allow(
    sheet: Sheet, kind: str, item: str, fields: dict[str, str | list[str]]
) -> None:
    sent = {"reason": "typed", "tab": "one", "sequence": "9", "version": "1", **fields}
    before = sheet.saved(item)
    page = sheet.client.post(sheet.url(item), sent)
    assert page.status_code == 400
    assert "typed" in page.content.decode(), "what was typed is on the page that refuses"
    assert sheet.saved(item) == before


@pytest.mark.parametrize(
    "fields",
    [
        {"certainty": "4"},
        {"certainty": "NaN"},
        {"beside": "state:everything"},
        {"value": ["3", "state:dont_know"]},
        {"sequence": "-1"},
        {"sequence": "9" * 30},
        {"sequence": "NaN"},
        {"sequence": "9007199254740992"},
        {"version": "1.5"},
        {"version": "2147483648"},
        {"version": "9" * 16},
        {"keep_over": "x"},
        {"tab": "x" * 37},
        {"tab": "é"},
        {"tab": "a b"},
        {"reason": "x" * 4001},
        {"reason": "a\x00b"},
        {"value": "\x00"},
        {"tab": "\x00"},
        {"more\x00": "1"},
    ],
    ids=str,
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["form", "htmx"])
def test_fields_that_no_page_sends(sheet: Sheet, fields: dict[str, str], headers: dict[str, str]) -> None:
    assert sheet.post(newer(**fields), **headers) == 400


RAW: Mapping[str, tuple[bytes, str, int]] = {
    "lone surrogate": (b"value=3&reason=%ED%A0%80", FORM, 400),
    "invalid utf-8": (b"value=3&reason=%FF%FE", FORM, 400),
    "raw invalid utf-8": (b"value=3&reason=\xff\xfe\x80", FORM, 400),
    "nul": (b"value=3&reason=%00", FORM, 400),
    "json": (b'{"value": 4}', "application/json", 400),
    "broken multipart": (b"--x\r\nnothing", "multipart/form-data; boundary=x", 409),
    "multipart without boundary": (b"value=4", "multipart/form-data", 400),
    "empty boundary": (b"value=4", "multipart/form-data; boundary=", 400),
    "unknown charset": (b"value=4", f"{FORM}; charset=klingon", 409),
    "no content type": (b"value=4", "", 400),
    "two megabytes": (b"value=4&reason=" + b"x" * 2_000_000, FORM, 413),
    "ten thousand fields": (b"&".join(b"f%d=1" % number for number in range(10_000)), FORM, 400),
}


@pytest.mark.parametrize("name", RAW)
def test_bodies_that_no_browser_sends(sheet: Sheet, name: str) -> None:
    body, content_type, expected = RAW[name]
    status = sheet.raw(body, content_type)
    assert status == expected, name


def test_a_text_of_two_megabytes_says_so_in_place(sheet: Sheet) -> None:
    answer = sheet.client.post(sheet.url(), newer(reason="x" * 2_000_000), headers=HTMX)
    assert answer.status_code == 413
    assert "larger than this page accepts" in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_a_stale_or_repeated_sequence_is_acknowledged_without_effect(sheet: Sheet) -> None:
    for sequence in ("5", "4", "1"):
        late = {**ANSWER, "value": "1", "reason": "older", "sequence": sequence}
        answer = sheet.client.post(sheet.url(), late, headers=HTMX)
        assert (answer.status_code, answer.headers["X-Version"]) == (200, "1")


def test_a_second_tab_gets_both_texts(sheet: Sheet) -> None:
    other = newer(tab="two", version="0", value="5", reason="from the other tab")
    for headers in ({}, HTMX):
        answer = sheet.client.post(sheet.url(), other, headers=headers)
        assert answer.status_code == 409
        text = answer.content.decode()
        assert "kept" in text
        assert "from the other tab" in text


def test_after_sealing_nothing_changes(sheet: Sheet) -> None:
    answer_everything_else(sheet)
    with organization_scope(sheet.round.organization):
        submit(seat=own_seat(sheet.round, sheet.author), by=sheet.author)
    for headers in ({}, HTMX):
        answer = sheet.client.post(sheet.url(), newer(value="5"), headers=headers)
        assert answer.status_code == 409
        assert "can no longer be changed" in answer.content.decode() or "submitted" in answer.content.decode()


def answer_everything_else(sheet: Sheet) -> None:
    sheet.post(ANSWER, item="problem.4")


@pytest.mark.parametrize("part", ["own", "prediction", "importance", "else", "OWN", "own%00"])
@pytest.mark.parametrize("item", ["no.1", "problem.99", "x" * 300, "<script>", "%00", "..", "problem.1%20"])
def test_questions_that_do_not_exist(sheet: Sheet, part: str, item: str) -> None:
    base = sheet.url().removesuffix("own/problem.1/")
    for method in ("get", "post"):
        assert getattr(sheet.client, method)(f"{base}{part}/{item}/").status_code in {400, 404}


def test_rounds_of_nobody_and_of_others_are_the_same_nothing(
    sheet: Sheet, outsider: Membership, client_of: ClientOf
) -> None:
    stranger = client_of(outsider)
    other = make_open_round(organization=outsider.organization)
    slug = sheet.round.organization.slug
    for url in (
        reverse("alignment:question", args=[slug, uuid4(), "own", "problem.1"]),
        reverse("alignment:question", args=[slug, other.pk, "own", "problem.1"]),
    ):
        assert sheet.client.get(url).status_code == 404
        assert sheet.client.post(url, ANSWER).status_code == 404
    assert stranger.post(sheet.url(), ANSWER).status_code == 404


@pytest.mark.parametrize(
    "identifier",
    [
        "x",
        "0",
        "-1",
        "1" * 400,
        "%00",
        "null",
        "00000000-0000-0000-0000-00000000000g",
        "{}",
        "%ED%A0%80",
        "%FF",
    ],
)
def test_malformed_ids(sheet: Sheet, identifier: str) -> None:
    slug = sheet.round.organization.slug
    for path in (
        "rounds/{}/",
        "documents/{}/",
        "jobs/{}/",
        "rounds/{}/gaps/",
        "rounds/{}/answer/own/problem.1/",
    ):
        assert sheet.client.get(f"/o/{slug}/{path.format(identifier)}").status_code in {400, 404}


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_methods_that_no_page_has(sheet: Sheet, method: str) -> None:
    assert getattr(sheet.client, method)(sheet.url()).status_code == 405


@pytest.mark.parametrize(
    "headers",
    [
        {"HX-Request": "perhaps"},
        {"HX-Request": "true", "HX-Current-URL": "http://[broken"},
        {"HX-Request": "true", "HX-Current-URL": "\x7f" * 500},
        {"HX-Request": "true", "HX-Target": "<script>", "HX-Trigger": "%00", "HX-Prompt": "\x01"},
        {"HX-Request": "true", "HX-Boosted": "no", "HX-History-Restore-Request": "true"},
        {"HX-Unheard-Of": "1"},
        {"Accept-Language": ",;q=,,x" * 50},
        {"Referer": "http://[broken"},
        {"X-Forwarded-For": "not an address, '; --"},
        {"User-Agent": "x" * 5000},
        {"Cookie": "sessionid=\x00"},
    ],
    ids=lambda headers: " ".join(headers),
)
def test_headers_that_no_browser_sends(sheet: Sheet, headers: dict[str, str]) -> None:
    urls = (
        sheet.url(),
        reverse("alignment:rounds", args=[sheet.round.organization.slug]),
        "/",
        "/account/login/",
    )
    for client in (sheet.client, Client(raise_request_exception=False)):
        for url in urls:
            assert client.get(url, headers=headers).status_code in {200, 302, 400, 404}
            assert client.post(url, {"next": "\\"}, headers=headers).status_code in {
                200,
                302,
                400,
                404,
                405,
                409,
            }


PAGES: Mapping[str, Callable[[Sheet], str]] = {
    "rounds": lambda sheet: reverse("alignment:rounds", args=[sheet.round.organization.slug]),
    "gaps": lambda sheet: reverse("alignment:gaps", args=[sheet.round.organization.slug, sheet.round.pk]),
    "waiting": lambda sheet: reverse(
        "alignment:waiting", args=[sheet.round.organization.slug, sheet.round.pk]
    ),
    "login": lambda sheet: "/account/login/",
}


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=-1",
        f"page={'9' * 400}",
        "page=NaN",
        "page=%00",
        "sort=%00",
        "sort=x",
        "seen=%ED%A0%80",
        "change=%FF",
        "next=%00",
        "next=//evil",
        "%",
    ],
)
@pytest.mark.parametrize("name", PAGES)
def test_queries_that_no_link_has(sheet: Sheet, name: str, query: str) -> None:
    status = sheet.client.get(f"{PAGES[name](sheet)}?{query}").status_code
    assert status in {200, 302, 400, 404}
    if "%00" in query or "%ED%A0%80" in query:
        assert status == 400


FORMS: Mapping[str, Callable[[Sheet], str]] = {
    "start": lambda sheet: "/start/",
    "login": lambda sheet: "/account/login/",
    "reset": lambda sheet: "/account/password/reset/",
    "theme": lambda sheet: "/theme/",
    "settings": lambda sheet: "/account/settings/",
    "seats": lambda sheet: reverse(
        "alignment:seat_add", args=[sheet.round.organization.slug, sheet.round.pk]
    ),
    "new round": lambda sheet: reverse("alignment:round_new", args=[sheet.round.organization.slug]),
    "invite": lambda sheet: reverse("organizations:invite", args=[sheet.round.organization.slug]),
}
NAMES = (
    "name",
    "organization",
    "title",
    "side",
    "email",
    "login",
    "password",
    "time_zone",
    "theme",
    "form",
    "due_on",
)
MORE = ("membership", "is_required", "role", "is_administrator", "step")
TEXTS = (
    "\x00",
    "x" * 5000,
    "'; DROP TABLE x; --",
    "\u202e",
    "9" * 400,
    "-1",
    "NaN",
    "٣",
    "0001-01-01",
    "99999-99-99",
)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: repr(text)[:20])
@pytest.mark.parametrize("name", FORMS)
def test_every_form_with_nonsense_in_every_field(
    sheet: Sheet, name: str, text: str, administrator: Membership, client_of: ClientOf
) -> None:
    for client in (client_of(administrator), Client()):
        client.raise_request_exception = False
        answer = client.post(FORMS[name](sheet), dict.fromkeys((*NAMES, *MORE), text))
        assert answer.status_code in {200, 302, 400, 403, 429}, answer.status_code
        if "\x00" in text:
            assert answer.status_code in {302, 400}
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")  # the transaction has not been broken


def test_the_whole_sheet_is_untouched_by_nonsense(sheet: Sheet, cto: Membership) -> None:
    answer_everything(seat=own_seat(sheet.round, cto), reason="whole")
    with unfenced():
        before = list(Answer.unguarded.filter(seat__round=sheet.round).order_by("pk").values())
    for name in RAW:
        body, content_type, _ = RAW[name]
        for item in ("data.1", "risk.1"):
            url = sheet.url(item)
            nonsense = body.replace(b"value=", b"value=x")
            sheet.client.generic("POST", url, nonsense, content_type=content_type)
    with unfenced():
        after = list(
            Answer.unguarded.filter(seat__round=sheet.round, pk__in=[row["id"] for row in before])
            .order_by("pk")
            .values()
        )
    assert before == after
