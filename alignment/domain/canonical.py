"""One byte sequence for one sheet of answers, for the sealing receipt and the hash of a snapshot."""

import hashlib
import json
from collections.abc import Iterable

from .answers import Answer, AnswerState, Prediction, PredictionState, Sheet, Value

CANONICAL_VERSION = 1

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def canonical_bytes(sheet: Sheet, *, instrument: str) -> bytes:
    """The sheet as JSON with sorted keys, no blanks, ASCII only; `instrument` is its code and version.

    Skipped answers are left out, so that a sheet with a skipped item and one without it are the same;
    the day of answering is left out because it is kept, and shown, beside the receipt.
    """
    return _encode(
        {
            "canonical": CANONICAL_VERSION,
            "instrument": instrument,
            "respondent": sheet.respondent,
            "side": sheet.side.value,
            "answers": {
                item: _answer(answer)
                for item, answer in sheet.answers.items()
                if answer.state is not AnswerState.SKIPPED
            },
            "predictions": {
                item: _prediction(prediction)
                for item, prediction in sheet.predictions.items()
                if prediction.state is not PredictionState.SKIPPED
            },
            "importance": dict(sheet.importance),
        }
    )


def receipt(sheet: Sheet, *, instrument: str) -> str:
    """The SHA-256 of a sealed sheet, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_bytes(sheet, instrument=instrument)).hexdigest()


def snapshot_hash(sheets: Iterable[Sheet], *, instrument: str, scoring_version: str) -> str:
    """The SHA-256 of everything a set of scores was computed from, whatever the order of the sheets."""
    receipts = sorted(receipt(sheet, instrument=instrument) for sheet in sheets)
    return hashlib.sha256(_encode({"scoring": scoring_version, "sheets": [*receipts]})).hexdigest()


def _encode(document: Json) -> bytes:
    return json.dumps(document, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def _answer(answer: Answer) -> Json:
    entry = _state(answer.state.value, answer.value)
    if answer.certainty is not None:
        entry["certainty"] = answer.certainty
    if answer.reason:
        entry["reason"] = answer.reason
    return entry


def _prediction(prediction: Prediction) -> Json:
    return _state(prediction.state.value, prediction.value)


def _state(state: str, value: Value | None) -> dict[str, Json]:
    return {"state": state} if value is None else {"state": state, "value": _plain(value)}


def _plain(value: object) -> Json:
    """The value as JSON, with 12.0 written as 12: a database may give back either."""
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str | int | float):
        return value
    raise TypeError(f"not a value of an answer: {type(value).__name__}")
