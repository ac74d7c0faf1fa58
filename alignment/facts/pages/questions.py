"""One question as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from alignment.access import SavedAnswer, instrument_of
from alignment.facts.pages.controls import Choice, Control, beside_choices, certainty_choices, control_of
from alignment.facts.pages.course import PART_LABELS, Course, Part, Step, course_of
from alignment.facts.pages.entries import Entry, entry_of
from alignment.models import Seat
from alignment.selectors.rounds import get_answering_seat_or_404, list_counterparts
from organizations.models import Membership

PARTS = tuple(Part)
#: Marks the address of a question that was opened from the list of all answers.
CHANGE = "?change=1"
OTHER_SIDE = {"business": "technology", "technology": "business"}


@dataclass(frozen=True, kw_only=True)
class Place:
    """Whose questionnaire this is and where its addresses begin; `other` is who is predicted."""

    seat_id: str
    side: str
    round_title: str
    round_url: str
    base_url: str
    can_change: bool
    other: str

    def url_of(self, step: Step) -> str:
        return f"{self.base_url}{step.part.value}/{step.id}/"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One question to one participant."""

    seat: Seat
    place: Place
    course: Course
    step: Step
    is_change: bool = False

    @property
    def after(self) -> Step | None:
        """What Continue leads to; None is the list of all answers, where a change also returns."""
        return None if self.is_change else self.course.after(self.step)

    @property
    def after_url(self) -> str:
        return self.place.url_of(self.after) if self.after else f"{self.place.base_url}check/"

    @property
    def back_url(self) -> str:
        before = self.course.before(self.step)
        if self.is_change:
            return f"{self.place.base_url}check/"
        return self.place.url_of(before) if before else self.place.round_url

    @property
    def url(self) -> str:
        return self.place.url_of(self.step) + (CHANGE if self.is_change else "")


def place_of(seat: Seat, *, slug: str, others: Sequence[tuple[str, str]] = ()) -> Place:
    """Build the place of a seat; `others` are name and title of those on the other side."""
    round_url = reverse("alignment:round", args=[slug, seat.round_id])
    return Place(
        seat_id=str(seat.pk),
        side=seat.side,
        round_title=seat.round.title,
        round_url=round_url,
        base_url=f"{round_url}answer/",
        can_change=seat.round.state == "open" and seat.submitted_at is None,
        other=_other(seat.side, others),
    )


def _other(side: str, others: Sequence[tuple[str, str]]) -> str:
    if len(others) == 1:
        name, title = others[0]
        return f"{name} ({title})" if title else name
    return f"the {OTHER_SIDE[side]} side"


def asked_or_404(
    *, membership: Membership, round_id: UUID, part: str, item: str, slug: str, is_change: bool
) -> Asked:
    """Load one question of the member's own questionnaire; strangers and unknown questions do not exist."""
    seat = get_answering_seat_or_404(round_id=round_id, membership=membership)
    course = course_of(instrument_of(seat.round))
    step = course.at.get((part, item))
    if step is None:
        raise Http404("No such question.")
    others = list_counterparts(seat=seat) if step.part is Part.PREDICTION else ()
    place = place_of(seat, slug=slug, others=others)
    return Asked(seat=seat, place=place, course=course, step=step, is_change=is_change)


@dataclass(frozen=True, kw_only=True)
class QuestionPage:
    """Everything the template of a question prints."""

    title: str
    url: str
    round_title: str
    part: str
    position: int
    total: int
    topic: str
    asked_of: str
    asked_side: str
    question: str
    hint: str
    control: Control
    beside: tuple[Choice, ...]
    certainty: tuple[Choice, ...]
    has_reason: bool
    reason: str
    version: int
    autosave_key: str
    saved: str
    error: str
    back_url: str
    overview_url: str
    next_label: str


def question_page(asked: Asked, *, entry: Entry, saved: SavedAnswer | None, error: str = "") -> QuestionPage:
    """Build the page from what the fields hold; `saved` is what the server has."""
    place, step = asked.place, asked.step
    if error and entry.has_answer:
        entry = replace(entry, beside="")  # without a script, a radio cannot be taken back by hand
    is_own = step.part is Part.OWN
    return QuestionPage(
        title=f"{step.position} of {step.total}, {step.topic.title}",
        url=asked.url,
        round_title=place.round_title,
        part=f"Part {PARTS.index(step.part) + 1} of {len(PARTS)}: {PART_LABELS[step.part].lower()}",
        position=step.position,
        total=step.total,
        topic=step.topic.title,
        asked_of=f"What will {place.other} answer?" if step.part is Part.PREDICTION else "",
        asked_side=OTHER_SIDE[place.side],
        question=question_text(step),
        hint=step.item.hint if step.item else step.topic.question,
        control=control_of(step, entry),
        beside=beside_choices(step.part, entry),
        certainty=certainty_choices(entry) if is_own and has_certainty(step) else (),
        has_reason=is_own,
        reason=entry.reason,
        version=saved.version if saved else 0,
        autosave_key=f"{place.seat_id}:{step.part.value}:{step.id}",
        saved=f"Saved {clock(saved.saved_at)}" if saved and not error else "",
        error=error,
        back_url=asked.back_url,
        overview_url=f"{place.base_url}check/",
        next_label="Continue" if asked.after else "Check your answers",
    )


def question_text(step: Step) -> str:
    if step.item:
        return step.item.text
    return f"How much does “{step.topic.title}” matter for your next AI project?"


def has_certainty(step: Step) -> bool:
    """Nobody is a guess away from a sentence: free texts are not asked how sure one is."""
    return step.item is not None and step.item.format.kind != "text"


def saved_entry(step: Step, saved: SavedAnswer | None) -> Entry:
    if saved is None:
        return Entry()
    return entry_of(
        step.item, state=saved.state, value=saved.value, certainty=saved.certainty, reason=saved.reason
    )


def clock(at: datetime) -> str:
    """14:32 in the person's own zone."""
    return timezone.localtime(at).strftime("%H:%M")
