"""Everything that can be said about the code without running it; `--fix` repairs what can be repaired."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTHON = sys.executable


@dataclass(frozen=True, kw_only=True)
class Check:
    """One command that must exit with 0."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Result:
    check: Check
    code: int
    output: str
    seconds: float


def production(folder: str) -> dict[str, str]:
    """Return a complete, invented environment of a production server."""
    return {
        "ENVIRONMENT": "production",
        "SECRET_KEY": "".join(chr(33 + (7 * n) % 90) for n in range(64)),
        "PUBLIC_BASE_URL": "https://parallax.example",
        "DATABASE_URL": "postgres://parallax:secret@127.0.0.1:5432/parallax",
        "REDIS_URL": "redis://:secret@127.0.0.1:6379/0",
        "DATA_DIR": folder,
    }


def program(name: str) -> str:
    return str(BIN / name)


def templates() -> tuple[str, ...]:
    return tuple(sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("templates/**/*.html")))


def checks(folder: str) -> Iterator[Check]:
    """Yield the slowest first, because two run at a time."""
    manage = (PYTHON, "manage.py")
    database = f"sqlite:///{folder}/db.sqlite3"
    test = {"ENVIRONMENT": "test", "DATABASE_URL": database, "REDIS_URL": "", "DATA_DIR": folder}
    yield Check(name="types", command=(program("mypy"),), environment=test)
    yield Check(name="lint", command=(program("ruff"), "check", "--output-format=concise", "."))
    yield Check(name="format", command=(program("ruff"), "format", "--check", "--output-format=concise", "."))
    yield Check(name="layers", command=(program("lint-imports"), "--no-cache"))
    yield Check(
        name="production settings",
        command=(*manage, "check", "--deploy", "--fail-level=WARNING"),
        environment=production(folder),
    )
    yield Check(
        name="migrations", command=(*manage, "makemigrations", "--check", "--dry-run"), environment=test
    )
    yield Check(name="templates compile", command=(PYTHON, "-m", "tools.compile_templates"), environment=test)
    yield Check(
        name="template style", command=(program("djade"), "--check", "--target-version=5.2", *templates())
    )
    yield Check(
        name="docker-compose.yml",
        command=(program("check-jsonschema"), "--builtin-schema=vendor.compose-spec", "docker-compose.yml"),
    )
    yield Check(name="Dockerfile", command=(program("hadolint"), "Dockerfile"))
    if any(ROOT.glob("*/management/commands/write_rules.py")):
        yield Check(name="docs/rules.md", command=(*manage, "write_rules", "--check"), environment=test)


def run(check: Check) -> Result:
    started = time.monotonic()
    finished = subprocess.run(
        check.command,
        cwd=ROOT,
        env={**os.environ, **check.environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    seconds = time.monotonic() - started
    return Result(check=check, code=finished.returncode, output=finished.stdout, seconds=seconds)


def report(result: Result) -> None:
    print(
        f"{'ok  ' if result.code == 0 else 'FAIL'}  {result.check.name:<20} {result.seconds:5.1f} s",
        flush=True,
    )
    if result.code:
        print(f"      {' '.join(result.check.command)[:200]}\n{result.output}", flush=True)


def check_all() -> int:
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        results = []
        for result in pool.map(run, checks(folder)):
            report(result)
            results.append(result)
    bad = sum(result.code != 0 for result in results)
    print(f"{len(results) - bad} checks are clean, {bad} are not")
    return 1 if bad else 0


def fix_all() -> int:
    commands = (
        (program("ruff"), "check", "--fix", "."),
        (program("ruff"), "format", "."),
        (program("djade"), "--target-version=5.2", *templates()),
    )
    return max(subprocess.run(command, cwd=ROOT).returncode for command in commands)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.check", description=__doc__)
    parser.add_argument("--fix", action="store_true")
    return fix_all() if parser.parse_args().fix else check_all()


if __name__ == "__main__":
    sys.exit(main())
