"""What others see of a leader who saves: nothing."""

from bench.stage import Stage, postgresql_stage, sqlite_stage
from tests.faults.blindness import watch_while_saving
from tests.faults.registry import Outcome, row
from tests.faults.scale import scaled


def watched(stage: Stage) -> Outcome:
    world, web = stage.world(1), stage.web()
    web.start()
    try:
        found = watch_while_saving(port=stage.port, world=world, saves=scaled(200, at_least=20))
    finally:
        web.stop()
    return Outcome(value=found.distinct - found.pages, shown=str(found), met=found.is_good)


@row("blindness over the wire, SQLite", against="200 saves", target="1 response a page")
def on_sqlite() -> Outcome:
    return watched(sqlite_stage())


@row("blindness over the wire, PostgreSQL", against="200 saves", target="1 response a page")
def on_postgresql() -> Outcome:
    return watched(postgresql_stage())
