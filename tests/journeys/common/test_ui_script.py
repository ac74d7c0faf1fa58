"""The script of the pages alone in a real browser: what it promises about saving, answering and keys."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs

import django_htmx
import pytest
from playwright.sync_api import Browser, Dialog, Page, Route, expect

ROOT = Path(__file__).resolve().parents[3]
HTMX = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
SITE = "http://parallax.test"
SCALE = "".join(
    f'<label><input type="radio" name="value" value="{step}">{step}</label>' for step in range(1, 6)
)
RANKS = "".join(f"<option>{place}</option>" for place in range(1, 4))
RANKING = "".join(
    f'<li class="ranking__row"><select name="rank-{risk}"><option></option>{RANKS}</select>'
    f'<span class="ranking__label">{risk}</span></li>'
    for risk in ("outage", "drift", "breach")
)
PAGE = f"""<!doctype html><meta charset="utf-8"><title>Question</title>
<script src="/htmx.js" defer></script><script src="/ui.js" defer></script>
<form method="post" action="/next" hx-post="/save" hx-trigger="save" hx-sync="this:queue last" hx-swap="none"
      data-autosave="answer-1"><input type="hidden" name="version" value="1">
<div id="scale" data-answer data-keys>{SCALE}</div>
<ol data-answer data-ranking>{RANKING}</ol>
<div data-answer data-allocation="100"><input name="a"><input name="b"><p data-allocation-sum></p></div>
<div data-off-scale><input type="radio" name="off" value="dont_know"></div>
<textarea name="reason" id="reason"></textarea><button>Continue</button>
<p data-save-state></p><div data-save-conflict></div></form>"""


@dataclass(kw_only=True)
class Server:
    """Answers the browser from memory and remembers what was saved."""

    status: int = 204
    redirect: str = ""
    is_reachable: bool = True
    saved: list[dict[str, str]] = field(default_factory=list)

    def answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(SITE)
        if path in {"/htmx.js", "/ui.js"}:
            route.fulfill(path=HTMX if path == "/htmx.js" else ROOT / "static" / "js" / "ui.js")
        elif path == "/save":
            self.save(route)
        else:
            body = PAGE if path == "/question" else f"<title>{path}</title><form data-sign-out></form>"
            cookie = {"Set-Cookie": "csrftoken=token-of-the-cookie"}
            route.fulfill(body=body, content_type="text/html", headers=cookie)

    def save(self, route: Route) -> None:
        if not self.is_reachable:
            return route.abort()
        sent = parse_qs(route.request.post_data or "", keep_blank_values=True)
        token = route.request.headers.get("x-csrftoken", "")
        self.saved.append({name: values[-1] for name, values in sent.items()} | {"token": token})
        headers = {"X-Saved-At": "14:32", "X-Version": "2"}
        if self.redirect:
            headers = {"HX-Redirect": self.redirect}
        body = "<p>The other text</p>" if self.status == 409 else ""
        return route.fulfill(status=self.status, headers=headers, body=body, content_type="text/html")


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def question(browser: Browser, server: Server) -> Iterator[Page]:
    context = browser.new_context()
    context.set_default_timeout(8_000)
    context.route("**/*", server.answer)
    page = context.new_page()
    page.goto(f"{SITE}/question")
    yield page
    context.close()


def says(page: Page, words: str) -> None:
    expect(page.locator("[data-save-state]")).to_have_text(words, timeout=8_000)


def test_a_digit_chooses_and_saves_with_tab_sequence_and_token(question: Page, server: Server) -> None:
    question.focus("#scale input >> nth=0")
    question.keyboard.press("4")
    says(question, "Saved 14:32")
    assert server.saved[0]["value"] == "4"
    assert server.saved[0]["token"] == "token-of-the-cookie"
    assert len(server.saved[0]["tab"]) == 24
    question.keyboard.press("2")
    expect(question.locator("input[name=version]")).to_have_value("2")
    says(question, "Saved 14:32")
    assert [int(request["sequence"]) for request in server.saved] == [1, 2]


def test_saved_disappears_with_the_next_letter(question: Page, server: Server) -> None:
    question.check("#scale input >> nth=1")
    says(question, "Saved 14:32")
    question.locator("#reason").press_sequentially("x")
    assert question.inner_text("[data-save-state]") == "Saving…"
    says(question, "Saved 14:32")
    assert server.saved[-1]["reason"] == "x"


@pytest.mark.parametrize("is_reachable", [False, True], ids=["no network", "server error"])
def test_a_failed_save_says_so_and_is_tried_again(question: Page, server: Server, is_reachable: bool) -> None:
    server.status, server.is_reachable = 503, is_reachable
    question.fill("#reason", "kept")
    says(question, "Not saved – trying again")
    server.status, server.is_reachable = 204, True
    says(question, "Saved 14:32")
    assert server.saved[-1]["reason"] == "kept"


def test_a_conflict_shows_the_other_text_and_never_saved(question: Page, server: Server) -> None:
    server.status = 409
    question.fill("#reason", "mine")
    says(question, "Not saved")
    assert question.inner_text("[data-save-conflict]").strip() == "The other text"
    assert len(server.saved) == 1


def test_text_survives_the_end_of_the_session(question: Page, server: Server) -> None:
    server.redirect = "/sign-in"
    question.fill("#reason", "typed before")
    question.wait_for_url("**/sign-in")
    server.redirect = ""
    question.goto(f"{SITE}/question")
    expect(question.locator("#reason")).to_have_value("typed before")
    says(question, "Saved 14:32")
    assert server.saved[-1]["reason"] == "typed before"
    question.reload()
    expect(question.locator("#reason")).to_have_value("")


def test_leaving_warns_only_while_something_is_unsaved(question: Page, server: Server) -> None:
    warnings: list[str] = []

    def accept(dialog: Dialog) -> None:
        warnings.append(dialog.type)
        dialog.accept()

    question.on("dialog", accept)
    question.check("#scale input >> nth=1")
    says(question, "Saved 14:32")
    question.goto(f"{SITE}/home")
    assert warnings == []
    question.goto(f"{SITE}/question")
    server.status = 503
    question.fill("#reason", "unsaved")
    says(question, "Not saved – trying again")
    question.goto(f"{SITE}/home")
    assert warnings == ["beforeunload"]


def test_two_tabs_have_two_names(question: Page, server: Server) -> None:
    question.check("#scale input >> nth=1")
    says(question, "Saved 14:32")
    with question.expect_popup() as opened:
        question.evaluate("window.open('/question')")  # copies sessionStorage, as duplicating a tab does
    opened.value.check("#scale input >> nth=2")
    says(opened.value, "Saved 14:32")
    assert server.saved[0]["tab"] != server.saved[1]["tab"]


def test_an_answer_and_no_answer_exclude_each_other(question: Page) -> None:
    question.fill("[name=a]", "60")
    question.fill("[name=b]", "50")
    assert question.inner_text("[data-allocation-sum]") == "110 of 100, 10 too many"
    question.check("[name=off]")
    assert question.input_value("[name=a]") == ""
    question.fill("[name=a]", "5")
    assert not question.is_checked("[name=off]")


def test_ranking_by_button_and_by_number_never_gives_a_rank_twice(question: Page, server: Server) -> None:
    question.click("[aria-label='Move down: outage']")
    says(question, "Saved 14:32")
    assert {server.saved[-1][f"rank-{risk}"] for risk in ("outage", "drift", "breach")} == {"1", "2", "3"}
    assert server.saved[-1]["rank-outage"] == "2"
    question.select_option("[name=rank-breach]", "1")
    expect(question.locator(".ranking__label").first).to_have_text("breach")
    assert question.input_value("[name=rank-drift]") == "3"
