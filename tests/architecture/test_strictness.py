"""The run itself is strict: a skip, an expected failure, a warning or an empty run is a failure."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

# Taken apart, because no file of ours may switch a test off.
OFF = "pytest." + "skip"


def run(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    """Run one planted test file under our own configuration."""
    (folder / "test_planted.py").write_text(text)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "tests.fixtures.strictness",
        "-p",
        "no:cacheprovider",
    ]
    command += ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(folder), str(folder)]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def test_a_passing_test_passes(tmp_path: Path) -> None:
    finished = run(tmp_path, "def test_a():\n    assert True\n")
    assert finished.returncode == 0, finished.stdout


@pytest.mark.parametrize(
    "text",
    [
        f"import pytest\ndef test_a():\n    {OFF}('no service')\n",
        f"import pytest\n{OFF}('no service', allow_module_level=True)\n",
        "import pytest\n@pytest.mark." + "xfail\ndef test_a():\n    assert False\n",
        "import warnings\ndef test_a():\n    warnings.warn('old')\n",
        "import pytest\n@pytest.mark.django_db(transaction=True)\ndef test_a():\n    assert True\n",
        "def test_a(transactional_db):\n    assert True\n",
        "x = 1\n",
    ],
    ids=[
        "skip",
        "module skip",
        "expected failure",
        "warning",
        "flushed database",
        "flushing fixture",
        "empty",
    ],
)
def test_a_run_that_hides_something_fails(tmp_path: Path, text: str) -> None:
    assert run(tmp_path, text).returncode != 0
