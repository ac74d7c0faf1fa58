"""The questionnaire by keyboard alone, on a phone, and without any script."""

import re
from typing import Any, cast

from playwright.sync_api import BrowserContext, Page, expect

from alignment.models import Answer, Round
from organizations.access import unfenced
from organizations.models import Membership
from tests.factories.alignment import Pattern, make_open_round
from tests.fixtures.browser import NewContext, SignIn
from tests.journeys.answering import Step, sheet

ONE_OF_EACH = (
    "problem.1",
    "problem.2",
    "problem.3",
    "problem.5",
    "success.2",
    "success.4",
    "risk.1",
    "pace.3",
)


def make_leader() -> tuple[Membership, Round, str]:
    round = make_open_round(title="Spring")
    leader = round.loaded_seats[0].membership
    return leader, round, f"/o/{round.organization.slug}/rounds/{round.pk}/answer/"


def open_page(context: BrowserContext, leader: Membership, sign_in: SignIn) -> Page:
    sign_in(context, leader.person)
    return context.new_page()


def saved(round: Round, item: str) -> Answer:
    with unfenced():
        return Answer.unguarded.get(seat__round=round, item=item, kind="own")


FOCUS = """() => { for (let e = document.activeElement, steps = 0; e && steps < 3; e = e.parentElement, steps += 1) {
  const look = getComputedStyle(e); if (look.outlineStyle !== "none" || look.boxShadow !== "none") return true; }
  return document.activeElement.outerHTML.slice(0, 100); }"""


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there; it must always be visible on the way."""
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS) is True
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


def test_a_question_is_answered_by_keyboard_alone(new_context: NewContext, sign_in: SignIn) -> None:
    leader, round, base = make_leader()
    page = open_page(new_context(), leader, sign_in)
    page.goto(base)
    tab_to(page, "main button")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{base}own/problem.1/")
    tab_to(page, "[data-keys] input")
    page.keyboard.press("4")
    page.keyboard.press("ArrowRight")  # an arrow moves the choice and goes nowhere
    expect(page.locator("[data-save-state]")).to_have_text(re.compile("Saved"))
    tab_to(page, "[name=certainty]")
    page.keyboard.press("Space")
    tab_to(page, ".reason summary")
    page.keyboard.press("Enter")
    tab_to(page, "#reason")
    page.keyboard.type("Typed without a mouse.")
    tab_to(page, "button.primary")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{base}own/problem.2/")
    answer = saved(round, "problem.1")
    assert (answer.value, answer.certainty, answer.reason) == (5, 1, "Typed without a mouse.")
    page.go_back()
    expect(page.locator("#reason")).to_have_value("Typed without a mouse.")
    page.goto(f"{base}own/risk.1/")
    tab_to(page, "[data-move=down]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-save-state]")).to_have_text(re.compile("Saved"))
    assert len(set(cast(list[str], saved(round, "risk.1").value))) >= 3


def test_on_a_phone_everything_is_in_reach(new_context: NewContext, sign_in: SignIn) -> None:
    leader, round, base = make_leader()
    context = new_context(viewport={"width": 360, "height": 700}, has_touch=True, is_mobile=True)
    page = open_page(context, leader, sign_in)
    page.goto(base)
    page.get_by_role("button", name="Start").tap()
    page.wait_for_url("**/own/problem.1/")
    for item in ONE_OF_EACH:
        page.goto(f"{base}own/{item}/")
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), item
        for control in page.locator("main form button:visible, main label:has(input):visible").all():
            box = control.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 24, (item, control.inner_text())
    page.goto(f"{base}own/problem.1/")
    page.locator("[data-keys] label").nth(2).tap()
    expect(page.locator("[data-save-state]")).to_have_text(re.compile("Saved"))
    page.get_by_role("button", name="Continue").tap()
    page.wait_for_url(f"**{base}own/problem.2/")
    assert saved(round, "problem.1").value == 3


def fill_plainly(page: Page, step: Step) -> None:
    """The same fields without a script: radios, boxes, selects and texts."""
    values = step.value if isinstance(step.value, list) else [step.value]
    kind = step.item.format.kind if step.item else "scale"
    if kind == "ranking":
        for place, option in enumerate(values, start=1):
            page.locator(f'select[name="rank-{option}"]').select_option(str(place))
    elif kind == "allocation":
        assert step.item is not None
        for option, points in zip(step.item.options, values, strict=True):
            page.locator(f'input[name="part-{option.id}"]').fill(str(points))
    elif kind in {"percent", "number", "text"}:
        page.locator("#value").fill(str(values[0]))
    else:
        for value in values:
            page.locator(f'input[name="value"][value="{value}"]').check()


def test_without_a_script_plain_forms_do_it_all(new_context: NewContext, sign_in: SignIn) -> None:
    leader, round, base = make_leader()
    page = open_page(new_context(java_script_enabled=False), leader, sign_in)
    page.goto(base)
    page.get_by_role("button", name="Start").click()
    page.wait_for_url("**/own/problem.1/")
    steps = {step.id: step for step in sheet(Pattern.VARIED) if step.part == "own"}
    for item in ONE_OF_EACH:
        page.goto(f"{base}own/{item}/")
        fill_plainly(page, steps[item])
        with page.expect_navigation():
            page.get_by_role("button", name="Continue").click()
        stored, typed = (
            cast(Any, saved(round, item).value),
            steps[item].value,
        )  # Any: as many types as formats
        assert set(stored) == set(typed) if item == "success.2" else stored == typed, item
    page.goto(f"{base}check/")
    page.get_by_role("link", name="Continue to submit").first.click()
    page.get_by_role("button", name="Submit and seal").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers are sealed")
    page.get_by_role("button", name="Reopen my answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
