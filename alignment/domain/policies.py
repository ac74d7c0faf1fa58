"""When a round and its seats may be changed: one tuple of rules per act; permission is decided elsewhere."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from common.rules import Blocker, Rule

REMINDERS_LIMIT = 3
REMINDER_PAUSE = timedelta(days=3)


@dataclass(frozen=True, kw_only=True)
class RoundFacts:
    """What the rules ask about a round; counts are of required seats."""

    state: str
    required_business: int = 0
    required_technology: int = 0
    #: Names of seat holders who have left, or whose role no longer answers rounds.
    unable: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SeatFacts:
    """What the rules ask about one seat."""

    round_state: str
    is_submitted: bool = False
    answers: int = 0
    is_able: bool = True
    reminders: int = 0
    reminded_at: datetime | None = None
    now: datetime | None = None


# --- Rules about the round ------------------------------------------------------------------------------
def round_is_a_draft(facts: RoundFacts) -> Blocker | None:
    """Who takes part, and what is asked, is settled before the round opens."""
    if facts.state == "draft":
        return None
    return Blocker(code="not_draft", reason="The round has been opened; it can no longer be changed.")


def round_has_not_ended(facts: RoundFacts) -> Blocker | None:
    """A revealed or cancelled round stays as it is."""
    if facts.state in {"draft", "open"}:
        return None
    return Blocker(code="ended", reason="The round has ended.")


def business_takes_part(facts: RoundFacts) -> Blocker | None:
    """A round compares two sides; this one needs a participant whose answers are required."""
    if facts.required_business:
        return None
    return Blocker(code="no_business", reason="Add a required participant on the business side.")


def technology_takes_part(facts: RoundFacts) -> Blocker | None:
    """A round compares two sides; this one needs a participant whose answers are required."""
    if facts.required_technology:
        return None
    return Blocker(code="no_technology", reason="Add a required participant on the technology side.")


def everybody_can_answer(facts: RoundFacts) -> Blocker | None:
    """Somebody who has left, or whose role does not answer rounds, would keep the round shut for ever."""
    if not facts.unable:
        return None
    names = ", ".join(facts.unable)
    return Blocker(code="unable", reason=f"These participants cannot answer any more: {names}.")


# --- Rules about a seat ---------------------------------------------------------------------------------
def round_is_open(facts: SeatFacts) -> Blocker | None:
    """Answers are given between opening and reveal."""
    if facts.round_state == "open":
        return None
    reasons = {
        "draft": "The round has not been opened yet.",
        "revealed": "The round has been revealed; its answers are final.",
        "cancelled": "The round was cancelled.",
    }
    return Blocker(code=f"round_{facts.round_state}", reason=reasons[facts.round_state])


def seat_is_not_submitted(facts: SeatFacts) -> Blocker | None:
    """Submitting seals."""
    if not facts.is_submitted:
        return None
    return Blocker(code="submitted", reason="These answers have been submitted and are sealed.")


def seat_is_submitted(facts: SeatFacts) -> Blocker | None:
    """Only sealed answers can be opened again."""
    if facts.is_submitted:
        return None
    return Blocker(code="not_submitted", reason="These answers have not been submitted.")


def something_is_answered(facts: SeatFacts) -> Blocker | None:
    """Questions may be left out, but an empty sheet says nothing."""
    if facts.answers:
        return None
    return Blocker(code="nothing_answered", reason="Answer at least one question before you submit.")


def participant_can_answer(facts: SeatFacts) -> Blocker | None:
    """Nobody is reminded who has left or no longer answers rounds."""
    if facts.is_able:
        return None
    return Blocker(code="unable", reason="This participant cannot answer any more.")


def reminders_are_few(facts: SeatFacts) -> Blocker | None:
    """Three reminders are polite; a fourth is a matter for a conversation."""
    if facts.reminders < REMINDERS_LIMIT:
        return None
    return Blocker(code="reminders_used", reason=f"{REMINDERS_LIMIT} reminders have been sent already.")


def last_reminder_is_old(facts: SeatFacts) -> Blocker | None:
    """One reminder in three days."""
    if facts.reminded_at is None or facts.now is None or facts.now - facts.reminded_at >= REMINDER_PAUSE:
        return None
    return Blocker(
        code="reminded_lately", reason=f"A reminder went out less than {REMINDER_PAUSE.days} days ago."
    )


MAY_CHANGE_ROUND: tuple[Rule[RoundFacts], ...] = (round_is_a_draft,)
MAY_OPEN: tuple[Rule[RoundFacts], ...] = (
    round_is_a_draft,
    business_takes_part,
    technology_takes_part,
    everybody_can_answer,
)
MAY_CANCEL: tuple[Rule[RoundFacts], ...] = (round_has_not_ended,)
MAY_ANSWER: tuple[Rule[SeatFacts], ...] = (round_is_open, seat_is_not_submitted)
MAY_SUBMIT: tuple[Rule[SeatFacts], ...] = (round_is_open, seat_is_not_submitted, something_is_answered)
MAY_REOPEN: tuple[Rule[SeatFacts], ...] = (round_is_open, seat_is_submitted)
MAY_REMIND: tuple[Rule[SeatFacts], ...] = (
    round_is_open,
    seat_is_not_submitted,
    participant_can_answer,
    reminders_are_few,
    last_reminder_is_old,
)
