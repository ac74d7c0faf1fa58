"""The races of the blind round in release numbers; the suite runs the same functions with fewer."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django

from tests.faults.registry import Outcome, row

PAIRS = 1000
RACES = 1000


@contextmanager
def database() -> Iterator[None]:
    """An empty, migrated database of this row's own, in which commits are real."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from django.test.utils import setup_databases, teardown_databases

    made = setup_databases(verbosity=0, interactive=False)
    try:
        yield
    finally:
        teardown_databases(made, verbosity=0)


@row("both leaders submit at once", against=f"{PAIRS} pairs", target="0 stuck, 1 snapshot each")
def pairs_at_once() -> Outcome:
    with database():
        from tests.faults.round_races import race_pairs

        found = race_pairs(pairs=PAIRS)
    shown = f"{found.revealed} revealed, {found.snapshots} snapshots, {len(found.errors)} errors"
    return Outcome(value=PAIRS - found.revealed, shown=shown, met=found.is_good)


@row("a save meets the submission of its seat", against=f"{RACES} races", target="0 late changes, 0 lost")
def saves_against_submissions() -> Outcome:
    with database():
        from tests.faults.round_races import race_saves

        found = race_saves(races=RACES)
    shown = f"{found.broken} late or lost ({found.saved} saved, {found.refused} refused)"
    return Outcome(value=found.broken, shown=shown, met=found.is_good and found.refused > 0)
