"""Migration operations made of SQL that differs between SQLite and PostgreSQL."""

from collections.abc import Callable, Sequence

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# vendor ("sqlite" or "postgresql") -> the statements to run, in order
Statements = Callable[[str], Sequence[str]]


def run_statements(forward: Statements, backward: Statements) -> migrations.RunPython:
    """Return a reversible operation that runs each statement as it stands, without parameters."""

    def apply(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for statement in forward(schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)

    def unapply(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for statement in backward(schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)

    return migrations.RunPython(apply, unapply)
