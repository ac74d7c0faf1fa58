"""A revealed round as the input of `score_answers`, so that anybody can compute its figures again."""

from .answers import Answer, AnswerState, Prediction, PredictionState, Sheet, Value
from .canonical import Json
from .formats import Allocation, AnyFormat, Choice, Percent, Pick, Ranking, SteppedFormat
from .instrument import Instrument, Item
from .records import document_of
from .scores import Direction
from .snapshot import RoundSnapshot


def score_input_of(snapshot: RoundSnapshot, *, instrument: Instrument) -> dict[str, Json]:
    """The document of measurement.md, section 10; the first respondent of each side are the pair.

    The file knows no reversed items: their answers are mirrored, which leaves every gap as it is and gives
    `signed` its direction.
    """
    ordered = sorted(snapshot.seats, key=lambda seat: seat.position)
    return {
        "items": [_item(item) for item in instrument.items],
        "respondents": [_respondent(seat.sheet, instrument) for seat in ordered],
    }


def _item(item: Item) -> Json:
    return {
        "id": item.id,
        "topic": item.topic,
        "format": _format(item.format),
        "must_agree": item.must_agree,
        "direction_keyed": item.direction is Direction.READINESS,
    }


def _format(ruler: AnyFormat) -> Json:
    extras: dict[str, Json] = {}
    if isinstance(ruler, SteppedFormat):
        extras = {"points": ruler.points}
    elif isinstance(ruler, Percent):
        extras = {"lo": ruler.lo, "hi": ruler.hi}
    elif isinstance(ruler, Ranking):
        extras = {"size": ruler.size}
    elif isinstance(ruler, Choice):
        extras = {"options": list(ruler.options)}
    elif isinstance(ruler, Pick):
        extras = {"pick": ruler.pick, "of": ruler.of}
    elif isinstance(ruler, Allocation):
        extras = {"parts": ruler.parts}
    return {"type": ruler.kind, **extras}


def _respondent(sheet: Sheet, instrument: Instrument) -> Json:
    return {
        "id": sheet.respondent,
        "side": sheet.side.value,
        "importance": document_of(sheet.importance),
        "answers": {
            item: _answer(instrument.item[item], answer)
            for item, answer in sheet.answers.items()
            if answer.state is not AnswerState.SKIPPED
        },
        "predictions": {
            item: _prediction(instrument.item[item], prediction)
            for item, prediction in sheet.predictions.items()
            if prediction.state is not PredictionState.SKIPPED
        },
    }


def _answer(item: Item, answer: Answer) -> Json:
    is_value = answer.state is AnswerState.VALUE
    entry: dict[str, Json] = {answer.state.value: _mirrored(item, answer.value) if is_value else True}
    if answer.certainty is not None:
        entry["certainty"] = answer.certainty
    if answer.reason:
        entry["reason"] = answer.reason
    return entry


def _prediction(item: Item, prediction: Prediction) -> Json:
    if prediction.state is PredictionState.CANT_SAY:
        return {prediction.state.value: True}
    return _mirrored(item, prediction.value)


def _mirrored(item: Item, value: Value | None) -> Json:
    if item.is_reversed and isinstance(value, int | float):
        if isinstance(item.format, SteppedFormat):
            return item.format.points + 1 - value
        if isinstance(item.format, Percent):
            return item.format.lo + item.format.hi - value
    return document_of(value)
