"""The environment in which the real settings are read during tests."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

SECRET_KEY = "the-same-in-the-test-process-and-in-every-live-server"


def run_folder() -> Path:
    """Return this run's temporary folder; the first process of the run makes it and removes it at its end."""
    if "PARALLAX_TEST_FOLDER" not in os.environ:
        folder = tempfile.mkdtemp(prefix="parallax-tests-")
        os.environ["PARALLAX_TEST_FOLDER"] = folder
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(os.environ["PARALLAX_TEST_FOLDER"])


def worker() -> str:
    """Return the name of this pytest-xdist worker, or "gw0" without xdist."""
    return os.environ.get("PYTEST_XDIST_WORKER", "gw0")


def prepare() -> None:
    """Set what the settings read; DATABASE_URL and REDIS_URL, when given, choose the engine."""
    data = run_folder() / worker()
    data.mkdir(exist_ok=True)
    os.environ.setdefault("DATABASE_URL", "")
    if not os.environ["DATABASE_URL"].startswith("postgres"):
        os.environ["DATABASE_URL"] = f"sqlite:///{data / 'unused.sqlite3'}"
    os.environ.update(
        ENVIRONMENT="test",
        DEBUG="off",
        SECRET_KEY=SECRET_KEY,
        PUBLIC_BASE_URL="http://testserver",
        DATA_DIR=str(data),
        # Playwright's loop runs in the thread of the tests; nothing else here is asynchronous.
        DJANGO_ALLOW_ASYNC_UNSAFE="1",
    )
