"""Acknowledged saves through killed web workers and crashed databases."""

import signal

from bench.stage import postgresql_stage, sqlite_stage
from tests.faults.crashes import CrashesOutcome, type_through_crashes
from tests.faults.registry import Outcome, row
from tests.faults.scale import scaled
from tools.services import services

WORKERS = 2


def shown(found: CrashesOutcome) -> Outcome:
    return Outcome(value=found.lost + found.mixed, shown=str(found), met=found.is_good)


@row("autosave, PostgreSQL", against="20,000 saves, 200 + 30 kills", target="0 lost, 0 older")
def on_postgresql() -> Outcome:
    with services(is_durable=True) as running:
        stage = postgresql_stage(address=running.database_url)
        world, web = stage.world(1), stage.web(workers=WORKERS)

        def crash() -> None:
            """Kill -9 of all its processes at once, and a start that recovers."""
            running.postgres.signal(signal.SIGKILL)
            running.postgres.kill()
            running.postgres.start()

        web.start()
        try:
            found = type_through_crashes(
                stage=stage,
                web=web,
                world=world,
                saves=scaled(20_000),
                worker_kills=scaled(200),
                crash_database=crash,
                database_kills=scaled(30),
            )
        finally:
            web.stop()
    return shown(found)


@row("autosave, SQLite", against="20,000 saves, 230 kills", target="0 lost, 0 older")
def on_sqlite() -> Outcome:
    stage = sqlite_stage()
    world, web = stage.world(1), stage.web(workers=WORKERS)
    web.start()
    try:
        found = type_through_crashes(
            stage=stage, web=web, world=world, saves=scaled(20_000), worker_kills=scaled(230)
        )
    finally:
        web.stop()
    return shown(found)
