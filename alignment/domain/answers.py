"""What one respondent has said: answers, predictions and importance, as values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from .formats import OptionId

#: A value as JSON holds it; the format of its item knows which of these it may be.
Value = float | str | Sequence[float] | Sequence[OptionId] | Sequence[OptionId | Sequence[OptionId]]

CERTAINTIES: dict[int, str] = {1: "guess", 2: "fairly sure", 3: "sure"}
IMPORTANCE_MIN, IMPORTANCE_MAX = 1, 5
#: Used where neither has rated the topic.
IMPORTANCE_DEFAULT = 3
REASON_LIMIT = 4000


class Side(StrEnum):
    BUSINESS = "business"
    TECHNOLOGY = "technology"


class AnswerState(StrEnum):
    VALUE = "value"
    DONT_KNOW = "dont_know"
    NOT_APPLICABLE = "not_applicable"
    SKIPPED = "skipped"


class PredictionState(StrEnum):
    VALUE = "value"
    CANT_SAY = "cant_say"
    SKIPPED = "skipped"


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """One answer; `value` is set exactly when the state is VALUE. Certainty and reason are never scored."""

    state: AnswerState = AnswerState.VALUE
    value: Value | None = None
    certainty: int | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Prediction:
    """What the respondent expects the other side to answer."""

    state: PredictionState = PredictionState.VALUE
    value: Value | None = None


SKIPPED = Answer(state=AnswerState.SKIPPED)
NOT_PREDICTED = Prediction(state=PredictionState.SKIPPED)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Everything one respondent has answered in a round; what is absent was skipped."""

    respondent: str
    side: Side
    answers: Mapping[str, Answer] = field(default_factory=dict)
    predictions: Mapping[str, Prediction] = field(default_factory=dict)
    #: Topic id to 1..5.
    importance: Mapping[str, int] = field(default_factory=dict)
    answered_on: date | None = None
