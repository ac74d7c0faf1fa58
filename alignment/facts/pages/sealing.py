"""What submitting means, and what is kept of it."""

from dataclasses import dataclass

from alignment.domain.policies import MAY_SUBMIT
from alignment.facts.pages.checking import open_words, saved_of
from alignment.facts.pages.course import Course, Part
from alignment.facts.pages.questions import Place
from alignment.facts.pages.rounds import joined, moment
from alignment.facts.rounds import seat_facts
from alignment.models import Round, Seat
from alignment.selectors.sheets import Sheet, is_answered
from common.rules import blockers


@dataclass(frozen=True, kw_only=True)
class SubmitPage:
    """The page before the seal; `refusals` say why it cannot be set yet."""

    round_title: str
    reveals: bool
    points: tuple[str, ...]
    refusals: tuple[str, ...]
    url: str
    check_url: str


@dataclass(frozen=True, kw_only=True)
class ReceiptPage:
    """What the author keeps after submitting."""

    round_title: str
    sha256: str
    submitted: str
    is_open: bool
    is_revealed: bool
    file_url: str
    reopen_url: str
    check_url: str
    round_url: str


def submit_page(round: Round, seat: Seat, *, place: Place, course: Course, sheet: Sheet) -> SubmitPage:
    """Say what follows from submitting: for the answers, for the others, and for what was left open."""
    awaited = [
        other.membership.person.name
        for other in round.loaded_seats
        if other.is_required and other.submitted_at is None and other.pk != seat.pk
    ]
    missing = sum(not is_answered(saved_of(sheet, step)) for step in course.steps)
    given = sum(is_answered(saved_of(sheet, step)) for step in course.of(Part.OWN))
    left_open = f"{open_words(missing)} It counts as skipped." if missing == 1 else ""
    left_open = f"{open_words(missing)} They count as skipped." if missing > 1 else left_open
    points = (
        "Your answers become read-only. They get a receipt: a fingerprint (SHA-256) and the time.",
        _reveal_point(awaited),
        left_open,
    )
    return SubmitPage(
        round_title=round.title,
        reveals=not awaited,
        points=tuple(point for point in points if point),
        refusals=tuple(found.reason for found in blockers(MAY_SUBMIT, seat_facts(seat=seat, answers=given))),
        url=f"{place.base_url}submit/",
        check_url=f"{place.base_url}check/",
    )


def _reveal_point(awaited: list[str]) -> str:
    if not awaited:
        return "You are the last. Submitting reveals all answers to everybody at once. This cannot be undone."
    return (
        f"Nothing is revealed yet: {joined(awaited)} must submit too. Until then you can reopen your "
        "answers; that you did is recorded."
    )


def receipt_page(seat: Seat, *, place: Place) -> ReceiptPage:
    assert seat.submitted_at is not None  # the view sends everybody else to the questions
    return ReceiptPage(
        round_title=place.round_title,
        sha256=seat.receipt,
        submitted=moment(seat.submitted_at),
        is_open=seat.round.state == Round.State.OPEN,
        is_revealed=seat.round.state == Round.State.REVEALED,
        file_url=f"{place.base_url}receipt/file/",
        reopen_url=f"{place.base_url}reopen/",
        check_url=f"{place.base_url}check/",
        round_url=place.round_url,
    )
