"""Saving answers: what a question allows, the order of saves, and two tabs."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import DjangoAssertNumQueries

from alignment.access import instrument_of
from alignment.models import Seat
from alignment.selectors.sheets import get_sheet, open_questions
from alignment.services import sealing
from alignment.services.answers import (
    AnswerDraft,
    Conflict,
    InvalidAnswer,
    Late,
    Saved,
    SaveOutcome,
    SaveStamp,
    Sealed,
    save_answer,
    start,
)
from organizations.access import organization_scope
from organizations.domain.sides import Side
from organizations.models import AuditEvent, Membership, Organization
from tests.factories.alignment import answer_everything, make_open_round, make_round, own_seat, seat_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def scope(organization: Organization) -> Iterator[None]:
    with organization_scope(organization):
        yield


@pytest.fixture
def seat(organization: Organization, ceo: Membership, cto: Membership, facilitator: Membership) -> Seat:
    """The CEO's seat of an open round, not started."""
    round = make_open_round(organization=organization, business=[ceo], technology=[cto], by=facilitator)
    return seat_of(round, Side.BUSINESS)


def save(
    seat: Seat,
    value: object = 4,
    *,
    item: str = "problem.1",
    kind: str = "own",
    state: str = "value",
    certainty: int | None = None,
    reason: str = "",
    tab: str = "tab-a",
    sequence: int = 1,
    base: int = 0,
) -> SaveOutcome:
    draft = AnswerDraft(
        state=state, value=value if state == "value" else None, certainty=certainty, reason=reason
    )
    stamp = SaveStamp(tab=tab, sequence=sequence, base_version=base)
    return save_answer(seat=seat, kind=kind, item=item, draft=draft, stamp=stamp, by=seat.membership)


def value_of(seat: Seat, item: str = "problem.1") -> object:
    return get_sheet(seat=seat, by=seat.membership).own[item].value


def test_a_save_is_stored_and_acknowledged(seat: Seat) -> None:
    outcome = save(seat, 4, certainty=3, reason="It is on one page.")
    assert isinstance(outcome, Saved)
    stored = get_sheet(seat=seat, by=seat.membership).own["problem.1"]
    assert (stored.state, stored.value, stored.certainty, stored.reason) == (
        "value",
        4,
        3,
        "It is on one page.",
    )
    assert (stored.version, stored.tab, stored.sequence, stored.saved_at) == (1, "tab-a", 1, outcome.saved_at)


def test_the_first_save_starts_the_seat_and_later_ones_change_nothing_visible(seat: Seat) -> None:
    save(seat)
    started = own_seat(seat.round, seat.membership).started_at
    assert started is not None
    events = AuditEvent.objects.count()
    save(seat, 5, sequence=2)
    assert own_seat(seat.round, seat.membership).started_at == started
    assert AuditEvent.objects.count() == events


def test_starting_twice_is_one_event(seat: Seat) -> None:
    start(seat=seat, by=seat.membership)
    start(seat=own_seat(seat.round, seat.membership), by=seat.membership)
    assert AuditEvent.objects.filter(action="seat_started").count() == 1


def test_a_save_takes_one_statement(seat: Seat, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    save(seat)
    with django_assert_num_queries(1):
        save(seat, 2, sequence=2)


def test_within_a_tab_the_later_sequence_wins_whatever_arrives_last(seat: Seat) -> None:
    assert isinstance(save(seat, 5, sequence=7), Saved)
    assert save(seat, 1, sequence=6) == Late(version=1)
    assert save(seat, 2, sequence=7) == Late(version=1)
    assert value_of(seat) == 5
    newer = save(seat, 3, sequence=8)
    assert isinstance(newer, Saved)
    assert newer.version == 2
    assert value_of(seat) == 3


def test_another_tab_that_saw_an_older_version_is_told_so(seat: Seat) -> None:
    save(seat, 5)
    outcome = save(seat, 1, tab="tab-b", base=0)
    assert isinstance(outcome, Conflict)
    assert (outcome.current.value, outcome.current.version, outcome.current.tab) == (5, 1, "tab-a")
    assert value_of(seat) == 5


def test_another_tab_that_saw_the_stored_version_goes_on(seat: Seat) -> None:
    save(seat, 5)
    outcome = save(seat, 1, tab="tab-b", base=1)
    assert isinstance(outcome, Saved)
    assert outcome.version == 2
    assert isinstance(save(seat, 4, tab="tab-a", sequence=2, base=1), Conflict)
    assert value_of(seat) == 1


@pytest.mark.parametrize(
    ("kind", "item", "state"),
    [
        ("own", "problem.1", "dont_know"),
        ("own", "problem.1", "not_applicable"),
        ("own", "problem.1", "empty"),
        ("prediction", "problem.1", "cant_say"),
        ("prediction", "problem.1", "empty"),
        ("importance", "problem", "empty"),
    ],
)
def test_states_without_a_value(seat: Seat, kind: str, item: str, state: str) -> None:
    assert isinstance(save(seat, kind=kind, item=item, state=state), Saved)


@pytest.mark.parametrize(
    ("kind", "item", "state"),
    [
        ("own", "problem.1", "cant_say"),
        ("own", "problem.1", "gone"),
        ("prediction", "problem.1", "dont_know"),
        ("prediction", "problem.1", "not_applicable"),
        ("importance", "problem", "dont_know"),
        ("guess", "problem.1", "value"),
        ("own", "problem.99", "value"),
        ("own", "problem.99", "dont_know"),
        ("prediction", "problem.2", "value"),
        ("importance", "problem.1", "value"),
    ],
)
def test_what_a_question_does_not_allow(seat: Seat, kind: str, item: str, state: str) -> None:
    with pytest.raises(InvalidAnswer):
        save(seat, kind=kind, item=item, state=state)


@pytest.mark.parametrize("value", [0, 6, 2.5, True, "3", None, [3], {"a": 1}, 10**400, float("nan")])
def test_values_off_the_scale(seat: Seat, value: object) -> None:
    with pytest.raises(InvalidAnswer):
        save(seat, value)


@pytest.mark.parametrize("value", [0, 6, 1.0, True, "3", None])
def test_importance_off_the_scale(seat: Seat, value: object) -> None:
    with pytest.raises(InvalidAnswer):
        save(seat, value, kind="importance", item="problem")


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "x" * 4001])
def test_texts_that_no_database_holds(seat: Seat, text: str) -> None:
    with pytest.raises(InvalidAnswer):
        save(seat, reason=text)
    with pytest.raises(InvalidAnswer):
        save(seat, text, item="problem.5")


def test_the_longest_text_is_kept_whole(seat: Seat) -> None:
    text = "ä'\"<\\%s\n" * 500
    save(seat, text[:4000], item="problem.5", reason=text[:4000])
    stored = get_sheet(seat=seat, by=seat.membership).own["problem.5"]
    assert stored.value == stored.reason == text[:4000]


@pytest.mark.parametrize("certainty", [0, 4, -1, 10**30])
def test_certainty_is_one_to_three(seat: Seat, certainty: int) -> None:
    with pytest.raises(InvalidAnswer):
        save(seat, certainty=certainty)


@pytest.mark.parametrize("kind", ["prediction", "importance"])
def test_only_own_answers_carry_certainty_and_reason(seat: Seat, kind: str) -> None:
    item = "problem" if kind == "importance" else "problem.1"
    with pytest.raises(InvalidAnswer):
        save(seat, kind=kind, item=item, certainty=1)
    with pytest.raises(InvalidAnswer):
        save(seat, kind=kind, item=item, reason="Because.")


@pytest.mark.parametrize(
    ("tab", "sequence", "base"),
    [
        ("", 1, 0),
        ("x" * 37, 1, 0),
        ("a\0", 1, 0),
        ("täb", 1, 0),
        ("tab", -1, 0),
        ("tab", 2**53, 0),
        ("tab", 1, -1),
        ("tab", 1, 2**31),
    ],
)
def test_stamps_that_no_page_makes(seat: Seat, tab: str, sequence: int, base: int) -> None:
    with pytest.raises(InvalidAnswer):
        save(seat, tab=tab, sequence=sequence, base=base)


def test_nobody_saves_on_another_s_seat(seat: Seat, cto: Membership, facilitator: Membership) -> None:
    draft, stamp = AnswerDraft(state="value", value=1), SaveStamp(tab="t", sequence=1, base_version=0)
    for stranger in (cto, facilitator):
        with pytest.raises(PermissionDenied):
            save_answer(seat=seat, kind="own", item="problem.1", draft=draft, stamp=stamp, by=stranger)
        with pytest.raises(PermissionDenied):
            start(seat=seat, by=stranger)


def test_a_deactivated_holder_saves_nothing(seat: Seat) -> None:
    seat.membership.state = Membership.State.DEACTIVATED
    with pytest.raises(PermissionDenied):
        save(seat)


def test_nothing_is_saved_before_the_round_opens(organization: Organization) -> None:
    round = make_round(organization=organization)
    with pytest.raises(Sealed):
        save(seat_of(round, Side.BUSINESS))


def test_nothing_is_saved_after_submission(seat: Seat) -> None:
    answer_everything(seat=seat)
    before = own_seat(seat.round, seat.membership)
    sealing.submit(seat=seat, by=seat.membership)
    with pytest.raises(Sealed):
        save(seat, sequence=9, tab="factory")
    assert before.submitted_at is None
    with pytest.raises(Sealed):  # a page loaded before the submission: the database refuses
        save(before, sequence=9, tab="factory")


def test_open_questions_are_those_without_an_answer(seat: Seat) -> None:
    instrument = instrument_of(seat.round)
    save(seat)
    save(seat, item="problem.2", state="dont_know")
    save(seat, item="problem.3", state="empty")
    save(seat, 3, kind="importance", item="data")
    found = open_questions(instrument=instrument, sheet=get_sheet(seat=seat, by=seat.membership))
    assert len(found.own) == 52
    assert "problem.3" in found.own
    assert len(found.predictions) == 24
    assert "data" not in found.importance
    assert found.count == 52 + 24 + 11
