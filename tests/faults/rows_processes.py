"""What is left behind when the programs that start others are killed."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.faults.registry import Outcome, row
from tools.processes import free_port, is_ready

ROOT = Path(__file__).resolve().parents[2]
KILLS = 20


def descendants(pid: int) -> set[int]:
    """Return the living processes below one, by the kernel's own list."""
    found: set[int] = set()
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found |= {child} | descendants(child)
    return found


def is_alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


def wait_until(condition: Callable[[], bool], *, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def outlived(command: list[str], *, is_up: Callable[[], bool], environment: dict[str, str]) -> bool:
    """Start, wait, kill -9, and tell whether any descendant is alive some seconds later."""
    child = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    if not wait_until(is_up, seconds=60):
        raise RuntimeError("it did not start")
    below = descendants(child.pid)
    child.send_signal(signal.SIGKILL)
    child.wait()
    return not below or not wait_until(lambda: not any(map(is_alive, below)), seconds=10)


def verdict(bad: int, *, of: int) -> Outcome:
    return Outcome(value=bad, shown=f"{bad} of {of}", met=bad == 0)


@row("make run killed: its web server and jobs go too", against=f"{KILLS} x kill -9", target="0 left")
def killed_product() -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/db.sqlite3"
        environment = {
            "DATA_DIR": folder,
            "DATABASE_URL": database,
            "REDIS_URL": "",
            "ENVIRONMENT": "embedded",
        }
        bad = 0
        for _ in range(KILLS):
            port = free_port()
            command = [sys.executable, "-m", "tools.run", "--port", str(port)]
            bad += outlived(command, is_up=partial(is_ready, port), environment=environment)
    return verdict(bad, of=KILLS)


@row("tools.services killed: PostgreSQL and Redis go too", against=f"{KILLS} x kill -9", target="0 left")
def killed_services() -> Outcome:
    bad = 0
    for _ in range(KILLS):
        with tempfile.TemporaryDirectory() as folder:
            flag = Path(folder) / "up"
            script = f"touch {flag}; exec sleep 60"
            command = [sys.executable, "-m", "tools.services", "--", "sh", "-c", script]
            bad += outlived(command, is_up=flag.exists, environment={})
    return verdict(bad, of=KILLS)
