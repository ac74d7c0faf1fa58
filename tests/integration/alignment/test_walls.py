"""What the database itself refuses: raw SQL against every trigger, each with its positive twin."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from alignment.models import Answer, GapScore, InstrumentVersion, Round, Seat, Snapshot
from alignment.services import sealing
from organizations.access import organization_scope, unfenced
from organizations.models import ErasureOrder, Membership, Organization
from organizations.services.erasure import erase_organization
from tests.factories.alignment import answer_everything, make_open_round, make_revealed_round, make_round
from tests.factories.organizations import make_membership

pytestmark = pytest.mark.django_db
TABLES = (Answer, GapScore, InstrumentVersion, Round, Seat, Snapshot)


@pytest.fixture(autouse=True)
def scope(organization: Organization) -> Iterator[None]:
    with organization_scope(organization):
        yield


@pytest.fixture
def draft(organization: Organization, ceo: Membership, cto: Membership, facilitator: Membership) -> Round:
    return make_round(organization=organization, business=[ceo], technology=[cto], by=facilitator)


@pytest.fixture
def open_round(
    organization: Organization, ceo: Membership, cto: Membership, facilitator: Membership
) -> Round:
    """Both have answered, the CEO has submitted."""
    round = make_open_round(organization=organization, business=[ceo], technology=[cto], by=facilitator)
    for seat in round.loaded_seats:
        answer_everything(seat=seat)
    sealing.submit(seat=round.loaded_seats[0], by=ceo)
    return round


@pytest.fixture
def revealed(organization: Organization, facilitator: Membership) -> Round:
    return make_revealed_round(organization=organization, by=facilitator)


def key(row: Round | Seat | Organization | Membership) -> object:
    """The row's id as its column holds it."""
    return row._meta.pk.get_db_prep_save(row.pk, connection)


def run(sql: str, *values: Any) -> int:
    """Any: what an engine takes for a column, as `key` gives it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)


def refused(sql: str, *values: object) -> bool:
    """Whether a trigger refuses the statement; anything else it might fail of is an error of the test."""
    try:
        assert run(sql, *values), "the statement met no row"
    except IntegrityError as error:
        if not ("sealed:" in str(error) or "append-only" in str(error)):
            raise
        return True
    return False


# --- Answers ------------------------------------------------------------------------------------------------
CHANGE = "UPDATE alignment_answer SET reason = 'changed' WHERE seat_id = %s"
INSERT = (
    "INSERT INTO alignment_answer (id, organization_id, seat_id, kind, item, state, reason, tab, sequence, "
    "version, saved_at) VALUES (%s, %s, %s, 'own', 'extra', 'dont_know', '', 't', 1, 1, %s)"
)


def insert(seat: Seat) -> bool:
    moment = Answer._meta.get_field("saved_at").get_db_prep_save(timezone.now(), connection)
    identity = Answer._meta.get_field("id").get_db_prep_save(uuid4(), connection)
    return refused(INSERT, identity, key(seat.round.organization), key(seat), moment)


def test_answers_change_until_their_seat_is_submitted(open_round: Round) -> None:
    sealed, unsealed = open_round.loaded_seats
    assert not refused(CHANGE, key(unsealed))
    assert not insert(unsealed)
    assert refused(CHANGE, key(sealed))
    assert insert(sealed)


def test_answers_of_a_reopened_seat_change_again(open_round: Round, ceo: Membership) -> None:
    seat = open_round.loaded_seats[0]
    sealing.reopen(seat=seat, by=ceo)
    assert not refused(CHANGE, key(seat))


def test_no_answers_before_the_opening(draft: Round) -> None:
    assert insert(draft.loaded_seats[0])


def test_no_answers_change_after_reveal_or_cancellation(open_round: Round, cto: Membership) -> None:
    run("UPDATE alignment_round SET state = 'cancelled' WHERE id = %s", key(open_round))
    assert refused(CHANGE, key(open_round.loaded_seats[1]))
    assert insert(open_round.loaded_seats[1])


def test_answers_keep_their_question_and_are_never_deleted(open_round: Round) -> None:
    seat = open_round.loaded_seats[1]
    assert refused("UPDATE alignment_answer SET item = item || 'x' WHERE seat_id = %s", key(seat))
    assert refused("DELETE FROM alignment_answer WHERE seat_id = %s", key(seat))


def test_a_sealed_answer_cannot_be_moved_to_an_open_seat(open_round: Round) -> None:
    sealed, unsealed = open_round.loaded_seats
    assert refused("UPDATE alignment_answer SET seat_id = %s WHERE seat_id = %s", key(unsealed), key(sealed))


# --- Seats --------------------------------------------------------------------------------------------------
SEAT_CHANGES = ("side = 'business', position = 9", "position = 9", "is_required = NOT is_required")


@pytest.mark.parametrize("change", SEAT_CHANGES)
def test_a_seat_is_bound_when_the_round_opens(draft: Round, open_round: Round, change: str) -> None:
    sql = f"UPDATE alignment_seat SET {change} WHERE id = %s"
    assert not refused(sql, key(draft.loaded_seats[0]))
    assert refused(sql, key(open_round.loaded_seats[1]))


def test_an_open_seat_is_not_given_to_another(
    draft: Round, open_round: Round, organization: Organization
) -> None:
    sql = "UPDATE alignment_seat SET membership_id = %s WHERE id = %s"
    other = make_membership(organization=organization)
    assert not refused(sql, key(other), key(draft.loaded_seats[0]))
    assert refused(sql, key(other), key(open_round.loaded_seats[1]))


def test_a_submission_is_final_but_for_reopening(open_round: Round) -> None:
    seat = open_round.loaded_seats[0]
    assert refused("UPDATE alignment_seat SET receipt = 'other' WHERE id = %s", key(seat))
    moment = Seat._meta.get_field("submitted_at").get_db_prep_save(timezone.now(), connection)
    assert refused("UPDATE alignment_seat SET submitted_at = %s WHERE id = %s", moment, key(seat))
    assert refused("UPDATE alignment_seat SET started_at = %s WHERE id = %s", moment, key(seat))
    assert not refused("UPDATE alignment_seat SET submitted_at = NULL, receipt = '' WHERE id = %s", key(seat))


def test_nothing_of_a_seat_changes_after_the_reveal(revealed: Round) -> None:
    seat = revealed.loaded_seats[0]
    assert refused("UPDATE alignment_seat SET submitted_at = NULL, receipt = '' WHERE id = %s", key(seat))
    assert refused("UPDATE alignment_seat SET reminders = 1 WHERE id = %s", key(seat))


def test_seats_come_and_go_in_drafts_only(draft: Round, open_round: Round) -> None:
    assert refused("DELETE FROM alignment_seat WHERE id = %s", key(open_round.loaded_seats[1]))
    assert not refused("DELETE FROM alignment_seat WHERE id = %s", key(draft.loaded_seats[1]))
    guest = make_membership(organization=open_round.organization)
    with pytest.raises(IntegrityError, match="drafts only"), transaction.atomic():
        Seat.objects.create(
            organization=open_round.organization,
            round=open_round,
            membership=guest,
            side="business",
            position=7,
        )


# --- Rounds -------------------------------------------------------------------------------------------------
def test_a_round_is_revealed_only_when_everybody_required_has_submitted(
    open_round: Round, cto: Membership
) -> None:
    sql = "UPDATE alignment_round SET state = 'revealed', revealed_at = opened_at WHERE id = %s"
    assert refused(sql, key(open_round))
    seat = open_round.loaded_seats[1]
    run("UPDATE alignment_seat SET submitted_at = started_at, receipt = 'r' WHERE id = %s", key(seat))
    assert not refused(sql, key(open_round))


@pytest.mark.parametrize(
    "change",
    [
        "state = 'open', revealed_at = NULL",
        "state = 'cancelled', revealed_at = NULL",
        "revealed_at = opened_at",
        "title = 'Other'",
        "form = 'short'",
        "due_on = '2030-01-01'",
        "cancelled_at = opened_at",
    ],
)
def test_a_revealed_round_stays_as_it_is(revealed: Round, change: str) -> None:
    assert refused(f"UPDATE alignment_round SET {change} WHERE id = %s", key(revealed))


@pytest.mark.parametrize(
    "change",
    ["state = 'draft', opened_at = NULL", "form = 'short'", "title = 'Other'", "opened_at = created_at"],
)
def test_an_open_round_keeps_its_questions(open_round: Round, change: str) -> None:
    assert refused(f"UPDATE alignment_round SET {change} WHERE id = %s", key(open_round))


def test_an_open_round_may_be_given_more_time(open_round: Round) -> None:
    assert not refused("UPDATE alignment_round SET due_on = '2030-01-01' WHERE id = %s", key(open_round))


def test_a_draft_is_not_revealed_and_a_cancelled_round_not_opened(draft: Round) -> None:
    reveal = (
        "UPDATE alignment_round SET state = 'revealed', opened_at = created_at, revealed_at = created_at "
    )
    assert refused(reveal + "WHERE id = %s", key(draft))
    run("UPDATE alignment_round SET state = 'cancelled' WHERE id = %s", key(draft))
    assert refused(
        "UPDATE alignment_round SET state = 'open', opened_at = created_at WHERE id = %s", key(draft)
    )


def test_a_draft_opens_with_both_sides_only(draft: Round) -> None:
    sql = "UPDATE alignment_round SET state = 'open', opened_at = created_at WHERE id = %s"
    run("UPDATE alignment_seat SET is_required = NOT is_required WHERE id = %s", key(draft.loaded_seats[0]))
    assert refused(sql, key(draft))
    run("UPDATE alignment_seat SET is_required = NOT is_required WHERE id = %s", key(draft.loaded_seats[0]))
    assert not refused(sql, key(draft))


def test_a_round_begins_as_a_draft(draft: Round) -> None:
    with pytest.raises(IntegrityError, match="begins as a draft"), transaction.atomic():
        Round.objects.create(
            organization=draft.organization,
            title="Sudden",
            instrument=draft.instrument,
            created_by=draft.created_by,
            state="open",
            opened_at=timezone.now(),
        )


def test_a_draft_is_deleted_with_its_seats_and_an_open_round_is_not(draft: Round, open_round: Round) -> None:
    Round.objects.get(pk=draft.pk).delete()
    assert not Seat.objects.filter(round=draft.pk).exists()
    with pytest.raises(IntegrityError, match="sealed"), transaction.atomic():
        Round.objects.get(pk=open_round.pk).delete()


# --- Frozen documents ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("alignment_snapshot", "sha256 = 'other'"),
        ("alignment_gapscore", "scoring_version = 'other'"),
        ("alignment_instrumentversion", "source = 'other'"),
    ],
)
def test_documents_are_append_only(revealed: Round, table: str, change: str) -> None:
    assert refused(f"UPDATE {table} SET {change}")
    assert refused(f"DELETE FROM {table}")


def test_a_snapshot_is_made_by_a_reveal_only(open_round: Round) -> None:
    with pytest.raises(IntegrityError, match="made by the reveal"), transaction.atomic():
        Snapshot.unguarded.create(
            organization=open_round.organization, round=open_round, content={}, sha256="0" * 64
        )


def test_with_an_erasure_order_everything_leaves(
    revealed: Round, open_round: Round, organization: Organization
) -> None:
    ErasureOrder.objects.create(organization_id=organization.pk, organization_name=organization.name)
    for table in ("gapscore", "snapshot", "answer", "seat", "round", "instrumentversion"):
        assert run(f"DELETE FROM alignment_{table} WHERE organization_id = %s", key(organization))


def test_erasing_an_organization_takes_its_rounds_along(
    revealed: Round, draft: Round, organization: Organization, administrator: Membership
) -> None:
    erase_organization(organization=organization, by=administrator)
    assert not Organization.objects.filter(pk=organization.pk).exists()
    with unfenced():
        for model in (Round, Seat, InstrumentVersion):
            assert not model.objects.filter(organization_id=organization.pk).exists()


def test_an_order_for_one_organization_opens_no_other(
    revealed: Round, organization: Organization, outsider: Membership
) -> None:
    with organization_scope(outsider.organization):
        ErasureOrder.objects.create(organization_id=outsider.organization_id, organization_name="Southfield")
    assert refused("DELETE FROM alignment_answer WHERE organization_id = %s", key(organization))


def test_emptying_tables_is_refused_where_the_engine_knows_it(revealed: Round, engine: str) -> None:
    """SQLite has no TRUNCATE; its DELETE fires the triggers above."""
    statements: dict[str, Callable[[str], str]] = {
        "postgresql": lambda table: f"TRUNCATE {table} CASCADE",
        "sqlite": lambda table: f"DELETE FROM {table}",
    }
    connection.check_constraints()  # PostgreSQL empties no table that has deferred checks to do
    for model in TABLES:
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statements[engine](model._meta.db_table))


def test_every_guarded_table_has_its_triggers(engine: str) -> None:
    """A later migration that rebuilds a table on SQLite would silently drop them."""
    query = {
        "sqlite": "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT event_object_table FROM information_schema.triggers",
    }
    with connection.cursor() as cursor:
        cursor.execute(query[engine])
        guarded = [row[0] for row in cursor.fetchall()]
    for model in TABLES:
        assert guarded.count(model._meta.db_table) >= 2, model
