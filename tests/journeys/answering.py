"""A leader at the questionnaire: every format is answered through the control that a person would use."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, expect

from alignment.documents import shipped_instrument
from alignment.domain.instrument import Item
from tests.factories.alignment import Pattern, value_for

INSTRUMENT = shipped_instrument()
DONT_KNOW, NOT_APPLICABLE = "I don’t know", "Does not apply"
Value = Any  # what a format stores: a number, a word, a list


@dataclass(frozen=True, kw_only=True)
class Step:
    """One screen of the questionnaire and what is answered on it; `beside` is an answer off the scale."""

    part: str
    id: str
    item: Item | None
    value: Value = None
    beside: str = ""

    @property
    def path(self) -> str:
        return f"{self.part}/{self.id}/"


def sheet(pattern: Pattern, *, beside: Mapping[str, str] | None = None) -> list[Step]:
    """The whole way of one leader: 54 answers, 24 predictions, 12 ratings."""
    off, guess = beside or {}, Pattern.HIGH if pattern is Pattern.VARIED else Pattern.VARIED
    own = [
        Step(part="own", id=item.id, item=item, beside=off[item.id])
        if item.id in off
        else Step(part="own", id=item.id, item=item, value=value_for(item, pattern, text="Replies in a day."))
        for item in INSTRUMENT.items
    ]
    predicted = [
        Step(part="prediction", id=item.id, item=item, value=value_for(item, guess))
        for item in INSTRUMENT.anchors
    ]
    rated = [
        Step(part="importance", id=topic.id, item=None, value=1 + topic.number % 5)
        for topic in INSTRUMENT.topics
    ]
    return [*own, *predicted, *rated]


def press(page: Page, step: Step) -> None:
    """Scales: the group gets the focus, a digit chooses."""
    page.locator("[data-keys] input").first.focus()
    page.keyboard.press(str(step.value))


def choose(page: Page, step: Step) -> None:
    assert step.item is not None
    ids = [option.id for option in step.item.options]
    page.locator("[data-keys] input").first.focus()
    page.keyboard.press(str(1 + ids.index(step.value)))


def write(page: Page, step: Step) -> None:
    text = f"{step.value:g}" if isinstance(step.value, int | float) else step.value
    page.locator("[data-answer] :is(input, textarea)").fill(text)


def pick(page: Page, step: Step) -> None:
    for option in step.value:
        page.locator(f'[data-pick] input[value="{option}"]').check()
    expect(page.locator("[data-pick-count]")).to_have_text(f"{len(step.value)} of {len(step.value)} chosen")


def rank(page: Page, step: Step) -> None:
    for place, option in enumerate(step.value, start=1):
        page.locator(f'select[name="rank-{option}"]').select_option(str(place))


def share(page: Page, step: Step) -> None:
    assert step.item is not None
    for option, points in zip(step.item.options, step.value, strict=True):
        page.locator(f'input[name="part-{option.id}"]').fill(str(points))
    expect(page.locator("[data-allocation-sum]")).to_have_text("100 of 100")


CONTROLS: Mapping[str, Callable[[Page, Step], None]] = {
    "scale": press,
    "bipolar": press,
    "percent": write,
    "number": write,
    "ranking": rank,
    "choice": choose,
    "pick": pick,
    "allocation": share,
    "text": write,
}


def enter(page: Page, step: Step) -> None:
    """Give the answer, and go nowhere."""
    if step.beside:
        page.get_by_label(step.beside).check()
    else:
        CONTROLS[step.item.format.kind if step.item else "scale"](page, step)


def go_on(page: Page) -> None:
    """Enter in a one-line field or a radio is the button's click; elsewhere the button itself."""
    focused = page.evaluate("document.activeElement.type || ''")
    if focused in {"radio", "text"}:
        page.keyboard.press("Enter")
    else:
        page.get_by_role("button", name="Continue").or_(
            page.get_by_role("button", name="Check your answers")
        ).click()


def walk(page: Page, base: str, steps: list[Step]) -> Iterator[Step]:
    """Answer screen after screen, each only when the one before it led there; pauses before each `go_on`."""
    for step in steps:
        page.wait_for_url(f"{base}{step.path}")
        enter(page, step)
        yield step
        go_on(page)


def together(*walks: Iterator[Step]) -> None:
    """Let several leaders answer at once, screen by screen in turn."""
    waiting = list(walks)
    while waiting:
        waiting = [one for one in waiting if next(one, None) is not None]
