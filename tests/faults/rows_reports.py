"""Report jobs through killed workers and a killed broker."""

from pathlib import Path
from tempfile import mkdtemp

from bench.stage import Stage, new_folder
from tests.faults.own_database import own_database
from tests.faults.registry import Outcome, row
from tests.faults.report_jobs import Workshop, ask_for, make_through_kills
from tests.faults.scale import scaled
from tools.services import start_redis


@row("report jobs through kills", against="500 jobs, 100 + 10 kills", target="all done, whole, once")
def reports() -> Outcome:
    broker, redis_url = start_redis(Path(mkdtemp()), password="only-for-this-run", is_durable=True)
    try:
        with own_database():
            from tests.fixtures.databases import database_url

            organization = ask_for(scaled(500))
            stage = Stage(
                database_url=database_url(), data=new_folder(), redis_url=redis_url, JOB_LEASE_SECONDS="3"
            )
            workshop = Workshop(stage=stage, broker=broker)
            workshop.start()
            try:
                found = make_through_kills(
                    workshop=workshop,
                    organization=organization,
                    worker_kills=scaled(100),
                    broker_kills=scaled(10),
                )
            finally:
                workshop.stop()
    finally:
        broker.kill()
    return Outcome(value=found.jobs - found.done, shown=str(found), met=found.is_good)
