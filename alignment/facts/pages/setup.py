"""A round being set up: its two sides, who can be added, and what is missing before it opens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.forms import Form
from django.urls import reverse

from alignment.domain.policies import MAY_OPEN
from alignment.facts.pages.rounds import SIDE_WORDS
from alignment.facts.rounds import round_facts
from alignment.models import Round
from common.rules import Blocker, blockers
from organizations.domain.permissions import Permission
from organizations.models import Membership

TOLD = (
    "Who takes part, and on which side.",
    "That answers carry names: with so few people there is no anonymity, and nothing pretends otherwise.",
    "That nobody sees an answer of another person before everybody required has submitted: no leader, "
    "no facilitator, no administrator.",
    "That all answers are then revealed to both sides together, at the same moment.",
    "That others see only three things of them until then: not started, in progress, submitted.",
)


@dataclass(frozen=True, kw_only=True)
class SeatLine:
    """A participant in the set-up."""

    name: str
    title: str
    note: str
    remove_url: str
    #: Empty for the first of a side.
    first_url: str


@dataclass(frozen=True, kw_only=True)
class SidePanel:
    """One side: who sits on it, and the form to add one more leader."""

    side: str
    label: str
    seats: tuple[SeatLine, ...]
    form: Form | None
    missing: str
    invite_url: str


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why the round cannot open yet, and where that is put right."""

    text: str
    url: str
    label: str


#: Which blocker is put right where on the page.
FIXES: Mapping[str, tuple[str, str]] = {
    "no_business": ("#business", "Add one"),
    "no_technology": ("#technology", "Add one"),
    "unable": ("#participants", "Look at the participants"),
}


def side_panel(round: Round, side: str, *, base: str, form: Form | None, invite_url: str) -> SidePanel:
    """Build one side; `form` is absent where every leader of the side already takes part."""
    seats = [seat for seat in round.loaded_seats if seat.side == side]
    lines = tuple(
        SeatLine(
            name=seat.membership.person.name,
            title=seat.membership.title,
            note=_seat_note(place, is_required=seat.is_required),
            remove_url=f"{base}seats/{seat.pk}/remove/",
            first_url=f"{base}seats/{seat.pk}/first/" if place else "",
        )
        for place, seat in enumerate(seats)
    )
    missing = "" if form or seats else f"There is no leader on the {side} side yet."
    return SidePanel(
        side=side, label=SIDE_WORDS[side], seats=lines, form=form, missing=missing, invite_url=invite_url
    )


def _seat_note(place: int, *, is_required: bool) -> str:
    notes = ["Speaks for this side in the pair"] if place == 0 else []
    notes += [] if is_required else ["The reveal does not wait for this person"]
    return ". ".join(notes)


def pair_sentence(round: Round) -> str:
    """Say whose answers the figures compare; empty while a side has nobody."""
    first: dict[str, str] = {}
    for seat in round.loaded_seats:
        first.setdefault(seat.side, seat.membership.person.name)
    if len(first) < len(SIDE_WORDS):
        return ""
    pair = f"The figures compare {first['business']} and {first['technology']}, the first of each side."
    is_all = len(round.loaded_seats) == len(first)
    return pair if is_all else f"{pair} What the others answer is kept, and not compared."


def leaders_to_add(round: Round, side: str, leaders: Sequence[Membership]) -> tuple[tuple[str, str], ...]:
    """Return (id, name and title) of the leaders of one side who do not take part yet."""
    taken = {seat.membership_id for seat in round.loaded_seats}
    return tuple(
        (str(leader.pk), f"{leader.person.name}, {leader.title}" if leader.title else leader.person.name)
        for leader in leaders
        if leader.side == side and leader.pk not in taken
    )


def reasons(blockers: Sequence[Blocker]) -> tuple[Reason, ...]:
    """Put the fix beside each reason."""
    return tuple(
        Reason(
            text=blocker.reason,
            url=FIXES.get(blocker.code, ("", ""))[0],
            label=FIXES.get(blocker.code, ("", ""))[1],
        )
        for blocker in blockers
    )


@dataclass(frozen=True, kw_only=True)
class SetupPage:
    """The set-up of a draft on one page; `reasons` say why it cannot open yet."""

    panels: tuple[SidePanel, ...]
    pair: str
    reasons: tuple[Reason, ...]
    told: tuple[str, ...]
    add_url: str
    open_url: str
    cancel_url: str


def setup_page(
    round: Round, *, slug: str, forms: Mapping[str, Form | None], membership: Membership
) -> SetupPage:
    """Build the set-up; `forms` holds one form a side to add a leader."""
    base = reverse("alignment:round", args=[slug, round.pk])
    may_invite = membership.may(Permission.MANAGE_PEOPLE)
    invite_url = reverse("organizations:people", args=[slug]) if may_invite else ""
    return SetupPage(
        panels=tuple(
            side_panel(round, side, base=base, form=form, invite_url=invite_url)
            for side, form in forms.items()
        ),
        pair=pair_sentence(round),
        reasons=reasons(blockers(MAY_OPEN, round_facts(round=round, seats=round.loaded_seats))),
        told=TOLD,
        add_url=f"{base}seats/",
        open_url=f"{base}open/",
        cancel_url=f"{base}cancel/",
    )
