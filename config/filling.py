"""A company with as many rounds and as much history as wanted: the load under which pages are measured."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from alignment.models import Round, Seat
from alignment.selectors.rounds import get_round_or_404
from alignment.services.answers import AnswerDraft, SaveStamp, save_answer, start
from alignment.services.rounds import add_seat, create_round, open_round
from alignment.services.scoring import score_round
from alignment.services.sealing import submit
from config.demo.story import first_lines, story
from organizations import audit
from organizations.access import organization_scope
from organizations.domain.permissions import Role
from organizations.domain.sides import Side
from organizations.models import AuditChain, AuditEvent, Job, Membership, Organization, Person
from organizations.services.people import Place, add_membership, found_organization

ROUNDS, EVENTS, LEADERS = 100, 1000, 6  # at scale 1; leaders are per side, at any scale
BATCH = 1000
NAMES = UUID("6f1c0c56-6f1e-4c0e-9d51-6a3c0a1c7f10")
BEGINNING = datetime(2024, 1, 8, 9, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Filled:
    """The organization and those of its rows that somebody may want to look at."""

    organization: Organization
    leaders: Mapping[Side, list[Membership]]
    facilitator: Membership
    revealed: Round
    opened: Round


def slug_of(scale: int) -> str:
    return f"filled-{scale}"


@transaction.atomic
def fill_organization(*, scale: int) -> Filled:
    """Make the organization; the rows in bulk, and every hundredth round played to its reveal.

    Nobody of its people can sign in with a password. What lists show first is the same at every scale.
    """
    founder = _founder(scale)
    organization = founder.organization
    with organization_scope(organization):
        leaders = _leaders(founder, scale)
        facilitator = _member(founder, scale, role=Role.FACILITATOR, name="Fiona Field")
        for _ in range(scale - 1):
            _played(leaders, facilitator, title="Played round")
        _rounds(leaders, facilitator, scale)
        _history(facilitator, count=EVENTS * scale)
        revealed = _played(leaders, facilitator, title="Where we stand")
        opened = _opened(leaders, facilitator, title="Where we stand now")
        for seat in opened.loaded_seats:
            start(seat=seat, by=seat.membership)
        # Nobody reads the mails of invented people.
        Job.objects.filter(organization=organization).update(state=Job.State.CANCELLED)
    return Filled(
        organization=organization,
        leaders=leaders,
        facilitator=facilitator,
        revealed=revealed,
        opened=opened,
    )


def _founder(scale: int) -> Membership:
    person = _person(scale, "Bea Business 1")
    return found_organization(name=slug_of(scale), person=person, title="CEO", side=Side.BUSINESS)


def _person(scale: int, name: str) -> Person:
    local = name.lower().replace(" ", "-")
    return Person.objects.create_user(f"{local}@{slug_of(scale)}.example", None, name=name)


def _leaders(founder: Membership, scale: int) -> Mapping[Side, list[Membership]]:
    found: dict[Side, list[Membership]] = {Side.BUSINESS: [founder], Side.TECHNOLOGY: []}
    for side, members in found.items():
        while len(members) < LEADERS:
            name = f"{'Bea' if side is Side.BUSINESS else 'Tom'} {side.title()} {len(members) + 1}"
            members.append(_member(founder, scale, role=Role.LEADER, name=name, side=side))
    return found


def _member(
    founder: Membership, scale: int, *, role: Role, name: str, side: Side | None = None
) -> Membership:
    place = Place(role=role, side=side, title="", is_administrator=False)
    return add_membership(organization=founder.organization, person=_person(scale, name), place=place)


def _opened(leaders: Mapping[Side, list[Membership]], by: Membership, *, title: str) -> Round:
    made = create_round(organization=by.organization, title=title, form=Round.Form.FULL, due_on=None, by=by)
    for side, members in leaders.items():
        add_seat(round=made, membership=members[0], side=side, is_required=True, by=by)
    open_round(round=made, by=by)
    return get_round_or_404(organization=by.organization, round_id=made.pk)


def open_and_answer(leaders: Mapping[Side, list[Membership]], by: Membership, *, title: str) -> Round:
    """Let the first leader of each side say what the demo's two say; nobody has submitted yet."""
    opened, told = _opened(leaders, by, title=title), story()
    for seat in opened.loaded_seats:
        start(seat=seat, by=seat.membership)
        for line in first_lines(told, "ceo" if seat.side == Side.BUSINESS else "cto"):
            draft = AnswerDraft(
                state=line.state, value=line.value, certainty=line.certainty, reason=line.reason
            )
            stamp = SaveStamp(tab="filled", sequence=1, base_version=0)
            save_answer(
                seat=seat, kind=line.kind, item=line.item, draft=draft, stamp=stamp, by=seat.membership
            )
    return opened


def _played(leaders: Mapping[Side, list[Membership]], by: Membership, *, title: str) -> Round:
    played = open_and_answer(leaders, by, title=title)
    for seat in played.loaded_seats:
        submit(seat=seat, by=seat.membership)
    score_round(round_id=played.pk)
    return get_round_or_404(organization=by.organization, round_id=played.pk)


def _rounds(leaders: Mapping[Side, list[Membership]], by: Membership, scale: int) -> None:
    """One in ten is a draft, one is open, the others were cancelled: as the triggers allow, step by step."""
    sample = _opened(leaders, by, title="Round 0")
    rounds = [_draft(sample, by, scale, number) for number in range(1, ROUNDS * scale)]
    Round.objects.bulk_create(rounds, batch_size=BATCH)
    seats = (seat for number, round in enumerate(rounds) for seat in _seats(round, leaders, number))
    while batch := list(islice(seats, BATCH)):
        Seat.objects.bulk_create(batch)
    now = timezone.now()
    by_turn = {turn: [round.pk for round in rounds[turn::10]] for turn in range(10)}
    for turn, keys in by_turn.items():
        for start_at in range(0, len(keys) if turn else 0, BATCH):
            chosen = Round.objects.filter(pk__in=keys[start_at : start_at + BATCH])
            if turn == 1:
                chosen.update(state=Round.State.OPEN, opened_at=now)
            else:
                chosen.update(state=Round.State.CANCELLED, cancelled_at=now)


def _draft(sample: Round, by: Membership, scale: int, number: int) -> Round:
    return Round(
        id=uuid5(NAMES, f"{scale}/round/{number}"),
        organization=by.organization,
        title=f"Round {number}",
        instrument=sample.instrument,
        form=sample.form,
        created_by=by,
    )


def _seats(round: Round, leaders: Mapping[Side, list[Membership]], number: int) -> Iterator[Seat]:
    for side, members in leaders.items():
        yield Seat(
            id=uuid5(round.pk, side.value),
            organization=round.organization,
            round=round,
            membership=members[number % len(members)],
            side=side.value,
            position=1,
        )


def _history(by: Membership, *, count: int) -> None:
    """Append events with true hashes; the chain's own row is written once at the end."""
    chain = AuditChain.objects.select_for_update().get(organization=by.organization)
    events = _events(by, chain, count)
    while batch := list(islice(events, BATCH)):
        AuditEvent.objects.bulk_create(batch)
    AuditChain.objects.filter(pk=chain.pk).update(number=chain.number, head=chain.head)


def _events(by: Membership, chain: AuditChain, count: int) -> Iterator[AuditEvent]:
    for number in range(count):
        event = AuditEvent(
            id=uuid5(by.organization_id, f"event/{number}"),
            organization=by.organization,
            number=chain.number + 1,
            at=BEGINNING + timedelta(minutes=number),
            actor=by,
            action="seat_reminded",
            subject_type="seat",
            subject_id=uuid5(by.organization_id, f"seat/{number}"),
            previous_hash=chain.head,
        )
        event.hash = audit.event_hash(event)
        chain.number, chain.head = event.number, event.hash
        yield event
