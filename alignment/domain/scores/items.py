"""The result of one item for a pair: a gap, or the reason why there is none."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from ..answers import Answer, AnswerState, Prediction, PredictionState
from ..bands import WIDE_FROM, Band, band, reaches
from ..formats import OTHER, Choice
from ..states import State, state_of
from .plan import ItemSpec
from .trace import Trace

_VALUE = AnswerState.VALUE
_PREDICTED = PredictionState.VALUE


class Flag(StrEnum):
    """Why an item has no gap."""

    TEXT = "text"
    EXCLUDED = "excluded"
    MISSING = "missing"
    SCOPE_GAP = "scope_gap"
    SHARED_UNKNOWN = "shared_unknown"
    KNOWLEDGE_GAP = "knowledge_gap"
    READ_TEXT = "read_text"


#: Items with these flags count neither for coverage nor for the bounds.
NOT_ELIGIBLE = frozenset({Flag.TEXT, Flag.EXCLUDED})


def is_free_text(item: ItemSpec, _a: Answer, _b: Answer) -> bool:
    """Free text is never scored; both texts are shown side by side."""
    return not item.format.is_scored


def applies_to_neither(_item: ItemSpec, a: Answer, b: Answer) -> bool:
    """Both say that the item does not apply: it leaves the comparison."""
    return a.state is b.state is AnswerState.NOT_APPLICABLE


def is_unanswered(_item: ItemSpec, a: Answer, b: Answer) -> bool:
    """One of the two has skipped the item; nobody knows what the silent one would have said."""
    return a.state is AnswerState.SKIPPED or b.state is AnswerState.SKIPPED


def applies_to_one(_item: ItemSpec, a: Answer, b: Answer) -> bool:
    """Exactly one says that the item does not apply."""
    return AnswerState.NOT_APPLICABLE in (a.state, b.state)


def is_unknown_to_both(_item: ItemSpec, a: Answer, b: Answer) -> bool:
    """Both say "I don't know"."""
    return a.state is b.state is AnswerState.DONT_KNOW


def is_unknown_to_one(_item: ItemSpec, a: Answer, b: Answer) -> bool:
    """Exactly one says "I don't know"; who it is stays private."""
    return AnswerState.DONT_KNOW in (a.state, b.state)


def is_other_twice(item: ItemSpec, a: Answer, b: Answer) -> bool:
    """Both chose "other": the same word for what may be two different answers."""
    return isinstance(item.format, Choice) and a.value == b.value == OTHER


FlagRule = Callable[[ItemSpec, Answer, Answer], bool]

#: The first rule that holds names the flag; the order is normative (measurement.md 5.3).
ITEM_FLAGS: tuple[tuple[Flag, FlagRule], ...] = (
    (Flag.TEXT, is_free_text),
    (Flag.EXCLUDED, applies_to_neither),
    (Flag.MISSING, is_unanswered),
    (Flag.SCOPE_GAP, applies_to_one),
    (Flag.SHARED_UNKNOWN, is_unknown_to_both),
    (Flag.KNOWLEDGE_GAP, is_unknown_to_one),
    (Flag.READ_TEXT, is_other_twice),
)


def flag_of(item: ItemSpec, a: Answer, b: Answer) -> Flag | None:
    """Why the item has no gap; None where it has one."""
    return next((flag for flag, holds in ITEM_FLAGS if holds(item, a, b)), None)


class ItemView(NamedTuple):
    """One leader's expectation on one item; private to that leader."""

    #: The gap between the leader's own answer and the prediction; None where the own answer has no value.
    expected: float | None
    #: The gap between the prediction and what the other answered; None where the other gave no value.
    surprise: float | None


class ItemScore(NamedTuple):
    """One item of a pair, with everything its number was computed from."""

    item: ItemSpec
    a: Answer
    b: Answer
    flag: Flag | None
    gap: float | None
    #: Technology minus business; for reversed items the sign is turned, so that plus always means "more".
    signed: float | None
    view_a: ItemView | None
    view_b: ItemView | None

    @property
    def is_scored(self) -> bool:
        return self.gap is not None

    @property
    def is_eligible(self) -> bool:
        return self.flag not in NOT_ELIGIBLE

    @property
    def band(self) -> Band | None:
        return None if self.gap is None else band(self.gap)

    @property
    def breaks_must_agree(self) -> bool:
        """A must-agree item at 50 or more; any mismatch of single choices, as six options never reach 50."""
        if not self.item.must_agree or self.gap is None:
            return False
        return reaches(self.gap, WIDE_FROM) or (isinstance(self.item.format, Choice) and self.gap > 0)

    @property
    def state_a(self) -> State | None:
        return self._state(self.view_a)

    @property
    def state_b(self) -> State | None:
        return self._state(self.view_b)

    def _state(self, view: ItemView | None) -> State | None:
        if view is None or view.expected is None or self.gap is None:
            return None
        return state_of(difference=self.gap, expected=view.expected)

    @property
    def trace(self) -> Trace:
        """How the gap came about, step by step."""
        return Trace.of(rule=self.item.format, a=self.a.value, b=self.b.value, gap=self.gap)


def score_item(item: ItemSpec, a: Answer, b: Answer, by_a: Prediction, by_b: Prediction) -> ItemScore:
    """Score one item; `by_a` is what a predicts b to answer, and the other way round."""
    view_a = _view(item, a, by_a, b) if by_a.state is _PREDICTED else None
    view_b = _view(item, b, by_b, a) if by_b.state is _PREDICTED else None
    ruler = item.format
    is_plain = a.state is _VALUE and b.state is _VALUE and not ruler.may_need_reading
    flag = None if is_plain else flag_of(item, a, b)
    if flag is not None:
        return ItemScore(item, a, b, flag, None, None, view_a, view_b)
    gap, signed = ruler.gap(a.value, b.value), ruler.signed(a.value, b.value)
    if signed and item.is_reversed:
        signed = -signed
    return ItemScore(item, a, b, None, gap, signed, view_a, view_b)


def _view(item: ItemSpec, own: Answer, prediction: Prediction, other: Answer) -> ItemView | None:
    ruler = item.format
    if not ruler.is_predictable:
        return None
    return ItemView(
        ruler.gap(own.value, prediction.value) if own.state is _VALUE else None,
        ruler.gap(prediction.value, other.value) if other.state is _VALUE else None,
    )
