"""The database's own guards: frozen rows on both engines, and rows that stay inside their organization."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django_scopes.exceptions import ScopeError

from organizations import audit
from organizations.access import organization_scope, unfenced
from organizations.models import AuditEvent, Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(ceo: Membership) -> Iterator[AuditEvent]:
    with organization_scope(ceo.organization):
        yield audit.record(
            "test.happened",
            organization=ceo.organization,
            by=ceo,
            subject_type="membership",
            subject_id=ceo.pk,
        )


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE organizations_auditevent SET action = 'other'",
        "DELETE FROM organizations_auditevent",
    ],
)
def test_the_audit_trail_is_append_only(event: AuditEvent, statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"):
        run(statement)
    assert AuditEvent.objects.get(pk=event.pk).action == "test.happened"


def test_the_audit_trail_is_not_replaced_or_emptied_either(event: AuditEvent, engine: str) -> None:
    statement = {
        "sqlite": "INSERT OR REPLACE INTO organizations_auditevent SELECT * FROM organizations_auditevent",
        "postgresql": "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE organizations_auditevent",
    }[engine]
    with pytest.raises(DatabaseError, match="append-only"):
        run(statement)


def test_an_event_leaves_with_its_organization_only(event: AuditEvent, outsider: Membership) -> None:
    other = outsider.organization
    with unfenced():
        run(
            "INSERT INTO organizations_erasureorder (organization_id, organization_name, ordered_at) "
            f"VALUES ('{other.pk.hex}', 'Southfield', '2026-01-01 00:00:00+00')"
        )
        with pytest.raises(DatabaseError, match="append-only"):
            run("DELETE FROM organizations_auditevent")


def test_without_a_scope_nothing_is_read(ceo: Membership) -> None:
    with pytest.raises(ScopeError):
        Membership.objects.count()


def test_the_second_wall_stands_where_the_first_has_a_hole(
    ceo: Membership, outsider: Membership, engine: str
) -> None:
    """`_base_manager` is not scoped: on PostgreSQL the rows are hidden all the same."""
    everything = Membership._base_manager.filter(pk__in=[ceo.pk, outsider.pk])
    expected_inside = {"sqlite": 2, "postgresql": 1}[engine]
    expected_outside = {"sqlite": 2, "postgresql": 0}[engine]
    with organization_scope(ceo.organization):
        assert everything.count() == expected_inside
        with unfenced():
            assert everything.count() == 2
        assert everything.count() == expected_inside
    assert everything.count() == expected_outside


def test_the_second_wall_refuses_rows_of_another_organization(
    ceo: Membership, outsider: Membership, engine: str
) -> None:
    def smuggle() -> int:
        with organization_scope(ceo.organization), transaction.atomic():
            return Membership._base_manager.filter(pk=ceo.pk).update(organization=outsider.organization)

    if engine == "sqlite":
        assert smuggle() == 1  # only the first wall stands here
    else:
        with pytest.raises(DatabaseError, match="row-level security"):
            smuggle()


def test_the_fence_survives_a_failed_transaction(ceo: Membership) -> None:
    with organization_scope(ceo.organization):
        with pytest.raises(DatabaseError), transaction.atomic(), unfenced(), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM no_such_table")
        assert Membership._base_manager.filter(pk=ceo.pk).count() == 1


def test_every_table_with_an_organization_is_fenced(engine: str) -> None:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        tenants = {
            table
            for table in tables
            if any(
                column.name == "organization_id"
                for column in connection.introspection.get_table_description(cursor, table)
            )
        }
        assert {"organizations_membership", "alignment_round", "reports_document"} <= tenants
        if engine == "sqlite":
            return
        cursor.execute(
            "SELECT relname FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid "
            "WHERE relrowsecurity AND relforcerowsecurity AND polwithcheck IS NOT NULL AND polcmd = '*'"
        )
        assert tenants - {row[0] for row in cursor.fetchall()} == set()
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)  # such a role would step over every fence


def test_the_table_of_the_rate_limits_exists() -> None:
    key = str(uuid4())
    cache.set(key, 1)
    assert cache.get(key) == 1
