"""Private PostgreSQL and Redis servers for tests, faults and measurements, gone when their user is gone.

As a program:  python -m tools.services [--durable] -- command...
runs the command with DATABASE_URL and REDIS_URL set, and exits with its code.
"""

import argparse
import fcntl
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import redis

from tools.processes import Server, ServerDidNotStart, free_port

FOLDER_PREFIX = "parallax-services-"
UNSAFE_BUT_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@dataclass(frozen=True, kw_only=True)
class Services:
    """Two running servers; `database_url` signs in as an owner who is no superuser."""

    database_url: str
    admin_url: str
    redis_url: str
    postgres: Server
    redis: Server

    def environment(self) -> dict[str, str]:
        return {"DATABASE_URL": self.database_url, "REDIS_URL": self.redis_url}


def unprivileged_user() -> str:
    """Return who PostgreSQL must run as: it refuses root; empty means as we are."""
    return "postgres" if os.geteuid() == 0 else ""


def postgres_folder() -> Path:
    """Return the newest installed PostgreSQL's folder of programs."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parent.parent.name)
    )
    if not found:
        raise ServerDidNotStart("PostgreSQL is not installed: run tools/bootstrap.sh dev")
    return found[-1].parent


def initialise(folder: Path, *, password: str, is_durable: bool) -> Path:
    """Make an empty cluster below `folder` and return its data folder."""
    data = folder / "postgres"
    data.mkdir(mode=0o700)
    secret = folder / "password"
    secret.write_text(password)
    user = unprivileged_user()
    if user:
        account = pwd.getpwnam(user)
        for path in (folder, data, secret):
            os.chown(path, account.pw_uid, account.pw_gid)
    prefix = ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups", "--"] if user else []
    subprocess.run(
        [
            *prefix,
            str(postgres_folder() / "initdb"),
            f"--pgdata={data}",
            f"--pwfile={secret}",
            "--username=postgres",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
            "--no-instructions",
        ],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    settings = ["listen_addresses='127.0.0.1'", f"unix_socket_directories='{data}'", "max_connections=200"]
    settings += () if is_durable else UNSAFE_BUT_FAST
    with (data / "postgresql.conf").open("a") as file:
        file.write("\n".join(settings) + "\n")
    return data


def postgres_answers(url: str) -> bool:
    with suppress(psycopg.Error), psycopg.connect(url, connect_timeout=2):
        return True
    return False


def redis_answers(url: str) -> bool:
    with suppress(redis.RedisError), redis.Redis.from_url(url, socket_timeout=2) as client:
        return bool(client.ping())
    return False


def started(server: Server) -> Server:
    server.start()
    return server


def start_postgres(folder: Path, *, password: str, is_durable: bool) -> tuple[Server, str]:
    """Return a new server and its superuser's address."""
    data = initialise(folder, password=password, is_durable=is_durable)

    def start(port: int) -> tuple[Server, str]:
        url = f"postgres://postgres:{password}@127.0.0.1:{port}/postgres"
        server = Server(
            [str(postgres_folder() / "postgres"), "-D", str(data), "-p", str(port)],
            log=folder / "postgres.log",
            ready=lambda: postgres_answers(url),
            stop_signal=signal.SIGINT,  # PostgreSQL's "fast": ends sessions, then shuts down cleanly
            user=unprivileged_user(),
        )
        return started(server), url

    return on_free_port(start)


def start_redis(folder: Path, *, password: str, is_durable: bool) -> tuple[Server, str]:
    """Return a new server and its address."""
    data = folder / "redis"
    data.mkdir()
    configuration = data / "redis.conf"
    keep = "appendonly yes\nappendfsync always" if is_durable else "appendonly no"

    def start(port: int) -> tuple[Server, str]:
        url = f"redis://:{password}@127.0.0.1:{port}/0"
        network = f"bind 127.0.0.1\nport {port}\nrequirepass {password}\n"
        configuration.write_text(f"{network}dir {data}\ndatabases 64\nsave ''\n{keep}\n")
        server = Server(
            ["redis-server", str(configuration)],
            log=folder / "redis.log",
            ready=lambda: redis_answers(url),
        )
        return started(server), url

    return on_free_port(start)


def on_free_port(start: Callable[[int], tuple[Server, str]]) -> tuple[Server, str]:
    """Start on a free port, and once more elsewhere when another program took that port meanwhile."""
    with suppress(ServerDidNotStart):
        return start(free_port())
    return start(free_port())


def sweep() -> None:
    """Remove folders whose owner was killed: their lock is free."""
    for folder in Path(tempfile.gettempdir()).glob(f"{FOLDER_PREFIX}*"):
        with suppress(OSError), (folder / "lock").open("r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def owned_folder() -> Iterator[Path]:
    """Make a temporary folder that a later `sweep` removes if we cannot."""
    sweep()
    folder = Path(tempfile.mkdtemp(prefix=FOLDER_PREFIX))
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def make_database(admin_url: str, *, password: str) -> str:
    """Make an ordinary role with a database of its own and return its address."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE parallax LOGIN CREATEDB PASSWORD '{password}'")
        connection.execute("CREATE DATABASE parallax OWNER parallax")
    netloc = f"parallax:{password}@127.0.0.1:{urlsplit(admin_url).port}"
    return urlsplit(admin_url)._replace(netloc=netloc, path="/parallax").geturl()


@contextmanager
def services(*, is_durable: bool = False) -> Iterator[Services]:
    """Run both servers in a folder of their own; `is_durable` keeps the promises of a real disk."""
    password = secrets.token_hex(16)
    with owned_folder() as folder, ExitStack() as stack:
        postgres, admin_url = start_postgres(folder, password=password, is_durable=is_durable)
        stack.callback(postgres.stop)
        broker, redis_url = start_redis(folder, password=password, is_durable=is_durable)
        stack.callback(broker.stop)
        yield Services(
            database_url=make_database(admin_url, password=password),
            admin_url=admin_url,
            redis_url=redis_url,
            postgres=postgres,
            redis=broker,
        )


def run(command: list[str], *, is_durable: bool) -> int:
    """Run a command beside both servers and return its exit code."""
    with services(is_durable=is_durable) as running:
        child = subprocess.Popen(
            ["setpriv", "--pdeathsig=TERM", "--", *command], env={**os.environ, **running.environment()}
        )
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's Ctrl-C reaches the command itself
        signal.signal(signal.SIGTERM, lambda *_: child.terminate())
        return child.wait()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.services", description=__doc__)
    parser.add_argument("--durable", action="store_true", help="fsync as in production (slower)")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    arguments = parser.parse_args()
    command = arguments.command[1:] if arguments.command[:1] == ["--"] else arguments.command
    if not command:
        parser.error("a command is missing")
    return run(command, is_durable=arguments.durable)


if __name__ == "__main__":
    sys.exit(main())
