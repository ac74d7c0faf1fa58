"""Where the organization stands, and the one next step for this person: two lists of rules."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T")


class Target(StrEnum):
    """The page that a step leads to."""

    ANSWER = "answer"
    ROUND = "round"
    GAPS = "gaps"
    DOCUMENTS = "documents"
    NEW_ROUND = "new_round"
    INVITE = "invite"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class RoundFacts:
    """What everybody may know of a round; `own` is this person's seat: "" for none, else how far it is."""

    id: str
    title: str
    state: str
    seats: int
    submitted: int
    own: str = ""
    waiting_for: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class HomeFacts:
    """What the person may do, who leads, and the rounds that the person may know of, newest first."""

    may_see_rounds: bool
    may_read_documents: bool
    may_run_rounds: bool
    may_see_results: bool
    may_invite: bool
    missing_sides: tuple[str, ...]
    rounds: tuple[RoundFacts, ...]

    def first(self, state: str) -> RoundFacts | None:
        return next((round for round in self.rounds if round.state == state), None)


@dataclass(frozen=True, kw_only=True)
class Step:
    """What to do next, in words, and where; without a target there is nothing to do but wait."""

    code: str
    title: str
    text: str
    action: str = ""
    target: Target = Target.NONE
    round_id: str = ""


def answer_the_open_round(facts: HomeFacts) -> Step | None:
    """Somebody with an unfinished seat answers before anything else."""
    mine = next((one for one in facts.rounds if one.state == "open" and one.own in OPEN_SEATS), None)
    if mine is None:
        return None
    has_begun = mine.own == "in_progress"
    return Step(
        code="answer",
        title=f"Finish “{mine.title}”" if has_begun else f"Answer “{mine.title}”",
        text="You continue at the first question without an answer."
        if has_begun
        else "Nobody sees an answer of another person before everybody required has submitted.",
        action="Continue" if has_begun else "Start answering",
        target=Target.ANSWER,
        round_id=mine.id,
    )


def wait_for_the_others(facts: HomeFacts) -> Step | None:
    """Whoever has submitted waits; the page says for whom."""
    open_round = facts.first("open")
    if open_round is None or (open_round.own != "submitted" and not facts.may_run_rounds):
        return None
    return Step(
        code="wait",
        title=f"Wait for {names(open_round.waiting_for)}",
        text="Results appear to everybody at the same moment, when the last required person has submitted.",
        action="See who has submitted",
        target=Target.ROUND,
        round_id=open_round.id,
    )


def invite_the_missing_side(facts: HomeFacts) -> Step | None:
    """Without a leader on each side there is nothing to compare."""
    if not facts.missing_sides or not (facts.may_invite or facts.may_run_rounds):
        return None
    sides = " and ".join(facts.missing_sides)
    if facts.may_invite:
        return Step(
            code="invite",
            title=f"Invite a leader of the {sides} side",
            text="A round compares two views: it needs a leader on each side.",
            action="Invite somebody",
            target=Target.INVITE,
        )
    return Step(
        code="ask_to_invite",
        title=f"A leader of the {sides} side is missing",
        text="Ask an administrator of your organization to invite one.",
    )


def open_the_draft(facts: HomeFacts) -> Step | None:
    """A prepared round waits for somebody to open it."""
    draft = facts.first("draft")
    if draft is None or not facts.may_run_rounds:
        return None
    return Step(
        code="open_draft",
        title=f"Open “{draft.title}”",
        text="It is prepared. When it opens, everybody who takes part is told.",
        action="Look at the round",
        target=Target.ROUND,
        round_id=draft.id,
    )


def look_at_the_gaps(facts: HomeFacts) -> Step | None:
    """The newest revealed round is what there is to talk about."""
    revealed = facts.first("revealed")
    if revealed is None or not facts.may_see_results:
        return None
    return Step(
        code="gaps",
        title=f"Look at what “{revealed.title}” has shown",
        text="First what you share, then at most three topics to talk about.",
        action="Open the results",
        target=Target.GAPS,
        round_id=revealed.id,
    )


def set_up_a_round(facts: HomeFacts) -> Step | None:
    """Whoever runs rounds begins one."""
    if not facts.may_run_rounds:
        return None
    return Step(
        code="new_round",
        title="Set up a round",
        text="Choose a questionnaire and who answers it. Nothing is sent before you open it.",
        action="Set up a round",
        target=Target.NEW_ROUND,
    )


def read_the_documents(facts: HomeFacts) -> Step | None:
    """Who reads documents, and nothing else, is led there."""
    if facts.may_see_rounds or not facts.may_read_documents:
        return None
    return Step(
        code="documents",
        title="Read the documents",
        text="What has been released to you is listed there; a finished version is never changed.",
        action="Open the documents",
        target=Target.DOCUMENTS,
    )


def nothing_to_do(facts: HomeFacts) -> Step | None:
    """For everybody else there is a sentence, not an empty page."""
    return Step(
        code="nothing",
        title="There is nothing for you to do now",
        text="You are told by mail when a round needs you."
        if facts.may_see_rounds
        else "The page People says who is here.",
    )


OPEN_SEATS = ("not_started", "in_progress")
STEPS: tuple[Callable[[HomeFacts], Step | None], ...] = (
    answer_the_open_round,
    wait_for_the_others,
    invite_the_missing_side,
    open_the_draft,
    look_at_the_gaps,
    set_up_a_round,
    read_the_documents,
    nothing_to_do,
)


def rounds_are_not_for_this_person(facts: HomeFacts) -> str | None:
    return None if facts.may_see_rounds else "Nothing waits for you."


def an_open_round_is_being_answered(facts: HomeFacts) -> str | None:
    found = facts.first("open")
    if found is None:
        return None
    return f"“{found.title}” is open: {found.submitted} of {found.seats} have submitted."


def a_round_is_revealed(facts: HomeFacts) -> str | None:
    found = facts.first("revealed")
    return f"“{found.title}” is revealed." if found else None


def a_round_is_being_prepared(facts: HomeFacts) -> str | None:
    found = facts.first("draft")
    return f"“{found.title}” is being prepared." if found else None


def there_is_no_round(facts: HomeFacts) -> str | None:
    return "No round yet."


STANDINGS: tuple[Callable[[HomeFacts], str | None], ...] = (
    rounds_are_not_for_this_person,
    an_open_round_is_being_answered,
    a_round_is_revealed,
    a_round_is_being_prepared,
    there_is_no_round,
)


def next_step(facts: HomeFacts) -> Step:
    """The first step whose rule fits; the last one always does."""
    return first_that_fits(STEPS, facts)


def standing(facts: HomeFacts) -> str:
    """One sentence on where the organization stands."""
    return first_that_fits(STANDINGS, facts)


def first_that_fits(rules: tuple[Callable[[HomeFacts], T | None], ...], facts: HomeFacts) -> T:
    return next(found for rule in rules if (found := rule(facts)) is not None)


def names(people: tuple[str, ...]) -> str:
    if not people:
        return "the results"
    return people[0] if len(people) == 1 else f"{', '.join(people[:-1])} and {people[-1]}"
