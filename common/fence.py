"""SQL of the second tenant wall: PostgreSQL hides the rows of all organizations but the session's."""

from collections.abc import Sequence

SETTING = "parallax.organization"  # an organization's id; or EVERYTHING; unset or empty: nothing is visible
EVERYTHING = "*"


def fenced(vendor: str, *tables: str) -> Sequence[str]:
    """Return statements that fence tables with a column organization_id; SQLite has no such wall.

    FORCE binds the owner too; only a superuser or a role with BYPASSRLS would step over it.
    """
    if vendor != "postgresql":
        return ()
    # The sub-selects are evaluated once a statement, not once a row, and the column is compared as it is stored.
    setting = f"current_setting('{SETTING}', true)"
    inside = (
        f"(SELECT {setting}) = '{EVERYTHING}' "
        f"OR organization_id = (SELECT NULLIF(NULLIF({setting}, ''), '{EVERYTHING}')::uuid)"
    )
    return tuple(
        statement
        for table in tables
        for statement in (
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY {table}_fence ON {table} USING ({inside}) WITH CHECK ({inside})",
        )
    )


def unfenced(vendor: str, *tables: str) -> Sequence[str]:
    """Return statements that take the fence away again."""
    if vendor != "postgresql":
        return ()
    return tuple(
        statement
        for table in tables
        for statement in (
            f"DROP POLICY {table}_fence ON {table}",
            f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        )
    )
