"""Two leaders at the same moment: every round is revealed once, and nothing changes behind a seal."""

from tests.faults.round_races import race_pairs, race_saves


def test_every_pair_that_submits_at_once_is_revealed_once(committed: None) -> None:
    outcome = race_pairs(pairs=150)
    assert outcome.is_good, outcome


def test_no_save_slips_behind_a_submission(committed: None) -> None:
    outcome = race_saves(races=200)
    assert outcome.is_good, outcome
    assert outcome.refused, "no save came too late: nothing was tried"
