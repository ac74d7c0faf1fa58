"""The tracked files, applications and layers that the architecture tests look at."""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@cache
def tracked_files() -> tuple[Path, ...]:
    """Return every file that is, or is about to be, in the repository."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    return tuple(sorted(path for name in set(listed.split("\0")) - {""} if (path := ROOT / name).is_file()))


def files_of(*suffixes: str) -> list[Path]:
    return [path for path in tracked_files() if path.suffix in suffixes]


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def python_files() -> list[Path]:
    """Return our Python files; what Django wrote in migrations is not ours."""
    return [path for path in files_of(".py") if not path.name.endswith("_initial.py")]


def parsed() -> Iterator[tuple[str, ast.Module]]:
    for path in python_files():
        yield relative(path), ast.parse(path.read_text())


def application_names() -> set[str]:
    """Return the folders that are Django applications."""
    return {
        path.parent.name for path in tracked_files() if path.name == "apps.py" and path.parent.parent == ROOT
    }


@cache
def pyproject() -> dict[str, Any]:  # Any: TOML
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def contract(identifier: str) -> dict[str, Any]:  # Any: TOML
    return next(
        entry for entry in pyproject()["tool"]["importlinter"]["contracts"] if entry["id"] == identifier
    )


def levels() -> dict[str, int]:
    """Return each application's height in the house; siblings share one."""
    layers: list[str] = contract("applications")["layers"]
    return {
        name.strip(" ()"): height
        for height, layer in enumerate(reversed(layers))
        for name in layer.split("|")
    }
