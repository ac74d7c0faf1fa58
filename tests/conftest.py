"""The fixtures of all tests, by theme; tests/fixtures/ says what each offers."""

pytest_plugins = [
    "tests.fixtures.strictness",
    "tests.fixtures.databases",
    "tests.fixtures.mail",
    "tests.fixtures.live",
    "tests.fixtures.browser",
]
