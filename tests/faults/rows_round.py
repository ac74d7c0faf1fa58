"""Submissions at the same moment, and saves against submissions."""

from tests.faults.own_database import own_database
from tests.faults.registry import Outcome, row
from tests.faults.round_races import race_pairs, race_saves
from tests.faults.scale import scaled


@row("both leaders submit at once", against="1,000 pairs", target="0 stuck, 1 reveal")
def pairs() -> Outcome:
    with own_database():
        found = race_pairs(pairs=scaled(1000))
    shown = f"{found.revealed} reveals, {found.snapshots} snapshots, {found.score_jobs} jobs of {found.pairs}"
    return Outcome(value=found.pairs - found.revealed, shown=f"{shown} {found.errors[:2]}", met=found.is_good)


@row("a save against its submission", against="1,000 races", target="0 late changes")
def saves() -> Outcome:
    with own_database():
        found = race_saves(races=scaled(1000))
    shown = f"{found.broken} late or lost; {found.saved} saved before, {found.refused} refused"
    return Outcome(value=found.broken, shown=f"{shown} {found.errors[:2]}", met=found.is_good)
