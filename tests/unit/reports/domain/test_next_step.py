"""Facts -> the one next step, and where the organization stands."""

from dataclasses import replace

import pytest

from reports.domain.next_step import HomeFacts, RoundFacts, Target, names, next_step, standing

OPEN = RoundFacts(id="r1", title="Spring", state="open", seats=2, submitted=1, waiting_for=("Tomas",))
REVEALED = RoundFacts(id="r0", title="Winter", state="revealed", seats=2, submitted=2)
DRAFT = RoundFacts(id="r2", title="Autumn", state="draft", seats=1, submitted=0)
LEADER = HomeFacts(
    may_see_rounds=True,
    may_read_documents=True,
    may_run_rounds=False,
    may_see_results=True,
    may_invite=False,
    missing_sides=(),
    rounds=(),
)
FACILITATOR = replace(LEADER, may_run_rounds=True)
ADMINISTRATOR = replace(FACILITATOR, may_invite=True, may_see_results=False)
BOARD = replace(LEADER, may_see_rounds=False, may_see_results=False)
PILOT_MEMBER = replace(BOARD, may_read_documents=False)


@pytest.mark.parametrize(
    ("facts", "code", "target", "round_id"),
    [
        (replace(LEADER, rounds=(replace(OPEN, own="not_started"),)), "answer", Target.ANSWER, "r1"),
        (replace(LEADER, rounds=(replace(OPEN, own="in_progress"), REVEALED)), "answer", Target.ANSWER, "r1"),
        (replace(LEADER, rounds=(replace(OPEN, own="submitted"), REVEALED)), "wait", Target.ROUND, "r1"),
        (replace(LEADER, rounds=(OPEN, REVEALED)), "gaps", Target.GAPS, "r0"),
        (replace(FACILITATOR, rounds=(OPEN,)), "wait", Target.ROUND, "r1"),
        (replace(FACILITATOR, rounds=(DRAFT, REVEALED)), "open_draft", Target.ROUND, "r2"),
        (replace(FACILITATOR, rounds=(REVEALED,)), "gaps", Target.GAPS, "r0"),
        (FACILITATOR, "new_round", Target.NEW_ROUND, ""),
        (replace(FACILITATOR, missing_sides=("technology",)), "ask_to_invite", Target.NONE, ""),
        (replace(ADMINISTRATOR, missing_sides=("technology",)), "invite", Target.INVITE, ""),
        (replace(ADMINISTRATOR, rounds=(REVEALED,)), "new_round", Target.NEW_ROUND, ""),
        (replace(LEADER, missing_sides=("technology",)), "nothing", Target.NONE, ""),
        (LEADER, "nothing", Target.NONE, ""),
        (replace(LEADER, rounds=(DRAFT,)), "nothing", Target.NONE, ""),
        (BOARD, "documents", Target.DOCUMENTS, ""),
        (PILOT_MEMBER, "nothing", Target.NONE, ""),
    ],
)
def test_next_step(facts: HomeFacts, code: str, target: Target, round_id: str) -> None:
    step = next_step(facts)
    assert (step.code, step.target, step.round_id) == (code, target, round_id)
    assert bool(step.action) == (target is not Target.NONE)


def test_a_begun_sheet_is_finished_not_started() -> None:
    begun = next_step(replace(LEADER, rounds=(replace(OPEN, own="in_progress"),)))
    fresh = next_step(replace(LEADER, rounds=(replace(OPEN, own="not_started"),)))
    assert (begun.title, fresh.title) == ("Finish “Spring”", "Answer “Spring”")


def test_an_own_open_seat_counts_in_whichever_round_it_is() -> None:
    other = replace(OPEN, id="r9", own="submitted")
    mine = replace(OPEN, id="r1", own="not_started")
    assert next_step(replace(LEADER, rounds=(other, mine))).round_id == "r1"


@pytest.mark.parametrize(
    ("rounds", "sentence"),
    [
        ((OPEN, REVEALED), "“Spring” is open: 1 of 2 have submitted."),
        ((DRAFT, REVEALED), "“Winter” is revealed."),
        ((DRAFT,), "“Autumn” is being prepared."),
        ((), "No round yet."),
    ],
)
def test_standing(rounds: tuple[RoundFacts, ...], sentence: str) -> None:
    assert standing(replace(LEADER, rounds=rounds)) == sentence


def test_rounds_are_not_told_to_those_who_may_not_know_of_them() -> None:
    assert standing(BOARD) == standing(PILOT_MEMBER) == "Nothing waits for you."


def test_names_read_as_a_list() -> None:
    assert names(()) == "the results"
    assert names(("A",)) == "A"
    assert names(("A", "B", "C")) == "A, B and C"
