"""The audit trail under many writers and under the hands of its database's owner."""

from tests.faults.history import write_and_tamper
from tests.faults.own_database import own_database
from tests.faults.registry import Outcome, row
from tests.faults.scale import scaled


@row("history, 8 writers at once", against="10,000 entries, 200 tamperings", target="whole, 200 detected")
def history() -> Outcome:
    with own_database():
        found = write_and_tamper(
            entries=scaled(10_000, at_least=80),
            writers=8,
            tamperings=scaled(200, at_least=8),
            tampered_entries=200,
        )
    return Outcome(value=found.tamperings - found.detected, shown=str(found), met=found.is_good)
