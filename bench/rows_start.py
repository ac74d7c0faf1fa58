"""How long the product takes to start, against setting up Django with the same packages."""

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from functools import partial
from pathlib import Path

from bench.registry import Outcome, ratio, row
from tools.processes import free_port, is_ready

ROOT = Path(__file__).resolve().parent.parent
SET_UP = (sys.executable, "-c", "import django; django.setup()")
SECONDS = 60


def environment(folder: str) -> dict[str, str]:
    without_services = {
        key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "REDIS_URL"}
    }
    own = {"DJANGO_SETTINGS_MODULE": "config.settings", "ENVIRONMENT": "embedded", "DATA_DIR": folder}
    return {**without_services, **own}


def run(folder: str, *command: str) -> None:
    subprocess.run(command, cwd=ROOT, env=environment(folder), check=True, stdout=subprocess.DEVNULL)


def first_page(folder: str) -> None:
    """Start the product as `make run` does, fetch one page, and stop it."""
    port = free_port()
    command = ["make", "--no-print-directory", "run", f"PORT={port}"]
    child = subprocess.Popen(
        command, cwd=ROOT, env=environment(folder), stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        deadline = time.monotonic() + SECONDS
        while not is_ready(port):
            if child.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("make run did not start")
            time.sleep(0.01)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/account/login/") as page:
            page.read()
    finally:
        started_group = child.pid
        os.killpg(started_group, signal.SIGTERM)
        child.wait()


@row("manage.py check", against="django.setup() in a fresh Python", target="<= 4x")
def check() -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        action = partial(run, folder, sys.executable, "manage.py", "check")
        return ratio(action, to=partial(run, folder, *SET_UP), at_most=4)


@row("second make run to first page, and its end", against="django.setup() in a fresh Python", target="<= 4x")
def second_start() -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        return ratio(partial(first_page, folder), to=partial(run, folder, *SET_UP), at_most=4, rounds=5)
