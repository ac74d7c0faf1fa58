"""What the database itself guards: finished documents never change, and stay inside their organization."""

from collections.abc import Sequence

from django.db import migrations

from common.fence import fenced, unfenced
from common.freeze import append_only, changeable
from common.statements import run_statements

DOCUMENT = "reports_document"


def freeze(vendor: str) -> Sequence[str]:
    return (*append_only(vendor, DOCUMENT), *fenced(vendor, DOCUMENT))


def thaw(vendor: str) -> Sequence[str]:
    return (*unfenced(vendor, DOCUMENT), *changeable(vendor, DOCUMENT))


class Migration(migrations.Migration):
    dependencies = (("reports", "0001_initial"), ("organizations", "0002_walls"))

    operations = (run_statements(freeze, thaw),)
