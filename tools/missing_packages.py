"""Names the Debian packages that this machine lacks for a set, "run" or "dev"; needs nothing installed."""

import ctypes
import importlib.util
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

# What WeasyPrint opens at run time; Pango brings GLib, HarfBuzz and Fontconfig along.
LIBRARIES = {
    "libgobject-2.0.so.0": "libpango-1.0-0",
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libharfbuzz.so.0": "libpango-1.0-0",
    "libfontconfig.so.1": "libpangoft2-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
# Programs of the tests: the second engine and the broker, a browser, a look into PDF files.
PROGRAMS = {
    "/usr/lib/postgresql/*/bin/initdb": "postgresql",
    "redis-server": "redis-server",
    "chromium": "chromium",
    "pdftoppm": "poppler-utils",
}


def has_library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_program(name: str) -> bool:
    if name.startswith("/"):
        return any(Path("/").glob(name.removeprefix("/")))
    return shutil.which(name) is not None


def missing(packages: str) -> Iterator[str]:
    """Yield package names, some perhaps twice."""
    if importlib.util.find_spec("ensurepip") is None:
        yield f"python3.{sys.version_info.minor}-venv"
    yield from (package for library, package in LIBRARIES.items() if not has_library(library))
    if packages == "dev":
        yield from (package for program, package in PROGRAMS.items() if not has_program(program))


if __name__ == "__main__":
    print(*sorted(set(missing(sys.argv[1]))))
