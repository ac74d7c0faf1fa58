"""Saves while web workers and databases are killed: what was acknowledged must be there, and in order."""

import json
import random
import signal
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from os import kill
from threading import Event, Thread

from bench.memory import descendants
from bench.stage import Stage
from bench.wire import HTMX, Lost, Wire, request
from bench.world import World
from tools.processes import Server

CLIENTS = 8
PATIENCE_SECONDS = 0.05


@dataclass(frozen=True, kw_only=True)
class CrashesOutcome:
    """What became of acknowledged saves; `lost` are older or missing, `mixed` hold another save's text."""

    acknowledged: int
    worker_kills: int
    database_kills: int
    lost: int
    mixed: int
    refused: Mapping[int, int]

    @property
    def is_good(self) -> bool:
        return self.lost == self.mixed == 0 and not self.refused

    def __str__(self) -> str:
        kills = f"{self.worker_kills} worker and {self.database_kills} database kills"
        bad = f"{self.lost} lost, {self.mixed} mixed, refused {dict(self.refused)}"
        return f"{self.acknowledged} saves, {kills}: {bad}"


class Client:
    """One person typing into a few fields: never two saves at once, and each is repeated until acknowledged."""

    def __init__(self, *, port: int, session: str, paths: list[str], seed: int) -> None:
        self.wire = Wire(port, seconds=20)
        self.session = session
        self.paths = paths
        self.random = random.Random(seed)
        self.tab = f"tab-{seed}"
        self.sequence = 0
        #: Path -> the last sequence that was acknowledged.
        self.acknowledged: dict[str, int] = {}
        self.count = 0
        self.refused: dict[int, int] = {}

    def message(self, path: str, sequence: int) -> bytes:
        fields = {
            "value": str(sequence % 5 + 1),
            "reason": f"{self.tab} {sequence}",
            "tab": self.tab,
            "sequence": str(sequence),
            "version": "0",
        }
        return request("POST", path, session=self.session, fields=fields, headers=HTMX)

    def step(self, *, is_over: Event) -> None:
        """Save once; now and then send an older save again, as a slow network does."""
        path = self.random.choice(self.paths)
        self.sequence += 1
        self.save(path, self.sequence, is_over=is_over)
        older = self.acknowledged.get(path, 1) - 1
        if older > 0 and self.random.random() < 0.1:
            self.save(path, older, is_over=is_over)

    def save(self, path: str, sequence: int, *, is_over: Event) -> None:
        message = self.message(path, sequence)
        while not is_over.is_set():
            with suppress(OSError, Lost, ValueError):
                answer = self.wire.once(message)
                if answer.status == 200:
                    self.acknowledged[path] = max(sequence, self.acknowledged.get(path, 0))
                    self.count += 1
                    return
                if answer.status != 503:
                    self.refused[answer.status] = self.refused.get(answer.status, 0) + 1
            time.sleep(PATIENCE_SECONDS)


def type_through_crashes(
    *,
    stage: Stage,
    web: Server,
    world: World,
    saves: int,
    worker_kills: int,
    crash_database: Callable[[], None] | None = None,
    database_kills: int = 0,
) -> CrashesOutcome:
    """Let clients save until there are enough acknowledged saves and kills; then compare with the rows."""
    clients = [typist(stage, world, number) for number in range(CLIENTS)]
    is_over = Event()
    threads = [Thread(target=type_on, args=(client, is_over)) for client in clients]
    for thread in threads:
        thread.start()
    every = saves / (worker_kills + database_kills)
    kills = [0, 0]
    while (done := sum(client.count for client in clients)) < saves or sum(
        kills
    ) < worker_kills + database_kills:
        time.sleep(0.01)
        if done >= every * sum(kills) + every / 2 and sum(kills) < worker_kills + database_kills:
            is_databases_turn = kills[1] * worker_kills < kills[0] * database_kills
            if is_databases_turn and crash_database is not None:
                crash_database()
            else:
                kill_worker(web)
            kills[is_databases_turn] += 1
    is_over.set()
    for thread in threads:
        thread.join()
    return compared(stage, clients, kills=kills)


def typist(stage: Stage, world: World, number: int) -> Client:
    """Each client types on items of its own, half of them on each seat."""
    part = ("business", "technology")[number % 2]
    items = world.scales[number // 2 :: CLIENTS // 2]
    paths = [world.question(item) for item in items]
    return Client(port=stage.port, session=world.sessions[part], paths=paths, seed=number)


def type_on(client: Client, is_over: Event) -> None:
    while not is_over.is_set():
        client.step(is_over=is_over)


def kill_worker(web: Server) -> None:
    """Kill -9 one worker; its master starts another."""
    workers = descendants(web.pid)
    if workers:
        with suppress(ProcessLookupError):
            kill(random.choice(sorted(workers)), signal.SIGKILL)


def compared(stage: Stage, clients: list[Client], *, kills: list[int]) -> CrashesOutcome:
    rows: dict[str, tuple[int, str]] = {
        key: (sequence, reason)
        for key, sequence, reason in json.loads(stage.python("-m", "tests.faults.stored_answers"))
    }
    lost = mixed = 0
    for client in clients:
        for path, acknowledged in client.acknowledged.items():
            sequence, reason = rows.get(f"{client.tab} {path.split('/')[-2]}", (0, ""))
            lost += sequence < acknowledged
            mixed += reason != f"{client.tab} {sequence}"
    refused: dict[int, int] = {}
    for client in clients:
        for status, count in client.refused.items():
            refused[status] = refused.get(status, 0) + count
    return CrashesOutcome(
        acknowledged=sum(client.count for client in clients),
        worker_kills=kills[0],
        database_kills=kills[1],
        lost=lost,
        mixed=mixed,
        refused=refused,
    )
