"""Workers that are killed, messages that are forged, brokers that stop: the row stays the truth."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import uuid4

import pytest
from celery import Celery

from organizations.access import organization_scope, unfenced
from organizations.models import Job, Membership
from organizations.services import jobs
from tests.factories.organizations import make_membership
from tests.fixtures.live import environment
from tools.processes import Server
from tools.services import start_redis

LEASE_SECONDS = 2


def wait_until(is_so: Callable[[], bool], *, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def ask(ceo: Membership) -> Job:
    with organization_scope(ceo.organization):
        return jobs.enqueue(
            kind="slow", subject_id=ceo.pk, key=f"slow:{uuid4()}", organization=ceo.organization, by=None
        )


def state(job: Job) -> str:
    with unfenced():
        return str(Job.objects.get(pk=job.pk).state)


class Workshop:
    """The processes that do jobs, with a slow handler that waits while `hold` is set."""

    def __init__(self, *, data: Path, redis_url: str) -> None:
        self.marks = data / "marks"
        self.marks.mkdir()
        self.log = data / "processes.log"
        base = environment(port=0, data=data, email_url="smtp://127.0.0.1:1")
        self.environment = {
            **base,
            "ENVIRONMENT": "test",
            "REDIS_URL": redis_url,
            "JOB_LEASE_SECONDS": str(LEASE_SECONDS),
        }

    def launch(self, *command: str) -> Server:
        server = Server(
            [sys.executable, *command], log=self.log, ready=lambda: True, environment=self.environment
        )
        server.launch()
        return server

    def hold(self) -> None:
        (self.marks / "hold").touch()

    def let_go(self) -> None:
        (self.marks / "hold").unlink()

    def count(self, mark: str) -> int:
        path = self.marks / mark
        return len(path.read_text().splitlines()) if path.exists() else 0


@pytest.fixture
def processes() -> Iterator[list[Server]]:
    """Whatever a test starts is ended with it."""
    started: list[Server] = []
    yield started
    for server in started:
        server.kill()


def test_embedded_loop_killed_in_the_middle_does_the_job_after_its_lease(
    committed: None, tmp_path: Path, processes: list[Server]
) -> None:
    workshop, job = Workshop(data=tmp_path, redis_url=""), ask(make_membership())
    workshop.hold()
    processes.append(workshop.launch("-m", "tests.faults.slow_run_jobs"))
    wait_until(lambda: workshop.count("begun") == 1)
    processes[0].kill()
    assert state(job) == "running"
    processes.append(workshop.launch("-m", "tests.faults.slow_run_jobs"))
    wait_until(lambda: workshop.count("begun") == 2)
    workshop.let_go()
    wait_until(lambda: state(job) == "done")
    assert workshop.count("ended") == 1


def test_embedded_loop_ends_its_job_before_it_stops(
    committed: None, tmp_path: Path, processes: list[Server]
) -> None:
    workshop, job = Workshop(data=tmp_path, redis_url=""), ask(make_membership())
    workshop.hold()
    processes.append(workshop.launch("-m", "tests.faults.slow_run_jobs"))
    wait_until(lambda: workshop.count("begun") == 1)
    os.kill(processes[0].pid, signal.SIGTERM)
    time.sleep(0.2)
    workshop.let_go()
    assert processes[0].stop() == 0
    assert state(job) == "done"


def test_a_job_longer_than_its_lease_runs_once(
    committed: None, tmp_path: Path, processes: list[Server]
) -> None:
    workshop, job = Workshop(data=tmp_path, redis_url=""), ask(make_membership())
    workshop.hold()
    processes += [workshop.launch("-m", "tests.faults.slow_run_jobs") for _ in range(2)]
    wait_until(lambda: workshop.count("begun") == 1)
    time.sleep(LEASE_SECONDS * 1.6)
    workshop.let_go()
    wait_until(lambda: state(job) == "done")
    assert workshop.count("begun") == 1


def test_celery_worker_killed_in_the_middle_forged_messages_and_a_stopped_broker(
    committed: None, tmp_path: Path, processes: list[Server]
) -> None:
    with ExitStack() as stack:
        broker, redis_url = start_redis(tmp_path, password="only-for-this-test", is_durable=False)
        stack.callback(broker.stop)
        workshop, ceo = Workshop(data=tmp_path, redis_url=redis_url), make_membership()
        worker = ("-m", "celery", "--app=tests.faults.slow_worker", "worker", "--concurrency=1")

        broker.stop()
        before = time.monotonic()
        job = ask(ceo)
        assert time.monotonic() - before < 0.5, "a request does not talk to the broker"
        processes.append(workshop.launch("manage.py", "relay_jobs"))
        wait_until(lambda: "jobs wait" in workshop.log.read_text())
        broker.start()

        workshop.hold()
        processes.append(workshop.launch(*worker))
        wait_until(lambda: workshop.count("begun") == 1)
        processes[1].kill()
        processes.append(workshop.launch(*worker))
        wait_until(lambda: workshop.count("begun") == 2)
        workshop.let_go()
        wait_until(lambda: state(job) == "done")

        forger = Celery("forger", broker=redis_url)
        for forged in (str(job.pk), str(uuid4()), "../../etc/passwd", 7, None, ["x"]):
            forger.send_task("run_job", args=[forged], ignore_result=True)
        forger.send_task("os.system", args=["true"], ignore_result=True)
        forger.close()
        after = ask(ceo)
        wait_until(lambda: state(after) == "done")
        assert (workshop.count("begun"), workshop.count("ended")) == (3, 2)
        assert processes[2].is_running
        assert processes[2].stop() == 0
