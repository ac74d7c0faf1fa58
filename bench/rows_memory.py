"""Resident memory of each kind of process, after it has worked."""

import os
import tempfile
import time
from pathlib import Path
from threading import Event, Thread

from bench.memory import descendants, megabytes
from bench.registry import Outcome, row
from bench.rows_pages import Asking, autosaved, dashboard, found, fragment, home, question_page
from bench.rows_reports import made
from bench.stage import postgresql_stage, sqlite_stage
from bench.wire import Wire
from common.pdf import Renderer
from tools.services import start_redis

VISITS = 60
PAGES: tuple[Asking, ...] = (home, question_page, autosaved, dashboard, fragment)


def resident(value: float, *, at_most: float) -> Outcome:
    return Outcome(value=value, shown=f"{value:.0f} MB", met=value <= at_most)


@row("memory of a web worker, after 300 pages", against="-", target="<= 90 MB")
def web_worker() -> Outcome:
    stage = sqlite_stage()
    world, web = stage.world(1), stage.web()
    web.start()
    try:
        wire = Wire(stage.port)
        for _ in range(VISITS):
            for page in PAGES:
                found(wire, page(world))
        return resident(max(map(megabytes, descendants(web.pid))), at_most=90)
    finally:
        web.stop()


@row("memory of a Celery worker, after 100 jobs", against="-", target="<= 110 MB")
def celery_worker() -> Outcome:
    folder = Path(tempfile.mkdtemp())
    broker, redis_url = start_redis(folder, password="only-for-this-run", is_durable=False)
    stage = postgresql_stage(redis_url=redis_url)
    options = ("--app=config", "worker", "--concurrency=1", "--loglevel=ERROR")
    servers = [
        stage.server("relay", "manage.py", "relay_jobs"),
        stage.server("worker", "-m", "celery", *options),
    ]
    try:
        for server in servers:
            server.launch()
        stage.python("-m", "bench.delays", "waits")
        below = descendants(servers[1].pid)
        return resident(max(map(megabytes, below)), at_most=110)
    finally:
        for server in (*servers, broker):
            server.stop()


@row("memory of the renderer, while it lays out", against="-", target="<= 300 MB")
def renderer() -> Outcome:
    _, source = made()
    laid_out, is_over, highest = Renderer(), Event(), [0.0]

    def watch() -> None:
        while not is_over.is_set():
            for pid in descendants(os.getpid()):
                if "common.pdf.server" in command_of(pid):
                    highest[0] = max(highest[0], megabytes(pid, field="VmHWM"))
            time.sleep(0.01)

    watcher = Thread(target=watch)
    watcher.start()
    try:
        html = source.read_text(encoding="utf-8")
        laid_out.render(html=html, target=source.with_suffix(".pdf"), identifier="0" * 32)
    finally:
        is_over.set()
        watcher.join()
        laid_out.close()
    return resident(highest[0], at_most=300)


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""
