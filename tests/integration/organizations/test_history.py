"""The audit trail: numbered without gaps under concurrency, and a change is found."""

from threading import Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from organizations import audit
from organizations.access import organization_scope
from organizations.models import AuditEvent, Membership, Organization
from organizations.selectors.history import verify_history
from tests.factories.organizations import make_membership, make_organization

WRITERS, EVENTS_EACH = 4, 8


def write(membership: Membership, times: int) -> None:
    with organization_scope(membership.organization):
        for _ in range(times):
            with transaction.atomic():
                audit.record(
                    "test.happened",
                    organization=membership.organization,
                    by=membership,
                    subject_type="membership",
                    subject_id=membership.pk,
                    facts={"role": "leader", "count": 3, "is_new": True, "side": None},
                )


def write_and_leave(membership: Membership) -> None:
    try:
        write(membership, EVENTS_EACH)
    finally:
        connection.close()


def thaw(table: str = "organizations_auditevent") -> None:
    """Do what only the owner of the database can: take the triggers away."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {table}_no_update")
            cursor.execute(f"DROP TRIGGER {table}_no_delete")
        else:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")


def test_writers_at_the_same_time_leave_no_gap(committed: None) -> None:
    membership = make_membership()
    threads = [Thread(target=write_and_leave, args=(membership,)) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with organization_scope(membership.organization):
        numbers = list(AuditEvent.objects.values_list("number", flat=True))
    assert numbers == list(range(1, WRITERS * EVENTS_EACH + 1))
    assert verify_history(organization=membership.organization).breaks == ()


def test_an_event_of_a_transaction_that_fails_is_not_written(committed: None) -> None:
    membership = make_membership()
    write(membership, 1)
    with transaction.atomic():
        write(membership, 1)
        transaction.set_rollback(True)
    write(membership, 1)
    report = verify_history(organization=membership.organization)
    assert (report.events, report.breaks) == (2, ())


def test_a_changed_event_is_found(committed: None) -> None:
    membership = make_membership()
    write(membership, 3)
    thaw()
    with organization_scope(membership.organization):
        AuditEvent.objects.filter(number=2).update(action="test.other")
    report = verify_history(organization=membership.organization)
    assert report.breaks == ("event 2: was changed after it was written",)


@pytest.mark.parametrize(
    ("number", "found"),
    [
        (2, "event 3: event 2 is missing"),
        (3, "the trail ends with event 2, but event 3 was the last one written"),
    ],
)
def test_a_removed_event_is_found(committed: None, number: int, found: str) -> None:
    membership = make_membership()
    write(membership, 3)
    thaw()
    with organization_scope(membership.organization):
        AuditEvent.objects.filter(number=number).delete()
    assert found in verify_history(organization=membership.organization).breaks


def test_the_command_reports_each_organization_and_fails_on_a_break(
    committed: None, capsys: pytest.CaptureFixture[str]
) -> None:
    membership = make_membership(organization=make_organization(name="Eastgate", slug="eastgate"))
    write(membership, 2)
    call_command("verify_history")
    assert "Eastgate: 2 events, whole" in capsys.readouterr().out
    thaw()
    with organization_scope(membership.organization):
        AuditEvent.objects.filter(number=1).update(action="test.other")
    with pytest.raises(CommandError):
        call_command("verify_history", "eastgate")
    assert "BROKEN" in capsys.readouterr().out


@pytest.mark.django_db
def test_the_command_refuses_an_unknown_organization(organization: Organization) -> None:
    with pytest.raises(CommandError, match="no organization"):
        call_command("verify_history", "nowhere")
