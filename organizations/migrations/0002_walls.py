"""What the database itself guards: the audit trail never changes, rows stay inside their organization."""

from collections.abc import Sequence

from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from common.fence import fenced, unfenced
from common.freeze import append_only, changeable, postgresql_function
from common.statements import run_statements

FENCED = (
    "organizations_membership",
    "organizations_invitation",
    "organizations_job",
    "organizations_auditchain",
    "organizations_auditevent",
    "organizations_erasureorder",
)


def freeze(vendor: str) -> Sequence[str]:
    function = postgresql_function() if vendor == "postgresql" else ()
    return (*function, *append_only(vendor, "organizations_auditevent"), *fenced(vendor, *FENCED))


def thaw(vendor: str) -> Sequence[str]:
    function = ("DROP FUNCTION parallax_refuse_change()",) if vendor == "postgresql" else ()
    return (*unfenced(vendor, *FENCED), *changeable(vendor, "organizations_auditevent"), *function)


def make_cache_table(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the table of the rate limits."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = (("organizations", "0001_initial"),)

    operations = (
        run_statements(freeze, thaw),
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
    )
