"""How long work waits: `python -m bench.delays waits|reveals N`, beside a running job loop, prints seconds as JSON."""

import json
import os
import sys
import time
from threading import Thread
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import django

if TYPE_CHECKING:
    from alignment.models import Seat
    from organizations.models import Organization

JOBS = 60
THREADS = 8


def waits() -> dict[str, list[float]]:
    """Enqueue one job after the other; each scores a round that has its scores, and so does little."""
    from config.filling import fill_organization
    from organizations.access import organization_scope
    from organizations.models import Job
    from organizations.services.jobs import enqueue

    filled = fill_organization(scale=1)
    starts = []
    with organization_scope(filled.organization):
        for _ in range(JOBS):
            job = enqueue(
                kind="score_round",
                subject_id=filled.revealed.pk,
                key=f"bench:{uuid4()}",
                organization=filled.organization,
                by=None,
            )
            while job.state != Job.State.DONE:
                time.sleep(0.011)
                job.refresh_from_db()
            assert job.started_at is not None
            starts.append((job.started_at - job.created_at).total_seconds())
    return {"start": starts}


def reveals(count: int) -> dict[str, list[float]]:
    """Submit the last seat of many rounds at once; return the seconds from each reveal to its scores."""
    from django.db import transaction

    from alignment.selectors.rounds import get_round_or_404
    from alignment.services.sealing import submit
    from config.filling import fill_organization, open_and_answer
    from organizations.access import organization_scope

    filled = fill_organization(scale=1)
    organization = filled.organization
    with organization_scope(organization), transaction.atomic():
        rounds = [open_and_answer(filled.leaders, filled.facilitator, title="At once") for _ in range(count)]
        for round in rounds:
            submit(seat=round.loaded_seats[0], by=round.loaded_seats[0].membership)
        last = [
            get_round_or_404(organization=organization, round_id=round.pk).loaded_seats[1] for round in rounds
        ]
    groups = [last[number::THREADS] for number in range(THREADS)]
    threads = [Thread(target=submit_all, args=(organization, group)) for group in groups]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"reveal": lags(organization, [seat.round_id for seat in last])}


def submit_all(organization: "Organization", seats: "list[Seat]") -> None:
    from django.db import connection

    from alignment.services.sealing import submit
    from organizations.access import organization_scope

    with organization_scope(organization):
        for seat in seats:
            submit(seat=seat, by=seat.membership)
    connection.close()


def lags(organization: "Organization", rounds: list[UUID]) -> list[float]:
    """Wait for all scores; a job's end is when its scores can be read."""
    from alignment.models import Round
    from organizations.access import organization_scope
    from organizations.models import Job

    with organization_scope(organization):
        jobs = Job.objects.filter(kind="score_round", subject_id__in=rounds)
        while jobs.filter(state=Job.State.DONE).count() < len(rounds):
            time.sleep(0.05)
        ended = dict(jobs.values_list("subject_id", "finished_at"))
        revealed = Round.objects.filter(pk__in=rounds).values_list("pk", "revealed_at")
        times = [(ended[key], at) for key, at in revealed]
        return [(end - at).total_seconds() for end, at in times if end and at]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    found = waits() if sys.argv[1] == "waits" else reveals(int(sys.argv[2]))
    print(json.dumps(found))
