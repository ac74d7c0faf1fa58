"""Rounds as the list and the head of every page of one round show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from alignment.models import Round
from alignment.selectors.rounds import RoundRow

STATE_TAGS: Mapping[str, tuple[str, str]] = {
    "draft": ("Draft", "neutral"),
    "open": ("Open", "ink"),
    "revealed": ("Revealed", "neutral"),
    "cancelled": ("Cancelled", "neutral"),
}
FORM_WORDS = {"full": "Full questionnaire", "short": "Short form"}
MINUTES = {"full": 15, "short": 6}
SIDE_WORDS = {"business": "Business", "technology": "Technology"}


@dataclass(frozen=True, kw_only=True)
class RoundLine:
    """One row of the list of rounds."""

    url: str
    title: str
    state: str
    state_kind: str
    business: str
    technology: str
    when: str


@dataclass(frozen=True, kw_only=True)
class RoundHead:
    """What stands on top of every page of one round."""

    id: UUID
    title: str
    url: str
    rounds_url: str
    state: str
    state_kind: str
    form: str
    minutes: int
    #: When the round reached its state; empty for a draft.
    since: str
    due: str


def round_lines(rows: Sequence[RoundRow], *, slug: str) -> tuple[RoundLine, ...]:
    base = reverse("alignment:rounds", args=[slug])
    return tuple(_line(row, base) for row in rows)


def _line(row: RoundRow, base: str) -> RoundLine:
    state, kind = STATE_TAGS[row.state]
    return RoundLine(
        url=f"{base}{row.id}/",
        title=row.title,
        state=state,
        state_kind=kind,
        business=", ".join(row.business),
        technology=", ".join(row.technology),
        when=_when(row),
    )


def _when(row: RoundRow) -> str:
    if row.revealed_at:
        return f"Revealed {day(row.revealed_at)}"
    if row.state == "open" and row.due_on:
        return f"Answers by {day(row.due_on)}"
    if row.state == "open" and row.opened_at:
        return f"Open since {day(row.opened_at)}"
    return FORM_WORDS[row.form]


def suggested_title(count: int) -> str:
    """Round 3, December 2026."""
    return f"Round {count + 1}, {date_format(timezone.localdate(), 'F Y')}"


def round_head(round: Round, *, slug: str) -> RoundHead:
    state, kind = STATE_TAGS[round.state]
    return RoundHead(
        id=round.pk,
        title=round.title,
        url=reverse("alignment:round", args=[slug, round.pk]),
        rounds_url=reverse("alignment:rounds", args=[slug]),
        state=state,
        state_kind=kind,
        form=FORM_WORDS[round.form],
        minutes=MINUTES[round.form],
        since=_since(round),
        due=_due(round),
    )


def _due(round: Round) -> str:
    is_ahead = round.state in (Round.State.DRAFT, Round.State.OPEN)
    return f"Answers by {day(round.due_on)}" if round.due_on and is_ahead else ""


def _since(round: Round) -> str:
    if round.revealed_at:
        return f"Revealed {day(round.revealed_at)}"
    if round.cancelled_at:
        return f"Cancelled {day(round.cancelled_at)}"
    return f"Open since {day(round.opened_at)}" if round.opened_at else ""


def day(at: date | datetime) -> str:
    """4 December 2026, in the person's own zone where it is a time."""
    return date_format(timezone.localdate(at) if isinstance(at, datetime) else at, "j F Y")


def moment(at: datetime) -> str:
    """4 December 2026, 14:32:07 CET: a time with the name of its zone."""
    local = timezone.localtime(at)
    return f"{date_format(local, 'j F Y')}, {local:%H:%M:%S} {local.tzname()}"


def joined(names: Sequence[str]) -> str:
    """Ada, Ben and Cleo."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
