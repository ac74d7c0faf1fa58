"""Runs the whole product on this machine: prepares the database, then starts the web server and the jobs.

Django is set up once, here, and the children are forked from it: they start in a fraction of the time, share
the memory, and the kernel ends them when this program ends in whatever way.
"""

import argparse
import ctypes
import gc
import io
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from tools.processes import is_ready

SECONDS_TO_STOP = 15
PR_SET_PDEATHSIG = 1


class Stopped(Exception):
    """Somebody asked us to stop."""


def stop_on_signal(number: int, frame: FrameType | None) -> None:
    raise Stopped


def set_environment(port: int) -> None:
    """Choose the embedded kind of installation, unless the environment says otherwise."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("ENVIRONMENT", "embedded")
    os.environ.setdefault("PUBLIC_BASE_URL", f"http://localhost:{port}")
    os.environ.setdefault("LOG_LEVEL", "WARNING")


def is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def prepare() -> str:
    """Bring the database up to date and return the demo's sign-ins, as `load_demo` prints them."""
    from django.core.management import call_command
    from django.db import connection, connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Preparing the database ...", flush=True)
        call_command("migrate", verbosity=0, interactive=False)
    sign_ins = io.StringIO()
    call_command("load_demo", stdout=sign_ins)
    connections.close_all()
    return sign_ins.getvalue()


def serve_web(port: int) -> None:
    from gunicorn.app.wsgiapp import WSGIApplication

    sys.argv = ["gunicorn", "--config=config/gunicorn.py", f"--bind=127.0.0.1:{port}", "config.wsgi"]
    WSGIApplication("%(prog)s", prog="gunicorn").run()


def command(name: str) -> Callable[[], None]:
    """Return a management command as a function without arguments."""

    def run() -> None:
        from django.core.management import call_command

        call_command(name)

    return run


def work_for_celery() -> None:
    # Celery brings its own arguments and signals: it takes the place of this child.
    os.execv(
        sys.executable,
        [sys.executable, "-m", "celery", "--quiet", "--app=config", "worker", "--loglevel=WARNING"],
    )


def parts(port: int) -> dict[str, Callable[[], None]]:
    """Return what runs beside each other: with Redis its relay and a Celery worker, else our own loop."""
    web = {"web": lambda: serve_web(port)}
    if os.environ.get("REDIS_URL"):
        return {**web, "relay": command("relay_jobs"), "worker": work_for_celery}
    return {**web, "jobs": command("run_jobs")}


def fork(run: Callable[[], None]) -> int:
    """Run a function in a child that Ctrl-C does not reach and that ends when we do; return its id."""
    child = os.fork()
    if child:
        return child
    os.setpgid(0, 0)
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    code = 1
    try:
        run()
        code = 0
    except SystemExit as ending:
        code = ending.code if isinstance(ending.code, int) else 0 if ending.code is None else 1
    except BaseException:  # noqa: BLE001 - the last frame of a child: show it, then end without our own handlers
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        os._exit(code)


def ended_child(children: dict[int, str]) -> str | None:
    """Return which child has ended and how, or None while all are alive."""
    for child, name in tuple(children.items()):
        found, status = os.waitpid(child, os.WNOHANG)
        if found:
            del children[child]
            code = os.waitstatus_to_exitcode(status)
            return f"{name} was ended by signal {-code}" if code < 0 else f"{name} ended with code {code}"
    return None


def watch(children: dict[int, str], *, port: int, greeting: str) -> str:
    """Greet when the web server is ready, then wait; return which child ended."""
    greeted = False
    while (ended := ended_child(children)) is None:
        if not greeted and is_ready(port):
            print(greeting, flush=True)
            greeted = True
        time.sleep(0.2 if greeted else 0.02)
    return ended


def stop(children: dict[int, str]) -> None:
    """End all children in order, and by force those that take too long."""
    for child in children:
        os.kill(child, signal.SIGTERM)
    deadline = time.monotonic() + SECONDS_TO_STOP
    while children and time.monotonic() < deadline:
        if ended_child(children) is None:
            time.sleep(0.05)
    for child in children:
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)


def supervise(port: int) -> int:
    """Run everything until somebody stops us (0) or a part ends by itself (1)."""
    import django

    django.setup()
    sign_ins = prepare()
    greeting = f"Parallax: http://localhost:{port}   (Ctrl-C stops it)\n{sign_ins}".rstrip()
    gc.collect()
    gc.freeze()
    children: dict[int, str] = {}
    try:
        for name, run in parts(port).items():
            children[fork(run)] = name
        ended = watch(children, port=port, greeting=greeting)
        print(f"Stopping everything: {ended}.", file=sys.stderr)
        return 1
    except Stopped:
        return 0
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        stop(children)


def main() -> int:
    parser = argparse.ArgumentParser(prog="make run", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    port: int = parser.parse_args().port
    if is_taken(port):
        print(f"Port {port} is in use. Choose another: make run PORT={port + 1}", file=sys.stderr)
        return 1
    os.chdir(Path(__file__).resolve().parent.parent)
    set_environment(port)
    signal.signal(signal.SIGINT, stop_on_signal)
    signal.signal(signal.SIGTERM, stop_on_signal)
    try:
        return supervise(port)
    except Stopped:
        return 0


if __name__ == "__main__":
    sys.exit(main())
