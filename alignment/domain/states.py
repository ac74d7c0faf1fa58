"""The four states of coorientation: what is, against what one expected."""

from enum import StrEnum

from .bands import DIFFERENT_FROM, reaches


class State(StrEnum):
    SHARED_VIEW = "shared_view"
    HIDDEN_AGREEMENT = "hidden_agreement"
    HIDDEN_DIFFERENCE = "hidden_difference"
    KNOWN_DIFFERENCE = "known_difference"


class PairState(StrEnum):
    """The state both are in, or that only one side sees it (which side is private)."""

    SHARED_VIEW = "shared_view"
    HIDDEN_AGREEMENT = "hidden_agreement"
    HIDDEN_DIFFERENCE = "hidden_difference"
    KNOWN_DIFFERENCE = "known_difference"
    SEEN_BY_ONE_SIDE = "seen_by_one_side"


#: (are the answers different, did one expect them to be) -> state (measurement.md 1.2).
STATES: dict[tuple[bool, bool], State] = {
    (False, False): State.SHARED_VIEW,
    (False, True): State.HIDDEN_AGREEMENT,
    (True, False): State.HIDDEN_DIFFERENCE,
    (True, True): State.KNOWN_DIFFERENCE,
}


def state_of(*, difference: float, expected: float) -> State:
    """One leader's state from the actual and the expected difference, cut at 30."""
    return STATES[reaches(difference, DIFFERENT_FROM), reaches(expected, DIFFERENT_FROM)]


def pair_state(a: State | None, b: State | None) -> PairState | None:
    """The state of the pair; None where one of the two has predicted nothing."""
    if a is None or b is None:
        return None
    return PairState(a) if a is b else PairState.SEEN_BY_ONE_SIDE
