"""Rounds in every state, through the real services; only the answers of whole sheets are written in bulk."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from django.utils import timezone

from alignment.access import instrument_of
from alignment.domain.answers import Value
from alignment.domain.formats import Allocation, Number, Percent, Pick, SteppedFormat, Text
from alignment.domain.instrument import Instrument, Item
from alignment.models import Answer, Round, Seat
from alignment.selectors.rounds import get_own_seat_or_404, get_round_or_404
from alignment.services import answers, rounds, scoring, sealing
from organizations.access import organization_scope
from organizations.domain.permissions import Role
from organizations.domain.sides import Side
from organizations.models import Membership, Organization
from tests.factories.auto import AUTO, Auto
from tests.factories.organizations import make_membership, make_organization


class Pattern(StrEnum):
    """How a whole sheet is answered: everything low, everything high, or everything its own way."""

    LOW = "low"
    HIGH = "high"
    VARIED = "varied"


def make_round(
    *,
    organization: Organization | Auto = AUTO,
    business: Sequence[Membership] | Auto = AUTO,
    technology: Sequence[Membership] | Auto = AUTO,
    by: Membership | Auto = AUTO,
    title: str = "First look",
    form: str = Round.Form.FULL,
    due_on: date | None = None,
) -> Round:
    """Make a draft with a leader on each side, or with the ones given; `loaded_seats` is set."""
    own = make_organization() if organization is AUTO else organization
    facilitator = make_membership(organization=own, role=Role.FACILITATOR) if by is AUTO else by
    sides = {
        Side.BUSINESS: [make_leader(own, Side.BUSINESS)] if business is AUTO else business,
        Side.TECHNOLOGY: [make_leader(own, Side.TECHNOLOGY)] if technology is AUTO else technology,
    }
    with organization_scope(own):
        round = rounds.create_round(organization=own, title=title, form=form, due_on=due_on, by=facilitator)
        for side, members in sides.items():
            for member in members:
                rounds.add_seat(round=round, membership=member, side=side, is_required=True, by=facilitator)
        return get_round_or_404(organization=own, round_id=round.pk)


def make_leader(organization: Organization, side: Side) -> Membership:
    title = "CEO" if side is Side.BUSINESS else "CTO"
    return make_membership(organization=organization, side=side, title=title)


def make_open_round(
    *,
    organization: Organization | Auto = AUTO,
    business: Sequence[Membership] | Auto = AUTO,
    technology: Sequence[Membership] | Auto = AUTO,
    by: Membership | Auto = AUTO,
    title: str = "First look",
    form: str = Round.Form.FULL,
) -> Round:
    round = make_round(
        organization=organization, business=business, technology=technology, by=by, title=title, form=form
    )
    with organization_scope(round.organization):
        rounds.open_round(round=round, by=round.created_by)
        return get_round_or_404(organization=round.organization, round_id=round.pk)


def make_revealed_round(
    *,
    organization: Organization | Auto = AUTO,
    business: Sequence[Membership] | Auto = AUTO,
    technology: Sequence[Membership] | Auto = AUTO,
    by: Membership | Auto = AUTO,
    title: str = "First look",
    form: str = Round.Form.FULL,
    patterns: tuple[Pattern, Pattern] = (Pattern.HIGH, Pattern.VARIED),
    is_scored: bool = True,
) -> Round:
    """Make a round that everybody has answered and submitted: business with the first pattern."""
    round = make_open_round(
        organization=organization, business=business, technology=technology, by=by, title=title, form=form
    )
    with organization_scope(round.organization):
        for seat in round.loaded_seats:
            answer_everything(seat=seat, pattern=patterns[seat.side == Side.TECHNOLOGY])
            sealing.submit(seat=seat, by=seat.membership)
        if is_scored:
            scoring.score_round(round_id=round.pk)
        return get_round_or_404(organization=round.organization, round_id=round.pk)


def seat_of(round: Round, side: Side) -> Seat:
    """Return the first seat of a side of a loaded round."""
    return next(seat for seat in round.loaded_seats if seat.side == side)


def own_seat(round: Round, membership: Membership) -> Seat:
    """Return the member's seat as it is now, with everything loaded."""
    with organization_scope(round.organization):
        now = get_round_or_404(organization=round.organization, round_id=round.pk)
        return get_own_seat_or_404(round=now, membership=membership)


def answer_everything(
    *,
    seat: Seat,
    pattern: Pattern = Pattern.VARIED,
    reason: str = "",
    text: str = "We will see it in the numbers.",
) -> None:
    """Fill the whole sheet of an open, unsubmitted seat in one statement; every own answer gets `reason`."""
    with organization_scope(seat.round.organization):
        instrument = instrument_of(seat.round)
        answers.start(seat=seat, by=seat.membership)
        rows = [_row(seat, kind, item, value) for kind, item, value in _sheet(instrument, pattern, text)]
        for row in rows:
            row.reason = reason if row.kind == Answer.Kind.OWN else ""
        Answer.unguarded.bulk_create(rows)


def _row(seat: Seat, kind: str, item: str, value: Value) -> Answer:
    return Answer(
        organization_id=seat.organization_id,
        seat=seat,
        kind=kind,
        item=item,
        state=Answer.State.VALUE,
        value=value,
        certainty=2 if kind == Answer.Kind.OWN else None,
        tab="factory",
        sequence=1,
        saved_at=timezone.now(),
    )


def _sheet(instrument: Instrument, pattern: Pattern, text: str) -> list[tuple[str, str, Value]]:
    kind = Answer.Kind
    own = [(kind.OWN, item.id, value_for(item, pattern, text=text)) for item in instrument.items]
    predicted = [(kind.PREDICTION, item.id, value_for(item, Pattern.HIGH)) for item in instrument.anchors]
    rated = [(kind.IMPORTANCE, topic.id, _rating(topic.number, pattern)) for topic in instrument.topics]
    return [(k.value, item, value) for k, item, value in [*own, *predicted, *rated]]


def _rating(number: int, pattern: Pattern) -> int:
    return {Pattern.LOW: 2, Pattern.HIGH: 5, Pattern.VARIED: 1 + number % 5}[pattern]


def value_for(item: Item, pattern: Pattern, *, text: str = "") -> Value:
    """Return an answer that the item's format allows."""
    turn = {Pattern.LOW: 0, Pattern.HIGH: -1, Pattern.VARIED: sum(map(ord, item.id))}[pattern]
    ruler = item.format
    options = [option.id for option in item.options]
    if isinstance(ruler, SteppedFormat):
        return range(1, ruler.points + 1)[turn % ruler.points]
    if isinstance(ruler, Percent):
        return ruler.lo + (ruler.hi - ruler.lo) * (0.2, 0.5, 0.8)[turn % 3]
    if isinstance(ruler, Number):
        return (4, 12, 26)[turn % 3]
    if isinstance(ruler, Text):
        return text
    if isinstance(ruler, Allocation):
        return [100 if part == turn % ruler.parts else 0 for part in range(ruler.parts)]
    turned = options[turn % len(options) :] + options[: turn % len(options)]
    return _chosen(item, turned)


def _chosen(item: Item, turned: list[str]) -> Value:
    if isinstance(item.format, Pick):
        return turned[: item.format.pick]
    return turned if item.format.kind == "ranking" else turned[0]
