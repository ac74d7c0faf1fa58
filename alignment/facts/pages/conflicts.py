"""Two versions of one answer, side by side."""

from dataclasses import dataclass

from alignment.access import SavedAnswer
from alignment.facts.pages.course import Step
from alignment.facts.pages.questions import Asked, clock, question_text
from alignment.facts.pages.words import CERTAINTY_WORDS, answer_words


@dataclass(frozen=True, kw_only=True)
class ConflictPage:
    """Two versions of one answer: what was saved elsewhere, and what stands here."""

    url: str
    round_title: str
    question: str
    theirs: tuple[str, ...]
    theirs_at: str
    mine: tuple[str, ...]
    version: int
    fields: tuple[tuple[str, str], ...]


def conflict_page(
    asked: Asked, *, theirs: SavedAnswer, mine: tuple[str, ...], fields: tuple[tuple[str, str], ...]
) -> ConflictPage:
    """Build what is shown when another tab or device has saved in between."""
    step = asked.step
    return ConflictPage(
        url=asked.url,
        round_title=asked.place.round_title,
        question=question_text(step),
        theirs=lines(
            step, state=theirs.state, value=theirs.value, certainty=theirs.certainty, reason=theirs.reason
        ),
        theirs_at=clock(theirs.saved_at),
        mine=mine,
        version=theirs.version,
        fields=fields,
    )


def lines(step: Step, *, state: str, value: object, certainty: int | None, reason: str) -> tuple[str, ...]:
    """Say one version of an answer: the answer, how sure, and why."""
    said = [answer_words(step.item, state=state, value=value)]
    said += [CERTAINTY_WORDS[certainty]] if certainty else []
    said += [reason] if reason else []
    return tuple(said)
