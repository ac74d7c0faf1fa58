"""Django on a migrated database of its own, for long runs outside of pytest; call `set_up` before anything else."""

import atexit
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache


def set_up() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    logging.disable(logging.ERROR)  # thousands of refusals are what is wanted


@cache
def migrated() -> None:
    """Migrate the template that every run copies; it goes with this program."""
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    from tests.environment import run_folder, worker
    from tests.fixtures.databases import disconnect

    is_sqlite = connection.vendor == "sqlite"
    connection.settings_dict["TEST"]["NAME"] = (
        str(run_folder() / worker() / "faults.sqlite3") if is_sqlite else "test_faults"
    )
    made = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])

    def remove() -> None:
        disconnect()
        teardown_databases(made, verbosity=0)

    atexit.register(remove)


@contextmanager
def own_database() -> Iterator[None]:
    """Let this program's connection use a new copy in which commits are real."""
    from tests.fixtures.databases import fresh_database

    migrated()
    with fresh_database():
        yield
