"""Requests that no browser sends, to an installation of each engine."""

from contextlib import ExitStack

from bench.stage import postgresql_stage, sqlite_stage
from tests.faults.malformed import send_to_both
from tests.faults.registry import Outcome, row
from tests.faults.scale import scaled


@row("malformed input, both engines alike", against="50,000 requests", target="0 x 500, same status")
def malformed() -> Outcome:
    with ExitStack() as stack:
        sides = []
        for stage in (sqlite_stage(), postgresql_stage()):
            world, web = stage.world(1), stage.web()
            stack.callback(web.stop)
            web.start()
            sides.append((stage.port, world))
        found = send_to_both(sides, requests=scaled(50_000))
    return Outcome(value=len(found.failures), shown=str(found), met=found.is_good)
