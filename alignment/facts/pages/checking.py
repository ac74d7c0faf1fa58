"""Everything one participant has said, in one list: before submitting, and to find one answer again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from alignment.access import SavedAnswer
from alignment.facts.pages.course import PART_LABELS, Course, Part, Step
from alignment.facts.pages.questions import CHANGE, Place, question_text
from alignment.facts.pages.words import CERTAINTY_WORDS, STATE_WORDS, answer_words
from alignment.selectors.sheets import Sheet, is_answered


@dataclass(frozen=True, kw_only=True)
class CheckRow:
    """One answer with the way to change it."""

    question: str
    answer: str
    certainty: str
    reason: str
    is_open: bool
    url: str


@dataclass(frozen=True, kw_only=True)
class CheckTopic:
    title: str
    rows: tuple[CheckRow, ...]


@dataclass(frozen=True, kw_only=True)
class CheckPart:
    """One part of the questionnaire; `words` counts what is answered."""

    id: str
    label: str
    words: str
    topics: tuple[CheckTopic, ...]


@dataclass(frozen=True, kw_only=True)
class CheckPage:
    """All parts, what is open, and where to go on."""

    parts: tuple[CheckPart, ...]
    open_words: str
    first_open_url: str


def first_open(*, course: Course, sheet: Sheet) -> Step | None:
    """Return where to go on; None when everything has been said."""
    return next((step for step in course.steps if not is_answered(saved_of(sheet, step))), None)


def saved_of(sheet: Sheet, step: Step) -> SavedAnswer | None:
    by_part: Mapping[Part, Mapping[str, SavedAnswer]] = {
        Part.OWN: sheet.own,
        Part.PREDICTION: sheet.predictions,
        Part.IMPORTANCE: sheet.importance,
    }
    return by_part[step.part].get(step.id)


def check_page(*, place: Place, course: Course, sheet: Sheet) -> CheckPage:
    """Build the list of all answers in the order of the questionnaire."""
    following = first_open(course=course, sheet=sheet)
    count = sum(not is_answered(saved_of(sheet, step)) for step in course.steps)
    return CheckPage(
        parts=tuple(_part(part, place=place, steps=course.of(part), sheet=sheet) for part in Part),
        open_words=open_words(count),
        first_open_url=place.url_of(following) if following and place.can_change else "",
    )


def open_words(count: int) -> str:
    if count == 0:
        return ""
    return "One question is still open." if count == 1 else f"{count} questions are still open."


def _part(part: Part, *, place: Place, steps: Sequence[Step], sheet: Sheet) -> CheckPart:
    answered = sum(is_answered(saved_of(sheet, step)) for step in steps)
    words = f"All {len(steps)} answered" if answered == len(steps) else f"{answered} of {len(steps)} answered"
    topics = (
        tuple(
            CheckTopic(title=title, rows=tuple(_row(place, step, saved_of(sheet, step)) for step in group))
            for title, group in groupby(steps, key=lambda step: step.topic.title)
        )
        if part is not Part.IMPORTANCE
        else (CheckTopic(title="", rows=tuple(_row(place, step, saved_of(sheet, step)) for step in steps)),)
    )
    label = f"{PART_LABELS[part]} of {place.other}" if part is Part.PREDICTION else PART_LABELS[part]
    return CheckPart(id=part.value, label=label, words=words, topics=topics)


def _row(place: Place, step: Step, saved: SavedAnswer | None) -> CheckRow:
    is_open = not is_answered(saved)
    return CheckRow(
        question=question_text(step) if step.item else step.topic.title,
        answer=(
            answer_words(step.item, state=saved.state, value=saved.value) if saved else STATE_WORDS["empty"]
        ),
        certainty=CERTAINTY_WORDS[saved.certainty] if saved and saved.certainty else "",
        reason=saved.reason if saved else "",
        is_open=is_open,
        url=place.url_of(step) + CHANGE if place.can_change else "",
    )
