"""SQL that makes the rows of a tenant's table unchangeable, on both engines, whoever writes to the database.

A row may leave only while an erasure order for its organization stands. The functions return plain statements
for `common.statements.run_statements`, made of our own constants.
"""

from collections.abc import Sequence

ORDERS = "organizations_erasureorder"


def postgresql_function() -> Sequence[str]:
    """Return the one trigger function that all frozen tables of a PostgreSQL database share."""
    return (
        f"""
        CREATE FUNCTION parallax_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' THEN
                IF EXISTS (SELECT 1 FROM {ORDERS} WHERE organization_id = OLD.organization_id) THEN
                    RETURN OLD;
                END IF;
            END IF;
            RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
                USING ERRCODE = 'integrity_constraint_violation';
        END $$
        """,  # noqa: S608 - the table's name is ours
    )


def append_only(vendor: str, table: str) -> Sequence[str]:
    """Return statements that refuse every update, and every delete without an erasure order.

    Migrations that use it depend on organizations 0002, which makes the shared function.
    """
    if vendor == "postgresql":
        return (
            f"CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION parallax_refuse_change()",
            *no_truncate(vendor, table),
        )
    return (
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "  # noqa: S608 - the tables' names are ours
        f"WHEN NOT EXISTS (SELECT 1 FROM {ORDERS} WHERE organization_id = OLD.organization_id) "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
    )


def no_truncate(vendor: str, table: str) -> Sequence[str]:
    """Return the statement that refuses TRUNCATE; SQLite has none."""
    if vendor != "postgresql":
        return ()
    return (
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION parallax_refuse_change()",
    )


def changeable(vendor: str, table: str) -> Sequence[str]:
    """Return statements that take the triggers of `append_only` away again."""
    if vendor == "postgresql":
        names = (f"{table}_frozen", f"{table}_no_truncate")
        return tuple(f"DROP TRIGGER {name} ON {table}" for name in names)
    return tuple(f"DROP TRIGGER {name}" for name in (f"{table}_no_update", f"{table}_no_delete"))
