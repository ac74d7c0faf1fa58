"""The round report: laying it out, making it, asking again, and what it costs those who read pages meanwhile."""

import json
import os
import signal
import statistics
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from bench.memory import descendants
from bench.registry import Outcome, row
from bench.rows_pages import dashboard, found
from bench.sampling import percentile
from bench.stage import filled, running_stage, sqlite_stage
from bench.wire import Wire
from tools.measure import seconds

Times = dict[str, list[float]]
PAGES, ROUNDS = 40, 5


@cache
def made() -> tuple[Times, Path]:
    """Times of making reports, and the HTML of one of them."""
    stage = sqlite_stage()
    times: Times = json.loads(stage.python("-m", "bench.reporting", str(stage.data)))
    return times, stage.data / "report.html"


def against(mine: Sequence[float], other: Sequence[float], *, at_most: float) -> Outcome:
    """Compare what was measured in turns."""
    ratios = sorted(one / two for one, two in zip(mine, other, strict=True))
    value = statistics.median(ratios)
    absolute = f"{statistics.median(mine):.3f} / {statistics.median(other):.3f} s"
    shown = f"{value:.2f}x ({ratios[0]:.2f}-{ratios[-1]:.2f}), {absolute}"
    return Outcome(value=value, shown=shown, met=value <= at_most)


@row("report, laying out alone", against="WeasyPrint as it comes, no tags", target="<= 0.85x")
def laying_out() -> Outcome:
    times: Times = json.loads(running_stage("sqlite").python("-m", "bench.laying_out", str(made()[1])))
    return against(times["ours"], times["as it comes"], at_most=0.85)


@row("report, job start to file", against="cold Chromium, same HTML", target="<= 1.0x")
def whole_job() -> Outcome:
    times, _ = made()
    return against(times["first"], times["browser"], at_most=1.0)


@row("report asked for again, content unchanged", against="the first time", target="<= 0.05x")
def again() -> Outcome:
    times, _ = made()
    return against(times["again"], times["first"], at_most=0.05)


@row("dashboard p95 while two reports render", against="p95 without", target="<= 1.5x")
def beside_renderers() -> Outcome:
    stage, world = running_stage("sqlite"), filled("sqlite", 1)
    wire, message = Wire(stage.port), dashboard(world)
    renderers = [stage.server(f"renderer{n}", "-m", "bench.rendering", str(made()[1])) for n in (1, 2)]
    busy: list[float] = []
    quiet: list[float] = []
    try:
        for renderer in renderers:
            renderer.launch()
        time.sleep(5)  # until both have begun
        for _ in range(ROUNDS):
            busy.append(p95(wire, message))
            for renderer in renderers:
                send_below(renderer.pid, signal.SIGSTOP)
            quiet.append(p95(wire, message))
            for renderer in renderers:
                send_below(renderer.pid, signal.SIGCONT)
    finally:
        for renderer in renderers:
            renderer.kill()
    return against(busy, quiet, at_most=1.5)


def send_below(pid: int, number: signal.Signals) -> None:
    """Signal a process and all below it: the renderer has a group of its own."""
    for one in (pid, *descendants(pid)):
        with suppress(ProcessLookupError):
            os.kill(one, number)


def p95(wire: Wire, message: bytes) -> float:
    return percentile([seconds(lambda: found(wire, message)) for _ in range(PAGES)], 0.95)
