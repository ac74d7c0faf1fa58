"""Races of the blind round, for the suite and `make faults`: two submissions, and a save against one."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Barrier, Thread

from django.db import connection, transaction
from django.utils import timezone

from alignment.access import own_answers, sealed_snapshot
from alignment.models import Answer, Round, Seat, Snapshot
from alignment.selectors.rounds import get_round_or_404
from alignment.services import sealing
from alignment.services.answers import AnswerDraft, Saved, SaveStamp, save_answer
from common.rules import Refused
from organizations.access import organization_scope
from organizations.models import Job, Organization
from tests.factories.alignment import make_open_round
from tests.factories.organizations import make_organization

ITEM = "problem.1"
#: Seconds after which a save starts, so that it meets every part of a submission.
DELAYS = tuple(step / 1000 for step in range(0, 20, 2))


@dataclass(frozen=True, kw_only=True)
class PairsOutcome:
    """What became of rounds whose two leaders submitted at the same moment."""

    pairs: int
    revealed: int
    snapshots: int
    score_jobs: int
    errors: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        return self.revealed == self.snapshots == self.score_jobs == self.pairs and not self.errors


@dataclass(frozen=True, kw_only=True)
class SavesOutcome:
    """What became of saves that met the submission of their seat."""

    races: int
    saved: int
    refused: int
    #: The sealed sheet and the stored rows differ: a change after the seal, or a lost acknowledged save.
    broken: int
    errors: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        return self.broken == 0 and not self.errors and self.saved + self.refused == self.races


def race_pairs(*, pairs: int) -> PairsOutcome:
    """Let both leaders of many rounds submit at once. Needs a database in which commits are real."""
    organization = make_organization()
    rounds = _open_rounds(organization, pairs)
    errors = _together(
        organization,
        [
            [_submission(round.loaded_seats[0]) for round in rounds],
            [_submission(round.loaded_seats[1]) for round in rounds],
        ],
    )
    with organization_scope(organization):
        return PairsOutcome(
            pairs=pairs,
            revealed=Round.objects.filter(state=Round.State.REVEALED).count(),
            snapshots=Snapshot.unguarded.count(),
            score_jobs=Job.objects.filter(kind="score_round").count(),
            errors=errors,
        )


def race_saves(*, races: int) -> SavesOutcome:
    """Let a save of each round's first leader meet the same leader's submission, which reveals."""
    organization = make_organization()
    rounds = _open_rounds(organization, races)
    with organization_scope(organization), transaction.atomic():
        for round in rounds:
            _submission(round.loaded_seats[1])()
    outcomes: list[bool] = []
    seats = [round.loaded_seats[0] for round in rounds]
    errors = _together(
        organization,
        [
            [_save(seat, outcomes, after=DELAYS[n % len(DELAYS)]) for n, seat in enumerate(seats)],
            [_submission(replace_page(organization, seat)) for seat in seats],
        ],
    )
    with organization_scope(organization):
        broken = sum(_is_broken(organization, seat) for seat in seats)
    return SavesOutcome(
        races=races, saved=outcomes.count(True), refused=outcomes.count(False), broken=broken, errors=errors
    )


def replace_page(organization: Organization, seat: Seat) -> Seat:
    """Load the seat again: the page that saves must not learn from the one that submits."""
    with organization_scope(organization):
        return get_round_or_404(organization=organization, round_id=seat.round_id).loaded_seats[0]


@transaction.atomic
def _open_rounds(organization: Organization, count: int) -> list[Round]:
    """Field as many rounds to the same two leaders, each with one answer; in bulk, only the races count."""
    first = make_open_round(organization=organization)
    with organization_scope(organization):
        rounds = [_copy(first) for _ in range(count)]
        Round.objects.bulk_create(rounds)
        Seat.objects.bulk_create([seat for round in rounds for seat in round.loaded_seats])
        opened = {"state": Round.State.OPEN, "opened_at": first.opened_at}
        Round.objects.filter(state=Round.State.DRAFT).update(**opened)
        Seat.objects.filter(round__in=rounds).update(started_at=first.opened_at)
        Answer.unguarded.bulk_create([_answer(seat) for round in rounds for seat in round.loaded_seats])
        return [get_round_or_404(organization=organization, round_id=round.pk) for round in rounds]


def _copy(first: Round) -> Round:
    """A draft like the first round, with its seats, not stored yet."""
    copy = Round(
        organization=first.organization,
        title="Race",
        instrument=first.instrument,
        created_by=first.created_by,
    )
    copy.loaded_seats = [
        Seat(
            organization=first.organization,
            round=copy,
            membership=seat.membership,
            side=seat.side,
            position=seat.position,
        )
        for seat in first.loaded_seats
    ]
    return copy


def _answer(seat: Seat) -> Answer:
    return Answer(
        organization_id=seat.organization_id,
        seat=seat,
        kind="own",
        item=ITEM,
        state="value",
        value=1,
        tab="tab",
        sequence=1,
        saved_at=timezone.now(),
    )


def _saved(seat: Seat, *, value: int, sequence: int) -> bool:
    stamp = SaveStamp(tab="tab", sequence=sequence, base_version=0)
    draft = AnswerDraft(state="value", value=value)
    outcome = save_answer(seat=seat, kind="own", item=ITEM, draft=draft, stamp=stamp, by=seat.membership)
    return isinstance(outcome, Saved)


def _submission(seat: Seat) -> Callable[[], None]:
    def act() -> None:
        sealing.submit(seat=seat, by=seat.membership)

    return act


def _save(seat: Seat, outcomes: list[bool], *, after: float) -> Callable[[], None]:
    def act() -> None:
        time.sleep(after)
        try:
            outcomes.append(_saved(seat, value=5, sequence=2))
        except Refused:
            outcomes.append(False)

    return act


def _is_broken(organization: Organization, seat: Seat) -> bool:
    round = get_round_or_404(organization=organization, round_id=seat.round_id)
    sealed = sealed_snapshot(round=round).snapshot.seats[0].sheet.answers[ITEM].value
    return sealed != own_answers(seat=seat, membership=seat.membership)["own"][ITEM].value


def _together(organization: Organization, sides: Sequence[Sequence[Callable[[], None]]]) -> tuple[str, ...]:
    """Run the n-th acts of all sides at the same moment, for every n; return what went wrong."""
    barrier = Barrier(len(sides))
    errors: list[str] = []

    def side(acts: Sequence[Callable[[], None]]) -> None:
        with organization_scope(organization):
            for act in acts:
                barrier.wait(timeout=60)
                try:
                    act()
                except Exception as error:  # noqa: BLE001 - whatever it is, it is a result of the race
                    errors.append(repr(error))
        connection.close()

    threads = [Thread(target=side, args=(acts,)) for acts in sides]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tuple(errors)
