"""Rows of one table: each is measured, shown beside its target, and fails the run when it misses."""

import importlib
import json
import math
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROUNDS = 7


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a row found: a number to compare between runs, words for the table, and the verdict."""

    value: float
    shown: str
    met: bool


@dataclass(frozen=True, kw_only=True)
class Row:
    name: str
    against: str
    target: str
    measure: Callable[[], Outcome]


class Registry:
    """The rows of one kind, in the order in which their modules are imported."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def row(
        self, name: str, *, against: str, target: str
    ) -> Callable[[Callable[[], Outcome]], Callable[[], Outcome]]:
        """Register the function below as the row of this name."""

        def register(measure: Callable[[], Outcome]) -> Callable[[], Outcome]:
            self.rows.append(Row(name=name, against=against, target=target, measure=measure))
            return measure

        return register


def seconds(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def ratio(
    action: Callable[[], object], *, to: Callable[[], object], at_most: float, rounds: int = ROUNDS
) -> Outcome:
    """Measure both in turns, so that a busy moment hits both, and compare the medians."""
    action(), to()
    pairs = [(seconds(action), seconds(to)) for _ in range(rounds)]
    value = statistics.median(mine for mine, _ in pairs) / statistics.median(floor for _, floor in pairs)
    singles = sorted(mine / floor for mine, floor in pairs)
    milliseconds = statistics.median(mine for mine, _ in pairs) * 1000
    shown = f"{value:.2f}x ({singles[0]:.2f}-{singles[-1]:.2f}), {milliseconds:.0f} ms"
    return Outcome(value=value, shown=shown, met=value <= at_most)


def import_rows(package: str) -> None:
    """Import every rows_*.py of a package; each registers its rows."""
    folder = Path(importlib.import_module(package).__path__[0])
    for path in sorted(folder.glob("rows_*.py")):
        importlib.import_module(f"{package}.{path.stem}")


def measured(row: Row) -> Outcome:
    """Return a row's outcome; a row that breaks has missed, and the others still run."""
    try:
        return row.measure()
    except Exception as error:  # noqa: BLE001 - any failure of a row is its result
        return Outcome(value=float("nan"), shown=f"{type(error).__name__}: {error}"[:300], met=False)


def print_table(registry: Registry, *, part_of_name: str, stored: Path, is_to_store: bool = False) -> int:
    """Measure the rows whose name contains a text; return 1 when one misses or none has that name.

    `is_to_store` keeps what was measured beside what is known, for later runs to compare with.
    """
    rows = [row for row in registry.rows if part_of_name.lower() in row.name.lower()]
    before = json.loads(stored.read_text()) if stored.exists() else {}
    line = "{:<4} {:<52} {:<38} {:<14} {:<10} {}"
    print(line.format("", "what", "against", "target", "stored", "measured"))
    misses, found = 0, dict(before)
    for row in rows:
        outcome = measured(row)
        if math.isfinite(outcome.value):
            found[row.name] = round(outcome.value, 3)
        misses += not outcome.met
        earlier = f"{before[row.name]:.2f}" if row.name in before else "-"
        verdict = "ok" if outcome.met else "MISS"
        print(line.format(verdict, row.name, row.against, row.target, earlier, outcome.shown), flush=True)
    if is_to_store:
        stored.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n")
    print(f"{len(rows) - misses} met, {misses} missed")
    return 1 if misses or not rows else 0


def main(registry: Registry, *, package: str) -> int:
    """Run from a command line: an optional part of a name, and `--store` to keep what is measured."""
    import_rows(package)
    stored = Path(importlib.import_module(package).__path__[0]) / "ratios.json"
    words = [word for word in sys.argv[1:] if word != "--store"]
    is_to_store = len(words) < len(sys.argv) - 1
    return print_table(registry, part_of_name=" ".join(words), stored=stored, is_to_store=is_to_store)
