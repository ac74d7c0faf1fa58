"""One statement that saves one answer, or leaves it because a newer save or another tab was first."""

from uuid import uuid4

from django.db import IntegrityError, connection

from alignment.models import Answer, Seat
from common.rules import Blocker, Refused

TABLE = Answer._meta.db_table
_IDENTITY = ("id", "organization", "seat", "kind", "item")
_CONTENT = ("state", "value", "certainty", "reason", "tab", "sequence", "saved_at")
_FIELDS = tuple(field for field in Answer._meta.concrete_fields if field.name in {*_IDENTITY, *_CONTENT})
_COLUMNS = ", ".join(str(field.column) for field in _FIELDS)
_NEW = ", ".join(f"{name} = excluded.{name}" for name in _CONTENT)

# In one tab the later keystroke wins, whatever order the requests arrive in; another tab must have seen
# the row that it replaces.
STATEMENT = f"""
    INSERT INTO {TABLE} ({_COLUMNS}, version) VALUES ({", ".join(["%s"] * len(_FIELDS))}, 1)
    ON CONFLICT (seat_id, kind, item) DO UPDATE SET {_NEW}, version = {TABLE}.version + 1
    WHERE ({TABLE}.tab = excluded.tab AND {TABLE}.sequence < excluded.sequence)
       OR ({TABLE}.tab <> excluded.tab AND {TABLE}.version = %s)
    RETURNING version
"""  # noqa: S608 - nothing of a request is part of the text


class Sealed(Refused):
    """The seat has been submitted, or the round is not open: nothing can be saved any more."""


SEALED = Blocker(code="sealed", reason="These answers can no longer be changed.")


def upsert(*, seat: Seat, kind: str, item: str, content: dict[str, object], base_version: int) -> int | None:
    """Save and return the new version; None where the stored answer stays. Raises Sealed.

    `content` holds state, value, certainty, reason, tab, sequence and saved_at. Outside of a transaction the
    answer is durable when this returns.
    """
    row = {
        "id": uuid4(),
        "organization": seat.organization_id,
        "seat": seat.pk,
        "kind": kind,
        "item": item,
        **content,
    }
    values = [field.get_db_prep_save(row[field.name], connection) for field in _FIELDS]
    try:
        with connection.cursor() as cursor:
            cursor.execute(STATEMENT, [*values, base_version])
            saved = cursor.fetchone()
    except IntegrityError:
        # The triggers' refusal. Without its cause: a database's message may quote the whole row.
        raise Sealed([SEALED]) from None
    return int(saved[0]) if saved else None
