"""What visitors get while a server that the product leans on is away, and how soon it is over."""

import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import count

from bench.rows_pages import dashboard, home, question_page
from bench.wire import HTMX, Wire, autosave, request
from bench.world import World

HEALTHY_SECONDS = 5.0
sequences = count(10_000_000)


@dataclass(frozen=True, kw_only=True)
class OutageOutcome:
    """Statuses during the outages, answers without Retry-After, and the slowest recovery in seconds."""

    statuses: Mapping[int, int]
    without_retry_after: int
    slowest_recovery: float

    @property
    def is_good(self) -> bool:
        only_503 = set(self.statuses) == {503}
        return only_503 and not self.without_retry_after and self.slowest_recovery <= HEALTHY_SECONDS

    def __str__(self) -> str:
        return (
            f"statuses {dict(self.statuses)}, {self.without_retry_after} without Retry-After, "
            f"healthy after {self.slowest_recovery:.1f} s"
        )


def requests_of(world: World) -> list[bytes]:
    """A page of each kind, a save, the sign-in page's form, and readiness."""
    said = {"value": "3", "reason": "Said while something was away."}
    session, path = world.sessions["business"], world.question("problem.1")
    return [
        home(world),
        dashboard(world),
        question_page(world),
        autosave(path, session=session, sequence=next(sequences), fields=said),
        request("POST", "/account/login/", fields={"login": "nobody@example.com", "password": "wrong"}),
        request("GET", "/readyz"),
    ]


def database_outages(
    *, port: int, world: World, outages: int, stop: Callable[[], None], start: Callable[[], None]
) -> OutageOutcome:
    statuses: Counter[int] = Counter()
    bare, slowest = 0, 0.0
    for _ in range(outages):
        stop()
        try:
            for message in requests_of(world):
                answer = Wire(port).ask(message)
                statuses[answer.status] += 1
                bare += answer.status == 503 and not answer.header("retry-after")
        finally:
            start()
        slowest = max(slowest, recovery(port, world))
    return OutageOutcome(statuses=statuses, without_retry_after=bare, slowest_recovery=slowest)


def recovery(port: int, world: World) -> float:
    """Return the seconds until readiness, pages and saves are there again."""
    started, healthy = time.monotonic(), False
    while not healthy and time.monotonic() - started < 4 * HEALTHY_SECONDS:
        with suppress(OSError):
            answers = [Wire(port).ask(message).status for message in requests_of(world)]
            healthy = all(status < 400 for status in answers)
        time.sleep(0.05)
    return time.monotonic() - started


@dataclass(frozen=True, kw_only=True)
class BrokerOutcome:
    """Saves and requests for jobs while the broker was away."""

    saves: int
    failed: int
    slowest: float

    @property
    def is_good(self) -> bool:
        return self.failed == 0 and self.slowest < 2

    def __str__(self) -> str:
        return f"{self.failed} of {self.saves} failed, slowest {self.slowest * 1000:.0f} ms"


def save_without_broker(*, port: int, world: World, saves: int) -> BrokerOutcome:
    """Save, and in between ask for a report, which inserts a job."""
    wire, failed, slowest = Wire(port), 0, 0.0
    path, session = world.question("problem.1"), world.sessions["business"]
    report = f"{world.rounds}{world.revealed}/report/"
    for number in range(saves):
        fields = {"value": str(number % 5 + 1)}
        message = autosave(path, session=session, sequence=next(sequences), fields=fields)
        if number % 10 == 9:
            message = request("POST", report, session=session, headers=HTMX)
        started = time.monotonic()
        failed += wire.ask(message).status not in (200, 302)
        slowest = max(slowest, time.monotonic() - started)
    return BrokerOutcome(saves=saves, failed=failed, slowest=slowest)
