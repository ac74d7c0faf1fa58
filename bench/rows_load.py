"""Many people saving at once, against as many looking at the floor."""

import statistics
import time
from collections.abc import Callable
from itertools import count
from threading import Thread

from bench.registry import Outcome, row
from bench.stage import filled, running_stage
from bench.wire import Wire, autosave, get
from bench.world import World

ROUNDS, SECONDS = 5, 1.5
sequences = count(1_000_000)


def saving(world: World, client: int) -> Callable[[], bytes]:
    """One client's saves, on a field of its own as far as there are enough."""
    parts = ("business", "technology")
    session = world.sessions[parts[client % 2]]
    path = world.question(world.scales[client // 2 % len(world.scales)])

    def message() -> bytes:
        sequence = next(sequences)
        said = {"value": str(sequence % 5 + 1), "certainty": "2", "reason": "As we said in the spring."}
        return autosave(path, session=session, sequence=sequence, fields=said)

    return message


def looking(world: World, client: int) -> Callable[[], bytes]:
    message = get(world.floor, session=world.sessions["business"])
    return lambda: message


def per_second(port: int, clients: list[Callable[[], bytes]]) -> tuple[float, int]:
    """Let all clients ask without a pause; return answers a second and how many were no 200."""
    done = [0] * len(clients)
    bad = [0] * len(clients)
    end = time.monotonic() + SECONDS

    def run(number: int) -> None:
        wire = Wire(port)
        while time.monotonic() < end:
            try:
                bad[number] += wire.ask(clients[number]()).status != 200
            except OSError:
                bad[number] += 1
            done[number] += 1
        wire.close()

    threads = [Thread(target=run, args=(number,)) for number in range(len(clients))]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / (time.monotonic() - started), sum(bad)


def throughput(engine: str, *, clients: int) -> Outcome:
    world, port = filled(engine, 1), running_stage(engine).port
    ratios, speeds, errors = [], [], 0
    for _ in range(ROUNDS):
        saves, bad = per_second(port, [saving(world, number) for number in range(clients)])
        looks, _ = per_second(port, [looking(world, number) for number in range(clients)])
        ratios.append(saves / looks)
        speeds.append(saves)
        errors += bad
    value = statistics.median(ratios)
    spread = f"({min(ratios):.2f}-{max(ratios):.2f})"
    shown = f"{value:.2f}x {spread}, {statistics.median(speeds):.0f} saves/s, {errors} errors"
    return Outcome(value=value, shown=shown, met=value >= 0.5 and errors == 0)


@row("autosave throughput, 20 clients, SQLite", against="requests/s of the floor", target=">= 0.5x, 0 bad")
def few_on_sqlite() -> Outcome:
    return throughput("sqlite", clients=20)


@row("autosave throughput, 200 clients, SQLite", against="requests/s of the floor", target=">= 0.5x, 0 bad")
def many_on_sqlite() -> Outcome:
    return throughput("sqlite", clients=200)


@row(
    "autosave throughput, 20 clients, PostgreSQL", against="requests/s of the floor", target=">= 0.5x, 0 bad"
)
def few_on_postgresql() -> Outcome:
    return throughput("postgresql", clients=20)


@row(
    "autosave throughput, 200 clients, PostgreSQL", against="requests/s of the floor", target=">= 0.5x, 0 bad"
)
def many_on_postgresql() -> Outcome:
    return throughput("postgresql", clients=200)
