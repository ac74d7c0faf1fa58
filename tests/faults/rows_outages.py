"""The database is away, the broker is away: only 503 for the one, nothing at all for the other."""

from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

from bench.stage import postgresql_stage
from tests.faults.outages import database_outages, save_without_broker
from tests.faults.registry import Outcome, row
from tests.faults.scale import scaled
from tools.processes import Server, free_port
from tools.services import services, start_redis

SAVES = 500


@row("database stopped and started", against="20 outages", target="only 503, well in 5 s")
def database_down() -> Outcome:
    with services(is_durable=True) as running:
        stage = postgresql_stage(address=running.database_url)
        world, web = stage.world(1), stage.web()
        web.start()
        try:
            found = database_outages(
                port=stage.port,
                world=world,
                outages=scaled(20, at_least=2),
                stop=running.postgres.kill,
                start=running.postgres.start,
            )
        finally:
            web.stop()
    return Outcome(value=found.slowest_recovery, shown=str(found), met=found.is_good)


def without_broker(take_away: Callable[[Server], None]) -> Outcome:
    """Save beside a relay that tries to reach the broker."""
    broker, redis_url = start_redis(Path(mkdtemp()), password="only-for-this-run", is_durable=False)
    try:
        stage = postgresql_stage(redis_url=redis_url)
        world, web = stage.world(1), stage.web()
        relay = stage.server("relay", "manage.py", "relay_jobs")
        web.start()
        relay.launch()
        try:
            take_away(broker)
            found = save_without_broker(port=stage.port, world=world, saves=scaled(SAVES, at_least=20))
        finally:
            web.stop()
            relay.kill()
    finally:
        broker.kill()
    return Outcome(value=found.failed, shown=str(found), met=found.is_good)


@row("Redis stopped", against=f"{SAVES} saves", target="0 failed")
def broker_stopped() -> Outcome:
    return without_broker(Server.kill)


@row("Redis frozen", against=f"{SAVES} saves", target="0 failed")
def broker_frozen() -> Outcome:
    return without_broker(Server.freeze)


@row("Redis unreachable", against=f"{SAVES} saves", target="0 failed")
def broker_unreachable() -> Outcome:
    stage = postgresql_stage(redis_url=f"redis://:secret@127.0.0.1:{free_port()}/0")
    world, web = stage.world(1), stage.web()
    web.start()
    try:
        found = save_without_broker(port=stage.port, world=world, saves=scaled(SAVES, at_least=20))
    finally:
        web.stop()
    return Outcome(value=found.failed, shown=str(found), met=found.is_good)
