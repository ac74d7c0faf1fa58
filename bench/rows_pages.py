"""Pages against the floor, on both engines, each on one gunicorn worker."""

from collections.abc import Callable
from itertools import count

from bench.registry import Outcome, row
from bench.sampling import compare, percentile
from bench.stage import filled, running_stage
from bench.wire import HTMX, Wire, autosave, get
from bench.world import World

ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
FLOOR = "signed-in floor"
TAIL_SAMPLES = 400
FRAGMENT = {**HTMX, "HX-Target": "everything"}
sequences = count(1)
#: What a page is asked with; called anew for each request.
Asking = Callable[[World], bytes]


def on_both_engines(name: str, *, at_most: float, on_postgresql: float = 0) -> Callable[[Asking], Asking]:
    """Register one row an engine: the request below against the floor, of the same organization."""

    def register(asking: Asking) -> Asking:
        for engine, label in ENGINES.items():
            limit = on_postgresql if on_postgresql and engine == "postgresql" else at_most
            measure = against_floor(asking, engine=engine, at_most=limit)
            row(f"{name}, {label}", against=FLOOR, target=f"<= {limit:g}x")(measure)
        return asking

    return register


def against_floor(asking: Asking, *, engine: str, at_most: float) -> Callable[[], Outcome]:
    def measure() -> Outcome:
        world, wire = filled(engine, 1), Wire(running_stage(engine).port)
        floor = get(world.floor, session=world.sessions["business"])
        compared = compare(lambda: found(wire, asking(world)), to=lambda: found(wire, floor))
        return compared.outcome(at_most=at_most)

    return measure


def found(wire: Wire, message: bytes) -> None:
    """Ask; an answer of another kind would be measured for nothing."""
    answer = wire.ask(message)
    if answer.status not in (200, 204):
        raise RuntimeError(f"{answer.status} for {message[:80]!r}")


@on_both_engines("question page", at_most=2.0)
def question_page(world: World) -> bytes:
    return get(world.question("problem.1"), session=world.sessions["business"])


@on_both_engines("autosave", at_most=2.0)
def autosaved(world: World) -> bytes:
    sequence = next(sequences)
    said = {"value": str(sequence % 5 + 1), "certainty": "2", "reason": "As we said in the spring."}
    path = world.question("problem.1")
    return autosave(path, session=world.sessions["business"], sequence=sequence, fields=said)


@on_both_engines("fragment of another order of topics", at_most=2.5)
def fragment(world: World) -> bytes:
    return get(f"{world.dashboard}?sort=priority", session=world.sessions["business"], headers=FRAGMENT)


@on_both_engines("gap dashboard", at_most=5.0, on_postgresql=4.0)
def dashboard(world: World) -> bytes:
    return get(world.dashboard, session=world.sessions["business"])


@on_both_engines("home", at_most=5.0, on_postgresql=4.0)
def home(world: World) -> bytes:
    return get(world.home, session=world.sessions["business"])


@row("list of rounds, 10,000 of them, SQLite", against="the same list of 100", target="<= 1.2x")
def many_rounds_on_sqlite() -> Outcome:
    return many_rounds("sqlite")


@row("list of rounds, 10,000 of them, PostgreSQL", against="the same list of 100", target="<= 1.2x")
def many_rounds_on_postgresql() -> Outcome:
    return many_rounds("postgresql")


def many_rounds(engine: str) -> Outcome:
    few, many, wire = filled(engine, 1), filled(engine, 100), Wire(running_stage(engine).port)
    pages = [get(world.rounds, session=world.sessions["facilitator"]) for world in (many, few)]
    return compare(lambda: found(wire, pages[0]), to=lambda: found(wire, pages[1])).outcome(at_most=1.2)


@row("gap dashboard, p99", against="its p50", target="<= 1.6x")
def tail() -> Outcome:
    world, wire = filled("sqlite", 1), Wire(running_stage("sqlite").port)
    message, floor = dashboard(world), get(world.floor, session=world.sessions["business"])
    samples = compare(
        lambda: found(wire, message), to=lambda: found(wire, floor), rounds=1, times=TAIL_SAMPLES
    ).samples
    p50, p99 = percentile(samples, 0.5), percentile(samples, 0.99)
    shown = f"{p99 / p50:.2f}x, {p50 * 1000:.1f} -> {p99 * 1000:.1f} ms"
    return Outcome(value=p99 / p50, shown=shown, met=p99 / p50 <= 1.6)
