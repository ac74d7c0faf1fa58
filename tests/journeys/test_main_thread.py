"""Two leaders answer apart, submit in the same second, see it revealed to both, and get the same numbers everywhere."""

import json
import math
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from alignment.models import Round
from organizations.access import unfenced
from tests.factories.alignment import Pattern
from tests.factories.organizations import PASSWORD
from tests.fixtures.browser import NewContext
from tests.fixtures.live import Live
from tests.fixtures.mail import Mailbox
from tests.journeys.answering import DONT_KNOW, INSTRUMENT, NOT_APPLICABLE, Step, enter, sheet, together, walk

CEO, CTO = "clara@harbour.example", "theo@harbour.example"
HALF = 27
LINK = re.compile(r"http://\S+")


@dataclass(frozen=True, kw_only=True)
class Leader:
    """One person in a browser of their own."""

    context: BrowserContext
    page: Page


def start_organization(new_context: NewContext) -> Leader:
    context = new_context(allow_console_errors=True)  # a failed save and a conflict are part of the story
    page = context.new_page()
    page.goto("/")
    page.get_by_role("link", name="Start an organization").first.click()
    page.get_by_label("Your name").fill("Clara Haas")
    page.get_by_label("Organization", exact=True).fill("Harbour")
    page.get_by_label("Your title").fill("CEO")
    page.get_by_label("Business").check()
    page.get_by_label("E-mail address").fill(CEO)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("heading", name="Your next step").or_(page.locator("#next-step"))).to_be_visible()
    return Leader(context=context, page=page)


def invite(page: Page, mail: Mailbox) -> str:
    """Invite the CTO with the mail in sight; return the link of the mail that comes."""
    page.get_by_role("navigation", name="Main").get_by_role("link", name="People").click()
    page.get_by_role("link", name="Invite somebody").click()
    page.get_by_label("Name", exact=True).fill("Theo Lang")
    page.get_by_label("E-mail address").fill(CTO)
    page.get_by_label("Title").fill("CTO")
    page.get_by_role("button", name="Show the mail").click()
    expect(page.get_by_text("Clara Haas (CEO) invites you to join Harbour")).to_be_visible()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("The invitation of Theo Lang is on its way.")).to_be_visible()
    text = mail.wait_for(to=CTO)[0].get_body(("plain",))
    assert text is not None
    found = LINK.search(text.get_content())
    assert found
    return found.group()


def accept(new_context: NewContext, link: str) -> Leader:
    """Opening the link, even often and by a scanner, changes nothing; the first button wins, the second is refused."""
    scanner, first, second = (new_context(allow_console_errors=True) for _ in range(3))
    for _ in range(3):
        assert scanner.request.get(link).status == 200
    pages = [context.new_page() for context in (first, second)]
    for page in pages:
        page.goto(link)
        page.get_by_label("Password").fill(PASSWORD)
    pages[0].get_by_role("button").last.click()
    expect(pages[0].locator("#next-step")).to_be_visible()
    pages[1].get_by_role("button").last.click()
    expect(pages[1].get_by_role("heading", level=1)).to_have_text("This invitation has been accepted")
    assert scanner.request.get(link).status == 410
    return Leader(context=first, page=pages[0])


def open_round(page: Page) -> str:
    """Make, fill and open a round; return the address of its page."""
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Rounds").click()
    page.get_by_role("link", name="Set up the first round").click()
    page.get_by_role("button", name="Create the draft").click()
    refused = page.get_by_role("button", name="Open the round")
    expect(refused).to_have_attribute("aria-disabled", "true")
    for side in ("business", "technology"):
        page.get_by_role("button", name=f"Add to the {side} side").click()
    refused.click()
    expect(page.get_by_text("The round is open.")).to_be_visible()
    return page.url


def begin(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="See what will happen").click()
    page.get_by_role("button", name="Start").click()


def fail_and_recover(leader: Leader) -> None:
    """The network goes and comes back: the page says so, keeps the answer and saves it by itself."""
    saved = leader.page.locator("[data-save-state]")
    leader.context.set_offline(True)
    leader.page.get_by_text("Add a reason").click()
    leader.page.locator("#reason").fill("Counted in spring.")
    expect(saved).to_have_text("Not saved – trying again")
    expect(leader.page.locator("#reason")).to_have_value("Counted in spring.")
    leader.context.set_offline(False)
    expect(saved).to_have_text(re.compile(r"Saved \d\d:\d\d"))


def refuse_and_recover(page: Page) -> None:
    """The server fails twice: tried again until it does not."""
    failures = iter((503, 500))
    saved = page.locator("[data-save-state]")

    def fail(route: Any) -> None:  # Any: Playwright's route
        status = next(failures, None)
        route.fulfill(status=status) if status and route.request.method == "POST" else route.continue_()

    page.route("**/answer/own/**", fail)
    page.get_by_text("Add a reason").click()
    page.locator("#reason").fill("Seen in the logs.")
    expect(saved).to_have_text("Not saved – trying again")
    expect(saved).to_have_text(re.compile(r"Saved \d\d:\d\d"))
    page.unroute("**/answer/own/**")


def first_half(leader: Leader, base: str, steps: list[Step], *, offline: bool) -> Any:
    """Walk the first half; on the second screen a save fails and recovers. Any: an iterator of steps."""
    for number, step in enumerate(walk(leader.page, base, steps[:HALF])):
        if number == 1:
            fail_and_recover(leader) if offline else refuse_and_recover(leader.page)
        yield step


def switch_device(new_context: NewContext, base: str, address: str, steps: list[Step]) -> Leader:
    """Sign in on a phone and land on the first open question."""
    context = new_context(viewport={"width": 390, "height": 844}, allow_console_errors=True)
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Email").fill(CTO)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name="Go on").click()
    page.wait_for_url(f"{base}{steps[HALF].path}")
    expect(page.locator(".progress")).to_contain_text(f"{HALF + 1} of 54")
    return Leader(context=context, page=page)


def meet_a_conflict(old: Page, new: Page, step: Step) -> None:
    """Both devices answer the same question: the later one sees both texts, and chooses the other one."""
    enter(new, step)
    new.get_by_text("Add a reason").click()
    new.locator("#reason").fill("Written on the phone.")
    expect(new.locator("[data-save-state]")).to_have_text(re.compile("Saved"))
    old.get_by_text("Add a reason").click()
    old.locator("#reason").fill("Written at the desk.")
    conflict = old.locator(".conflict")
    expect(conflict).to_contain_text("Written on the phone.")
    expect(conflict).to_contain_text("Written at the desk.")
    expect(old.locator("[data-save-state]")).to_have_text("Not saved")
    conflict.get_by_role("link", name="Take what was saved elsewhere").click()
    expect(old.locator("#reason")).to_have_value("Written on the phone.")


def submit_at_once(leaders: list[Leader], base: str, round_id: str) -> None:
    """Both press the button back to back; what stays must be one reveal."""
    buttons = []
    for leader in leaders:
        leader.page.wait_for_url(f"{base}check/")
        expect(leader.page.get_by_text("Every question is answered.")).to_be_visible()
        leader.page.get_by_role("link", name="Continue to submit").first.click()
        buttons.append(leader.page.get_by_role("button", name="Submit and seal"))
        expect(buttons[-1]).to_be_enabled()
    for button in buttons:
        button.click(no_wait_after=True)
    for leader in leaders:
        leader.page.wait_for_url(re.compile(r"/(receipt|gaps)/$"))
    with unfenced():
        round = Round.objects.get(pk=round_id)
        times = [seat.submitted_at for seat in round.seats.all() if seat.submitted_at]
    assert round.state == Round.State.REVEALED
    assert abs((times[0] - times[1]).total_seconds()) < 1


def score_again(live: Live, folder: Path, round_id: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the exported answers and what `score_answers` makes of them (Any: JSON)."""
    exported = live.manage("export_round", round_id)
    path = folder / "round.json"
    path.write_text(exported)
    return json.loads(exported), json.loads(live.manage("score_answers", str(path)))


def check_export(document: dict[str, Any], sheets: list[list[Step]]) -> None:
    """What was typed is what was scored: every answer, prediction and rating of both."""
    for respondent, steps in zip(document["respondents"], sheets, strict=True):
        for step in steps:
            if step.beside:
                state = {DONT_KNOW: "dont_know", NOT_APPLICABLE: "not_applicable"}[step.beside]
                assert respondent["answers"][step.id][state] is True
                continue
            is_mirrored = step.item is not None and step.item.is_reversed
            expected = 8 - step.value if is_mirrored else step.value
            kept = {
                "own": lambda step=step, by=respondent: by["answers"][step.id]["value"],
                "prediction": lambda step=step, by=respondent: by["predictions"][step.id],
                "importance": lambda step=step, by=respondent: by["importance"][step.id],
            }[step.part]()
            if step.item is not None and step.item.format.kind == "pick":
                kept, expected = set(kept), set(expected)
            assert kept == expected, step.path
    reasons = [respondent["answers"][sheets[0][1].id].get("reason") for respondent in document["respondents"]]
    assert reasons == ["Counted in spring.", "Seen in the logs."]


def whole(number: float) -> int:
    return math.floor(round(number, 9) + 0.5)


def check_dashboard(page: Page, scored: dict[str, Any]) -> None:
    """The headline's number and every topic of the table are those of `score_answers`."""
    overall = scored["overall"]["gap"]
    expect(page.get_by_text(f"Over all topics your answers are {whole(overall)} apart")).to_be_visible()
    page.get_by_text("Show as a table").first.click()
    rows = page.locator("table", has=page.locator("#everything-caption")).locator("tbody tr")
    shown = {row.locator("th").inner_text(): row.locator("td").last.inner_text() for row in rows.all()}
    assert len(shown) == len(INSTRUMENT.topics)
    for topic in INSTRUMENT.topics:
        gap, band = scored["topics"][topic.id]["gap"], scored["topics"][topic.id]["band"]
        assert shown[topic.title].startswith(f"{whole(gap)} {band}"), (topic.id, shown[topic.title])


def check_topic_page(page: Page, scored: dict[str, Any], topic: str) -> None:
    for item in INSTRUMENT.topic[topic].items:
        gap = scored["items"][item.id]["gap"]
        block = page.locator(f"#{item.id.replace('.', '-')}")
        if gap is not None:
            expect(block.locator(".gap-value strong")).to_have_text(str(whole(gap)))


def download_report(page: Page, folder: Path) -> str:
    """Ask with one click, follow the progress, download; return the text of the PDF."""
    page.get_by_role("button", name="Make the round report (PDF)").click()
    page.wait_for_url(re.compile(r"/jobs/"))
    link = page.get_by_role("link", name="Download the PDF")
    expect(link).to_be_visible(timeout=45_000)
    with page.expect_download() as found:
        link.click()
    path = folder / "report.pdf"
    found.value.save_as(path)
    assert path.read_bytes().startswith(b"%PDF-")
    command = ["pdftotext", "-raw", str(path), "-"]
    return " ".join(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())


def check_report(text: str, scored: dict[str, Any]) -> None:
    """Every topic's number stands in the report's annex, in the sentence of its topic."""
    for topic in INSTRUMENT.topics:
        gap = whole(scored["topics"][topic.id]["gap"])
        annex = text.split(f"{topic.number} {topic.title} ")[-1][:400]
        assert f"(difference {gap})" in annex, topic.id


def test_two_leaders_answer_apart_and_see_the_same_together(
    live: Live, mail: Mailbox, new_context: NewContext, tmp_path: Path
) -> None:
    ceo = start_organization(new_context)
    cto = accept(new_context, invite(ceo.page, mail))
    address = open_round(ceo.page)
    base, round_id = f"{address}answer/", address.rstrip("/").rpartition("/")[2]
    assert address in mail.wait_for(2, to=CTO)[1].get_body(("plain",)).get_content()  # type: ignore[union-attr] # ours have one
    sheets = [
        sheet(Pattern.HIGH, beside={"data.3": DONT_KNOW}),
        sheet(Pattern.VARIED, beside={"culture.2": NOT_APPLICABLE}),
    ]
    for leader in (ceo, cto):
        begin(leader.page, address)
    together(first_half(ceo, base, sheets[0], offline=True), first_half(cto, base, sheets[1], offline=False))
    phone = switch_device(new_context, base, address, sheets[1])
    meet_a_conflict(cto.page, phone.page, sheets[1][HALF])
    together(walk(ceo.page, base, sheets[0][HALF:]), walk(phone.page, base, sheets[1][HALF:]))
    waiting = [leader.context.new_page() for leader in (ceo, cto)]
    for page in waiting:
        page.goto(address)
        expect(page.locator("#statuses")).to_contain_text("In progress")
    submit_at_once([ceo, phone], base, round_id)
    for page in waiting:
        page.wait_for_url(f"{address}gaps/")
    exported, scored = score_again(live, tmp_path, round_id)
    check_export(exported, sheets)
    for page in waiting:
        check_dashboard(page, scored)
    check_report(download_report(waiting[0], tmp_path), scored)
    for told in ("Counted in spring.", "Seen in the logs.", "Written on the phone.", "Replies in a day."):
        assert told not in live.log(), "no answer in any log"
        assert not any(told in message.as_string() for message in mail.messages)
    waiting[1].goto(f"{address}gaps/{INSTRUMENT.topics[0].id}/")
    check_topic_page(waiting[1], scored, INSTRUMENT.topics[0].id)
