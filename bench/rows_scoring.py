"""The scores of a pair, and the way from the reveal to them."""

import json
import statistics
from collections.abc import Callable
from functools import cache

from alignment.domain.score_file import read_score_input
from alignment.domain.scores import score_pair
from bench.registry import Outcome, row
from bench.sampling import compare, percentile
from bench.stage import Stage, filled, postgresql_stage, running_stage, sqlite_stage

PAIRS_AT_ONCE = 100
POLL_SECONDS = 3  # of the waiting page; the page that waits for the scores asks every second


@row("scoring a 54-item pair, trace included", against="json.loads of its input", target="<= 4x")
def scoring() -> Outcome:
    text = running_stage("sqlite").manage("export_round", filled("sqlite", 1).revealed)
    text = json.dumps(json.loads(text))
    read = read_score_input(json.loads(text))

    def score() -> None:
        for item in score_pair(read.plan, read.a, read.b).items:
            _ = item.trace

    return compare(score, to=lambda: json.loads(text), times=200).outcome(at_most=4)


@cache
def waits() -> dict[str, list[float]]:
    """Seconds that jobs waited on a stage with its own loop and nothing else to do."""
    return delays(sqlite_stage(), "waits")


def delays(stage: Stage, *arguments: str) -> dict[str, list[float]]:
    jobs = stage.jobs()
    jobs.launch()
    try:
        found: dict[str, list[float]] = json.loads(stage.python("-m", "bench.delays", *arguments))
        return found
    finally:
        jobs.stop()


@row("job without Redis: enqueue to start, p95", against="-", target="<= 100 ms")
def enqueue_to_start() -> Outcome:
    milliseconds = [seconds * 1000 for seconds in waits()["start"]]
    value = percentile(milliseconds, 0.95)
    shown = f"{value:.0f} ms, median {statistics.median(milliseconds):.0f}, of {len(milliseconds)}"
    return Outcome(value=value, shown=shown, met=value <= 100)


def reveals(new_stage: Callable[[], Stage]) -> Outcome:
    lags = delays(new_stage(), "reveals", str(PAIRS_AT_ONCE))["reveal"]
    value = percentile(lags, 0.95)
    shown = f"{value:.2f} s + poll of {POLL_SECONDS} s, median {statistics.median(lags):.2f} s"
    return Outcome(value=value, shown=shown, met=value <= 1)


@row("reveal to scores, 100 at once, p95, SQLite", against="poll interval", target="<= it + 1 s")
def reveals_on_sqlite() -> Outcome:
    return reveals(sqlite_stage)


@row("reveal to scores, 100 at once, p95, PostgreSQL", against="poll interval", target="<= it + 1 s")
def reveals_on_postgresql() -> Outcome:
    return reveals(postgresql_stage)
