"""The whole test run: everything on SQLite without services, then again on PostgreSQL, Redis and Celery."""

import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tools.services import services

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "var" / "test-results"
# Folders called after an engine hold what only that engine can show; nothing is ever skipped.
EMBEDDED = ("tests/unit", "tests/architecture", "tests/integration", "tests/journeys", "tests/faults")
WITH_SERVICES = ("tests/integration", "tests/journeys", "tests/faults")


@dataclass(frozen=True, kw_only=True)
class Totals:
    """What one pytest run counted; `is_clean` is its own verdict, which also refuses skips and empty runs."""

    passed: int
    failed: int
    is_clean: bool


def read_counts(report: Path) -> tuple[int, int]:
    """Return passed and failed from a JUnit report; a run that wrote none counts as one failure."""
    if not report.exists():
        return 0, 1
    suites = ET.parse(report).getroot().iter("testsuite")  # noqa: S314 - pytest wrote it a moment ago
    passed = failed = 0
    for suite in suites:
        bad = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        failed += bad
        passed += int(suite.get("tests", 0)) - bad - int(suite.get("skipped", 0))
    return passed, failed


def run_pytest(name: str, *arguments: str, environment: Mapping[str, str]) -> Totals:
    report = RESULTS / f"{name}.xml"
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", "-q", "-n2", "--dist=worksteal", "--durations=5", *arguments]
    print(f"\n=== {name}: {' '.join(arguments)}", flush=True)
    started = time.monotonic()
    code = subprocess.run(
        [*command, f"--junit-xml={report}"], cwd=ROOT, env={**os.environ, **environment}
    ).returncode
    print(f"=== {name}: {time.monotonic() - started:.0f} s", flush=True)
    passed, failed = read_counts(report)
    return Totals(passed=passed, failed=failed, is_clean=code == 0)


def run_all() -> tuple[Totals, ...]:
    without_services = {"DATABASE_URL": "", "REDIS_URL": ""}
    embedded = run_pytest("sqlite", *EMBEDDED, "--ignore-glob=*/postgresql/*", environment=without_services)
    with services() as running:
        full = run_pytest(
            "postgresql", *WITH_SERVICES, "--ignore-glob=*/sqlite/*", environment=running.environment()
        )
    return embedded, full


def main() -> int:
    RESULTS.mkdir(parents=True, exist_ok=True)
    results = run_all()
    is_clean = all(totals.is_clean for totals in results)
    failed = sum(totals.failed for totals in results) or int(not is_clean)
    print(f"\n{sum(totals.passed for totals in results)} passed, {failed} failed")
    return 0 if is_clean else 1


if __name__ == "__main__":
    sys.exit(main())
