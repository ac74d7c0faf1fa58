"""Every page: nothing for axe to find in light and dark, no sideways scrolling at 320 px, nothing in the console."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize
from pytest_django import DjangoDbBlocker

from tests.fixtures.databases import fresh_database
from tests.fixtures.live import Live
from tests.fixtures.routes import all_patterns
from tests.journeys.gallery import PICTURES, Gallery, Picture
from tools.processes import free_port

#: Addresses that show no page of their own, each with the reason.
NO_PAGES = {
    "alive": "for machines",
    "ready": "for machines",
    "organizations:theme": "POST only",
    "organizations:membership_deactivate": "POST only",
    "organizations:membership_reactivate": "POST only",
    "organizations:invitation_resend": "POST only",
    "organizations:invitation_revoke": "POST only",
    "reports:document": "a file",
    "reports:round_report": "POST only",
    "reports:job_retry": "POST only",
    "reports:job_cancel": "POST only",
    "alignment:round_open": "POST only",
    "alignment:seat_add": "POST only",
    "alignment:seat_first": "POST only",
    "alignment:seat_remove": "POST only",
    "alignment:seat_remind": "POST only",
    "alignment:waiting": "a part of the round's page",
    "alignment:receipt_file": "a file",
    "alignment:reopen": "POST only",
    "account_set_password": "leads on: everybody here has a password",
    "account_confirm_login_code": "leads on: no sign-in by code",
    "mfa_authenticate": "after a password only, with a second factor",
    "mfa_reauthenticate": "with a second factor only",
    "mfa_deactivate_totp": "with a second factor only",
    "mfa_view_recovery_codes": "with a second factor only",
    "mfa_generate_recovery_codes": "with a second factor only",
    "mfa_download_recovery_codes": "a file",
    "mfa_reauthenticate_webauthn": "with a passkey only",
    "mfa_remove_webauthn": "with a passkey only",
    "mfa_edit_webauthn": "with a passkey only",
    "mfa_login_webauthn": "for the script of the sign-in page",
}
NARROW: ViewportSize = {"width": 320, "height": 800}
WIDE: ViewportSize = {"width": 1280, "height": 900}
CONTRAST = {"runOnly": ["color-contrast", "link-in-text-block"], "resultTypes": ["violations"]}
TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= room) return [];
  const inScroller = (e) => { for (let p = e.parentElement; p; p = p.parentElement)
    if (["auto", "scroll", "hidden"].includes(getComputedStyle(p).overflowX)) return true; return false; };
  return [...document.querySelectorAll("body *")]
    .filter((e) => e.getBoundingClientRect().right > room + 1 && !inScroller(e))
    .map((e) => e.outerHTML.slice(0, 120));
}"""


@dataclass
class Exhibition:
    """The product with the gallery in its database, and a session for everybody in it."""

    browser: Browser
    live: Live
    gallery: Gallery
    cookies: dict[str, str] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def visit(self, picture: Picture) -> Page:
        context = self.browser.new_context(base_url=self.live.url, reduced_motion="reduce", viewport=WIDE)
        self.sign_in(context, picture)
        page = context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on(
            "console", lambda message: self.note(message.text, picture) if message.type == "error" else None
        )
        answer = page.goto(picture.address(self.gallery))
        assert answer is not None
        assert answer.status == picture.status
        return page

    def note(self, text: str, picture: Picture) -> None:
        """A refused page is told to the console by the browser itself."""
        if f"status of {picture.status}" not in text:
            self.errors.append(text)

    def sign_in(self, context: BrowserContext, picture: Picture) -> None:
        if picture.viewer is None:
            return
        name = str(picture.viewer)
        self.cookies[name] = self.cookies.get(name) or self.gallery.cookie(picture.viewer)
        context.add_cookies([{"name": "sessionid", "value": self.cookies[name], "url": self.live.url}])


@pytest.fixture(scope="module")
def exhibition(
    browser: Browser,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
    static_folder: Path,
) -> Iterator[Exhibition]:
    """One product for all pages; without its jobs, so that what waits stays waiting."""
    folder = tmp_path_factory.mktemp("gallery")
    with django_db_blocker.unblock(), fresh_database():
        gallery = Gallery()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("START_IS_OPEN", "true")  # production shuts it once there is an organization
            live = Live(port=free_port(), data_dir=folder, email_url=f"filemail://{folder}/mail")
        if live.environment["REDIS_URL"]:
            (folder / "static").symlink_to(static_folder)
        live.web.launch()
        try:
            live.web.wait_until_ready()
            yield Exhibition(browser, live, gallery)
        finally:
            live.web.stop()
    assert " ERROR " not in live.log(), live.log()


def faults(page: Page, options: dict[str, Any] | None = None) -> list[str]:
    """What axe finds, one line for each element (Any: axe's own options)."""
    found = Axe().run(page, options=options or {"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:150]} {node.get('failureSummary', '')[:200]}"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.id)
def test_page(exhibition: Exhibition, picture: Picture) -> None:
    exhibition.errors.clear()
    page = exhibition.visit(picture)
    try:
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
        found = {"light": faults(page)}
        page.emulate_media(color_scheme="dark")
        found["dark"] = faults(page, CONTRAST)
        page.set_viewport_size(NARROW)
        found["320 px"] = page.evaluate(TOO_WIDE)
        found["console"] = exhibition.errors
        assert not any(found.values()), found
        assert page.locator("h1").count() == 1
    finally:
        page.context.close()


def test_every_address_is_shown_or_shows_no_page() -> None:
    shown = {picture.route for picture in PICTURES}
    names = {pattern.name for pattern in all_patterns()}
    assert names - shown - set(NO_PAGES) == set()
    assert set(NO_PAGES) - names == set()
    assert shown & set(NO_PAGES) == set()


def test_the_search_finds_what_is_wrong(browser: Browser) -> None:
    """Low contrast, a picture without a name and a wide box, planted on a page of their own."""
    page = browser.new_page(viewport=NARROW)
    page.set_content(
        '<html lang="en"><title>Planted</title><main><h1>Planted</h1><p style="color:#aaa">grey</p><img src="x">'
        '<div style="width:500px">wide</div></main></html>'
    )
    found = " ".join(faults(page))
    assert "color-contrast" in found
    assert "image-alt" in found
    assert "color-contrast" in " ".join(faults(page, CONTRAST))
    assert len(page.evaluate(TOO_WIDE)) >= 1
    page.close()
