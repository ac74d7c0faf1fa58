"""Many writers of one audit trail, and an owner of the database who changes what was written."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from threading import Thread
from uuid import UUID

from django.db import connection, transaction

from organizations import audit
from organizations.access import organization_scope
from organizations.models import AuditEvent, Organization
from organizations.selectors.history import verify_history
from tests.factories.organizations import make_membership, make_organization

TABLE = AuditEvent._meta.db_table
#: What somebody with the owner's password may do to one event; each takes its number.
TAMPERINGS: tuple[str, ...] = (
    f"UPDATE {TABLE} SET action = 'nothing.happened' WHERE number = %s",
    f"UPDATE {TABLE} SET at = '2001-01-01 00:00:00+00:00' WHERE number = %s",
    f"UPDATE {TABLE} SET facts = '{{\"n\": -1}}' WHERE number = %s",
    f"UPDATE {TABLE} SET actor_id = NULL WHERE number = %s",
    f"UPDATE {TABLE} SET hash = previous_hash WHERE number = %s",
    f"UPDATE {TABLE} SET number = number + 1000000 WHERE number = %s",
    f"DELETE FROM {TABLE} WHERE number = %s",
    f"DELETE FROM {TABLE} WHERE number >= %s",
)


@dataclass(frozen=True, kw_only=True)
class HistoryOutcome:
    entries: int
    breaks: tuple[str, ...]
    tamperings: int
    detected: int

    @property
    def is_good(self) -> bool:
        return not self.breaks and self.detected == self.tamperings > 0

    def __str__(self) -> str:
        whole = "whole" if not self.breaks else self.breaks[0]
        return f"{self.entries} entries, {whole}; {self.detected} of {self.tamperings} tamperings detected"


def write_and_tamper(*, entries: int, writers: int, tamperings: int, tampered_entries: int) -> HistoryOutcome:
    """Write with many threads and verify; then tamper with a shorter trail, once at a time."""
    long, short = make_organization(), make_organization()
    write(long, entries=entries, writers=writers)
    write(short, entries=tampered_entries, writers=1)
    report = verify_history(organization=long)
    numbers = random.Random(7)
    detected = 0
    for turn in range(tamperings):
        statement = TAMPERINGS[turn % len(TAMPERINGS)]
        detected += is_detected(short, statement, number=numbers.randint(1, tampered_entries))
    return HistoryOutcome(
        entries=report.events, breaks=report.breaks, tamperings=tamperings, detected=detected
    )


def write(organization: Organization, *, entries: int, writers: int) -> None:
    """Let threads append at once, each act in a transaction of its own."""
    member = make_membership(organization=organization)

    def append(count: int) -> None:
        with organization_scope(organization):
            for number in range(count):
                append_one(organization, member.pk, number)
        connection.close()

    def append_one(organization: Organization, subject: UUID, number: int) -> None:
        with transaction.atomic():
            audit.record(
                "test.written",
                organization=organization,
                by=member,
                subject_type="test",
                subject_id=subject,
                facts={"n": number},
            )

    threads = [Thread(target=append, args=(entries // writers,)) for _ in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def is_detected(organization: Organization, statement: str, *, number: int) -> bool:
    """Tamper past the triggers, verify, and take everything back."""
    with transaction.atomic(), organization_scope(organization):
        without_triggers(lambda: execute(statement, organization, number))
        found = bool(verify_history(organization=organization).breaks)
        transaction.set_rollback(True)
    return found


def execute(statement: str, organization: Organization, number: int) -> None:
    key = organization.pk.hex if connection.vendor == "sqlite" else organization.pk
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} AND organization_id = %s", [number, key])
        assert cursor.rowcount > 0, "the tampering itself failed"


def without_triggers(act: Callable[[], None]) -> None:
    """Only the owner of the tables can do this, and the rollback takes it back."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER USER")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [TABLE])
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
    act()
