"""Report jobs while their workers and their broker are killed: each document is made, whole, and once."""

import hashlib
import random
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from os import kill
from pathlib import Path

from bench.memory import descendants
from bench.stage import Stage
from organizations.access import organization_scope, unfenced
from organizations.domain.permissions import Role
from organizations.domain.sides import Side
from organizations.models import Job, Membership, Organization
from organizations.services import jobs
from reports.models import Document
from reports.services.documents import request_round_report
from tests.factories.alignment import make_leader, make_revealed_round
from tests.factories.organizations import make_membership, make_organization
from tools.processes import Server

PER_PERSON = 3
PATIENCE_SECONDS = 120.0  # without any progress


@dataclass(kw_only=True)
class ReportsOutcome:
    """What became of the jobs; `asked_again` had used up their three runs and said so."""

    jobs: int
    done: int = 0
    worker_kills: int = 0
    broker_kills: int = 0
    asked_again: int = 0
    corrupt: int = 0
    duplicate: int = 0

    @property
    def is_good(self) -> bool:
        return self.done == self.jobs and not self.corrupt and not self.duplicate

    def __str__(self) -> str:
        kills = f"{self.worker_kills} worker and {self.broker_kills} Redis kills"
        bad = f"{self.corrupt} corrupt, {self.duplicate} duplicate, {self.asked_again} asked again after 3 kills"
        return f"{self.done} of {self.jobs} done, {kills}: {bad}"


def ask_for(count: int) -> Organization:
    """Make small revealed rounds and ask for the report of each, three by one person."""
    organization = make_organization()
    leaders = [make_leader(organization, side) for side in (Side.BUSINESS, Side.TECHNOLOGY)]
    by = make_membership(organization=organization, role=Role.FACILITATOR)
    for number in range(count):
        if number % PER_PERSON == 0:
            by = make_membership(organization=organization, role=Role.FACILITATOR)
        round = make_revealed_round(
            organization=organization, business=leaders[:1], technology=leaders[1:], by=by, form="short"
        )
        with organization_scope(organization):
            request_round_report(round=round, by=by)
    with organization_scope(organization):
        Job.objects.exclude(kind="render_round_report").delete()
    return organization


@dataclass(kw_only=True)
class Workshop:
    """A worker, its relay and its broker, and the hand that kills them."""

    stage: Stage
    broker: Server
    worker: Server = field(init=False)
    relay: Server = field(init=False)
    dice: random.Random = field(default_factory=lambda: random.Random(5))

    def __post_init__(self) -> None:
        options = ("--app=config", "worker", "--concurrency=2", "--loglevel=CRITICAL", "--without-mingle")
        self.worker = self.stage.server("worker", "-m", "celery", *options)
        self.relay = self.stage.server("relay", "manage.py", "relay_jobs")

    def start(self) -> None:
        self.worker.launch()
        self.relay.launch()

    def stop(self) -> None:
        self.relay.kill()
        self.worker.stop()

    def kill_worker(self) -> None:
        """Mostly one of its children in the middle of a job, now and then all of it."""
        children = sorted(descendants(self.worker.pid)) if self.worker.is_running else []
        if children and self.dice.random() < 0.8:
            with suppress(ProcessLookupError):
                kill(self.dice.choice(children), signal.SIGKILL)
        else:
            self.worker.kill()
            self.worker.launch()

    def kill_broker(self) -> None:
        self.broker.kill()
        time.sleep(0.2)
        self.broker.start()


def make_through_kills(
    *, workshop: Workshop, organization: Organization, worker_kills: int, broker_kills: int
) -> ReportsOutcome:
    """Kill at even steps of the work until all of it is done, then look at every file."""
    with organization_scope(organization):
        found = ReportsOutcome(jobs=Job.objects.count())
    steps = iter(kill_plan(found.jobs, worker_kills, broker_kills))
    due, moved = next(steps, None), time.monotonic()
    while found.done < found.jobs and time.monotonic() - moved < PATIENCE_SECONDS:
        time.sleep(0.05)
        begun = runs(organization)
        if due and begun >= due[0]:
            (workshop.kill_broker if due[1] else workshop.kill_worker)()
            found.broker_kills += due[1]
            found.worker_kills += not due[1]
            due = next(steps, None)
        found.asked_again += ask_again(organization)
        done = finished(organization)
        moved, found.done = (time.monotonic(), done) if done > found.done else (moved, done)
    inspect(workshop.stage.data / "documents", organization, found)
    return found


def kill_plan(jobs: int, worker_kills: int, broker_kills: int) -> Iterator[tuple[float, bool]]:
    """Yield after how many begun runs to kill, and whether it is the broker's turn."""
    kills = worker_kills + broker_kills
    for number in range(kills):
        turn = broker_kills * (number + 1) // kills > broker_kills * number // kills
        yield 1 + number * jobs / kills, turn


def runs(organization: Organization) -> int:
    with organization_scope(organization):
        return sum(Job.objects.values_list("runs", flat=True))


def finished(organization: Organization) -> int:
    with organization_scope(organization):
        return int(Job.objects.filter(state=Job.State.DONE).count())


def ask_again(organization: Organization) -> int:
    """What was killed three times has failed visibly; its requester tries again, as the page offers."""
    with organization_scope(organization):
        failed = list(Job.objects.filter(state=Job.State.FAILED).select_related("requested_by"))
        return sum(retried(job) for job in failed)


def retried(job: Job) -> bool:
    by: Membership | None = job.requested_by
    with suppress(jobs.TooManyJobs):
        return by is not None and jobs.retry(job=job, by=by)
    return False


def inspect(folder: Path, organization: Organization, found: ReportsOutcome) -> None:
    with unfenced():
        documents = list(Document.objects.filter(organization=organization))
    found.duplicate = len(documents) - len({document.subject_id for document in documents})
    for document in documents:
        file = folder / str(organization.pk) / f"{document.pk}.pdf"
        content = file.read_bytes() if file.exists() else b""
        is_whole = content.startswith(b"%PDF") and content.rstrip().endswith(b"%%EOF")
        is_same = hashlib.sha256(content).hexdigest() == document.file_sha256
        found.corrupt += not (is_whole and is_same)
