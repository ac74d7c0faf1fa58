"""The fixtures of all tests: every module of tests/fixtures is a plugin and says what it offers."""

from pathlib import Path

import pytest

pytest.register_assert_rewrite("tests.fixtures")  # they import each other: first say so, then load them
pytest_plugins = [
    f"tests.fixtures.{path.stem}" for path in sorted(Path(__file__).parent.glob("fixtures/[a-z]*.py"))
]
