"""When a round and its seats may be changed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from alignment.domain import policies
from alignment.domain.policies import RoundFacts, SeatFacts
from common.rules import Refused, Rule, blockers, refuse_if_blocked

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
READY = RoundFacts(state="draft", required_business=1, required_technology=1)
OPEN = SeatFacts(round_state="open", answers=1, now=NOW)


def codes(rules: tuple[Rule, ...], facts: object) -> list[str]:  # type: ignore[type-arg]  # any rules
    return [blocker.code for blocker in blockers(rules, facts)]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (READY, []),
        (replace(READY, state="open"), ["not_draft"]),
        (replace(READY, required_business=0), ["no_business"]),
        (replace(READY, required_technology=0), ["no_technology"]),
        (RoundFacts(state="draft"), ["no_business", "no_technology"]),
        (replace(READY, unable=("Ada",)), ["unable"]),
    ],
)
def test_opening(facts: RoundFacts, expected: list[str]) -> None:
    assert codes(policies.MAY_OPEN, facts) == expected


@pytest.mark.parametrize(
    ("state", "change", "cancel"),
    [
        ("draft", [], []),
        ("open", ["not_draft"], []),
        ("revealed", ["not_draft"], ["ended"]),
        ("cancelled", ["not_draft"], ["ended"]),
    ],
)
def test_changing_and_cancelling(state: str, change: list[str], cancel: list[str]) -> None:
    facts = replace(READY, state=state)
    assert codes(policies.MAY_CHANGE_ROUND, facts) == change
    assert codes(policies.MAY_CANCEL, facts) == cancel


@pytest.mark.parametrize("state", ["draft", "revealed", "cancelled"])
def test_nothing_happens_on_a_seat_unless_the_round_is_open(state: str) -> None:
    facts = replace(OPEN, round_state=state)
    for rules in (policies.MAY_ANSWER, policies.MAY_SUBMIT, policies.MAY_REMIND):
        assert codes(rules, facts) == [f"round_{state}"]
    assert codes(policies.MAY_REOPEN, replace(facts, is_submitted=True)) == [f"round_{state}"]


@pytest.mark.parametrize(
    ("facts", "answer", "submit", "reopen"),
    [
        (OPEN, [], [], ["not_submitted"]),
        (replace(OPEN, answers=0), [], ["nothing_answered"], ["not_submitted"]),
        (replace(OPEN, is_submitted=True), ["submitted"], ["submitted"], []),
    ],
)
def test_answering_submitting_reopening(
    facts: SeatFacts, answer: list[str], submit: list[str], reopen: list[str]
) -> None:
    assert codes(policies.MAY_ANSWER, facts) == answer
    assert codes(policies.MAY_SUBMIT, facts) == submit
    assert codes(policies.MAY_REOPEN, facts) == reopen


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (OPEN, []),
        (replace(OPEN, is_submitted=True), ["submitted"]),
        (replace(OPEN, is_able=False), ["unable"]),
        (replace(OPEN, reminders=2), []),
        (replace(OPEN, reminders=3), ["reminders_used"]),
        (replace(OPEN, reminders=1, reminded_at=NOW - timedelta(days=3)), []),
        (replace(OPEN, reminders=1, reminded_at=NOW - timedelta(days=3, seconds=-1)), ["reminded_lately"]),
    ],
)
def test_reminding(facts: SeatFacts, expected: list[str]) -> None:
    assert codes(policies.MAY_REMIND, facts) == expected


def test_a_refusal_carries_every_reason() -> None:
    with pytest.raises(Refused) as refusal:
        refuse_if_blocked(policies.MAY_OPEN, RoundFacts(state="draft"))
    assert [blocker.code for blocker in refusal.value.blockers] == ["no_business", "no_technology"]
    assert "business side" in str(refusal.value)
