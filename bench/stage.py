"""The product on a database of its own: its web server, its jobs, and what is said to them."""

import atexit
import json
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg

from bench.world import World
from tools.processes import Server, free_port, is_ready

ROOT = Path(__file__).resolve().parent.parent
SECRET_KEY = "the same key in every process of one measurement"
closing = ExitStack()
atexit.register(closing.close)


@cache
def own_folder() -> Path:
    """A folder that is gone when this program ends."""
    return Path(closing.enter_context(tempfile.TemporaryDirectory(prefix="parallax-bench-")))


@cache
def collected() -> Path:
    """The static files of production, collected once."""
    data = own_folder() / "collected"
    data.mkdir()
    stage = Stage(database_url=f"sqlite:///{data}/unused.sqlite3", data=data)
    stage.manage("collectstatic", "--no-input", "--verbosity=0")
    return data / "static"


class Stage:
    """One installation in production settings; nothing runs until it is started."""

    def __init__(self, *, database_url: str, data: Path, redis_url: str = "", **settings: str) -> None:
        self.data = data
        self.port = free_port()
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "PYTHONWARNINGS"},
            "ENVIRONMENT": "production",
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "SECRET_KEY": SECRET_KEY,
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "EMAIL_URL": f"filemail:///{data}/mail",
            "PUBLIC_BASE_URL": "http://127.0.0.1",
            "DATA_DIR": str(data),
            "LOG_LEVEL": "ERROR",
            **settings,
        }

    def manage(self, *arguments: str) -> str:
        return self.python("manage.py", *arguments)

    def python(self, *arguments: str) -> str:
        """Run a program of the house to its end and return what it printed."""
        command = [sys.executable, *arguments]
        finished = subprocess.run(
            command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, text=True, check=True
        )
        return finished.stdout

    def world(self, scale: int) -> World:
        return World(**json.loads(self.python("-m", "bench.world", str(scale))))

    def server(self, name: str, *command: str) -> Server:
        return Server(
            [sys.executable, *command],
            log=self.data / f"{name}.log",
            ready=lambda: is_ready(self.port),
            environment=self.environment,
        )

    def web(self, *, workers: int = 1) -> Server:
        """The web server, not yet started."""
        options = ("--config=config/gunicorn.py", f"--workers={workers}", f"--bind=127.0.0.1:{self.port}")
        return self.server("web", "-m", "gunicorn", *options, "config.wsgi")

    def jobs(self) -> Server:
        """The loop beside the web server, not yet started; `launch` it."""
        return self.server("jobs", "manage.py", "run_jobs")


def new_folder() -> Path:
    data = own_folder() / uuid4().hex
    data.mkdir()
    (data / "static").symlink_to(collected(), target_is_directory=True)
    return data


def sqlite_stage(**settings: str) -> Stage:
    """A migrated installation on a new SQLite file."""
    data = new_folder()
    stage = Stage(database_url=f"sqlite:///{data}/db.sqlite3", data=data, **settings)
    stage.manage("migrate", "--verbosity=0")
    return stage


def postgresql_stage(*, address: str = "", redis_url: str = "", **settings: str) -> Stage:
    """A migrated installation on a new database of the given server, or of the one in the environment."""
    data, name = new_folder(), f"stage_{uuid4().hex[:12]}"
    server = address or os.environ["DATABASE_URL"]
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    url = urlsplit(server)._replace(path=f"/{name}").geturl()
    stage = Stage(database_url=url, data=data, redis_url=redis_url, **settings)
    stage.manage("migrate", "--verbosity=0")
    return stage


@cache
def running_stage(engine: str) -> Stage:
    """The stage on which pages are measured, with its web server, until this program ends."""
    stage = sqlite_stage() if engine == "sqlite" else postgresql_stage()
    web = stage.web()
    closing.callback(web.stop)
    web.start()
    return stage


@cache
def filled(engine: str, scale: int) -> World:
    """An organization of that size on the running stage."""
    return running_stage(engine).world(scale)
