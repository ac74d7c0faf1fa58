"""What a participant is told before the first question."""

from dataclasses import dataclass

from alignment.facts.pages.course import Course, Part
from alignment.facts.pages.questions import OTHER_SIDE, Place
from alignment.facts.pages.rounds import FORM_WORDS, MINUTES, day
from alignment.models import Seat


@dataclass(frozen=True, kw_only=True)
class IntroPart:
    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class IntroPage:
    """The page before the first question."""

    round_title: str
    minutes: int
    form: str
    due: str
    side: str
    other: str
    other_side: str
    parts: tuple[IntroPart, ...]
    url: str
    back_url: str


def intro_page(seat: Seat, *, place: Place, course: Course) -> IntroPage:
    """Say how many questions there are, of which kind, and how long they take."""
    counts = {part: len(course.of(part)) for part in Part}
    parts = (
        IntroPart(
            title=f"{counts[Part.OWN]} questions about your own view",
            text="By topic, in the same order for everybody. “I don’t know” is an answer, too.",
        ),
        IntroPart(
            title=f"{counts[Part.PREDICTION]} guesses about {place.other}",
            text="For some questions you say what you expect to hear from there. This stays private to you.",
        ),
        IntroPart(
            title=f"{counts[Part.IMPORTANCE]} topics to weigh",
            text="How much each topic matters decides what is talked about first.",
        ),
    )
    return IntroPage(
        round_title=place.round_title,
        minutes=MINUTES[seat.round.form],
        form=FORM_WORDS[seat.round.form],
        due=day(seat.round.due_on) if seat.round.due_on else "",
        side=place.side,
        other=place.other,
        other_side=OTHER_SIDE[place.side],
        parts=tuple(part for part, count in zip(parts, counts.values(), strict=True) if count),
        url=place.base_url,
        back_url=place.round_url,
    )
