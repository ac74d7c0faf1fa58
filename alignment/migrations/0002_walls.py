"""What the database itself guards here: sealed answers, the one reveal, frozen documents, and the fence.

Every refusal begins with "sealed:"; services turn it into their own. Rows leave only with an erasure order.
"""

from collections.abc import Sequence

from django.db import migrations

from common.fence import fenced, unfenced
from common.freeze import ORDERS, append_only, changeable, no_truncate
from common.statements import run_statements

ANSWER, SEAT, ROUND = "alignment_answer", "alignment_seat", "alignment_round"
FROZEN = ("alignment_instrumentversion", "alignment_snapshot", "alignment_gapscore")
FENCED = (*FROZEN, ANSWER, SEAT, ROUND)

# --- Conditions, the same words on both engines; each describes a change that is refused ----------------
NOT_ERASED = f"NOT EXISTS (SELECT 1 FROM {ORDERS} WHERE organization_id = OLD.organization_id)"


def state_of_round(row: str) -> str:
    return f"(SELECT state FROM {ROUND} WHERE id = {row}.round_id)"


def changed(*columns: str) -> str:
    return "(" + " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns) + ")"


def unsubmitted(row: str) -> str:
    return f"EXISTS (SELECT 1 FROM {SEAT} WHERE round_id = {row}.id AND is_required AND submitted_at IS NULL)"


def side_missing(row: str, side: str) -> str:
    return f"NOT EXISTS (SELECT 1 FROM {SEAT} WHERE round_id = {row}.id AND is_required AND side = '{side}')"


# (what happened, condition of refusal, words)
SEAT_RULES = (
    ("INSERT", f"{state_of_round('NEW')} <> 'draft'", "participants are added to drafts only"),
    ("INSERT", "NEW.submitted_at IS NOT NULL OR NEW.started_at IS NOT NULL", "a new seat is empty"),
    ("UPDATE", changed("id", "round_id", "organization_id"), "a seat stays in its round"),
    (
        "UPDATE",
        f"{changed('membership_id', 'side', 'position', 'is_required')} "
        f"AND {state_of_round('OLD')} <> 'draft'",
        "a seat is bound to its person when the round opens",
    ),
    (
        "UPDATE",
        f"{changed('submitted_at', 'receipt', 'started_at', 'reminded_at', 'reminders')} "
        f"AND {state_of_round('OLD')} <> 'open'",
        "seats change while the round is open only",
    ),
    (
        "UPDATE",
        "OLD.submitted_at IS NOT NULL AND NEW.submitted_at IS NOT NULL AND "
        + changed("submitted_at", "receipt"),
        "a submission is final",
    ),
    ("UPDATE", f"OLD.started_at IS NOT NULL AND {changed('started_at')}", "a start stays"),
    ("DELETE", f"{state_of_round('OLD')} <> 'draft' AND {NOT_ERASED}", "participants leave drafts only"),
)
ROUND_RULES = (
    (
        "INSERT",
        "NEW.state <> 'draft' OR NEW.opened_at IS NOT NULL OR NEW.revealed_at IS NOT NULL "
        "OR NEW.cancelled_at IS NOT NULL",
        "a round begins as a draft",
    ),
    ("UPDATE", changed("id", "organization_id", "created_by_id", "created_at"), "a round stays what it is"),
    (
        "UPDATE",
        "OLD.state <> NEW.state AND NOT ((OLD.state = 'draft' AND NEW.state IN ('open', 'cancelled')) "
        "OR (OLD.state = 'open' AND NEW.state IN ('revealed', 'cancelled')))",
        "a round goes from draft to open to revealed, or is cancelled",
    ),
    (
        "UPDATE",
        f"OLD.state <> 'draft' AND {changed('instrument_id', 'form', 'title', 'opened_at')}",
        "an open round keeps its questions",
    ),
    (
        "UPDATE",
        "OLD.state IN ('revealed', 'cancelled') AND " + changed("due_on", "revealed_at", "cancelled_at"),
        "a round that has ended stays as it is",
    ),
    (
        "UPDATE",
        "NEW.state = 'open' AND OLD.state = 'draft' AND "
        f"({side_missing('NEW', 'business')} OR {side_missing('NEW', 'technology')})",
        "a round needs a required participant on each side",
    ),
    (
        "UPDATE",
        f"NEW.state = 'revealed' AND OLD.state = 'open' AND {unsubmitted('NEW')}",
        "a round is revealed when everybody required has submitted",
    ),
    ("DELETE", f"OLD.state <> 'draft' AND {NOT_ERASED}", "a round that was opened stays"),
)
ANSWER_RULES = (
    (
        "UPDATE",
        changed("id", "organization_id", "seat_id", "kind", "item"),
        "an answer stays on its question",
    ),
    ("DELETE", NOT_ERASED, "answers are emptied, never deleted"),
)
SNAPSHOT_RULES = (("INSERT", f"{state_of_round('NEW')} <> 'revealed'", "a snapshot is made by the reveal"),)

Rules = Sequence[tuple[str, str, str]]
RULES: tuple[tuple[str, Rules], ...] = (
    (SEAT, SEAT_RULES),
    (ROUND, ROUND_RULES),
    (ANSWER, ANSWER_RULES),
    ("alignment_snapshot", SNAPSHOT_RULES),
)


# --- PostgreSQL -----------------------------------------------------------------------------------------
# FOR SHARE waits for a submission under way and then sees it; FOR KEY SHARE would let a late save in.
POSTGRESQL_SEAL = f"""
    CREATE FUNCTION {ANSWER}_seal() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        submitted timestamptz;
        round_state varchar;
        round_key uuid;
    BEGIN
        SELECT submitted_at, round_id INTO submitted, round_key FROM {SEAT} WHERE id = NEW.seat_id FOR SHARE;
        SELECT state INTO round_state FROM {ROUND} WHERE id = round_key;
        IF submitted IS NOT NULL OR round_state IS DISTINCT FROM 'open' THEN
            RAISE EXCEPTION 'sealed: answers change until submission only'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
"""


def postgresql_guard(table: str, rules: Rules) -> Sequence[str]:
    checks = "\n".join(
        f"IF TG_OP = '{event}' THEN IF {condition} THEN RAISE EXCEPTION 'sealed: {words}' "
        "USING ERRCODE = 'integrity_constraint_violation'; END IF; END IF;"
        for event, condition, words in rules
    )
    return (
        f"CREATE FUNCTION {table}_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN\n{checks}\n"
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
        f"CREATE TRIGGER {table}_guard BEFORE INSERT OR UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_guard()",
    )


def postgresql_up() -> Sequence[str]:
    return (
        POSTGRESQL_SEAL,
        f"CREATE TRIGGER {ANSWER}_seal BEFORE INSERT OR UPDATE ON {ANSWER} "
        f"FOR EACH ROW EXECUTE FUNCTION {ANSWER}_seal()",
        *(statement for table, rules in RULES for statement in postgresql_guard(table, rules)),
    )


def postgresql_down() -> Sequence[str]:
    triggers = ((ANSWER, f"{ANSWER}_seal"), *((table, f"{table}_guard") for table, _ in RULES))
    return tuple(
        statement
        for table, name in triggers
        for statement in (f"DROP TRIGGER {name} ON {table}", f"DROP FUNCTION {name}()")
    )


# --- SQLite ---------------------------------------------------------------------------------------------
SQLITE_SEALED = f"""
    EXISTS (SELECT 1 FROM {SEAT} s JOIN {ROUND} r ON r.id = s.round_id
            WHERE s.id = NEW.seat_id AND (s.submitted_at IS NOT NULL OR r.state <> 'open'))
"""
SQLITE_SEAL: Rules = (
    ("INSERT", SQLITE_SEALED, "answers change until submission only"),
    ("UPDATE", SQLITE_SEALED, "answers change until submission only"),
)


def sqlite_triggers() -> dict[str, str]:
    """Trigger name -> statement; one trigger a rule."""
    found = {}
    for table, rules in (*RULES, (ANSWER, SQLITE_SEAL)):
        for event, condition, words in rules:
            name = f"{table}_guard_{len(found) + 1}"
            found[name] = (
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} "
                f"BEGIN SELECT RAISE(ABORT, 'sealed: {words}'); END"
            )
    return found


# --- Both -----------------------------------------------------------------------------------------------
def up(vendor: str) -> Sequence[str]:
    own = postgresql_up() if vendor == "postgresql" else tuple(sqlite_triggers().values())
    frozen = (statement for table in FROZEN for statement in append_only(vendor, table))
    truncate = (statement for table in (ANSWER, SEAT, ROUND) for statement in no_truncate(vendor, table))
    return (*own, *frozen, *truncate, *fenced(vendor, *FENCED))


def down(vendor: str) -> Sequence[str]:
    own = (
        postgresql_down()
        if vendor == "postgresql"
        else tuple(f"DROP TRIGGER {name}" for name in sqlite_triggers())
    )
    frozen = (statement for table in FROZEN for statement in changeable(vendor, table))
    truncate = (
        tuple(f"DROP TRIGGER {table}_no_truncate ON {table}" for table in (ANSWER, SEAT, ROUND))
        if vendor == "postgresql"
        else ()
    )
    return (*unfenced(vendor, *FENCED), *truncate, *frozen, *own)


class Migration(migrations.Migration):
    dependencies = (
        ("alignment", "0001_initial"),
        ("organizations", "0002_walls"),
    )

    operations = (run_statements(up, down),)
