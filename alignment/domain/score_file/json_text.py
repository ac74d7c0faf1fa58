"""From bytes to a JSON document, refusing what Python's parser would let pass."""

import json
from collections import Counter

from ..reading import Fault, Path, dotted

#: Longer whole numbers are read as decimal ones: every check refuses them, and none of them costs time.
_DIGITS_LIMIT = 30


class ScoreFileError(Exception):
    """The file cannot be scored; `lines` holds one line per fault, each with its place."""

    def __init__(self, *lines: str) -> None:
        self.lines = lines
        super().__init__("\n".join(lines))

    @classmethod
    def of(cls, faults: list[Fault]) -> "ScoreFileError":
        return cls(*(f"{dotted(fault.path) or 'file'}: {fault.reason}" for fault in faults))


class _Repeating(dict[str, object]):
    """An object in which a key stands twice; JSON parsers would silently keep the last."""

    repeated: tuple[str, ...] = ()


def parse_json(content: bytes) -> object:
    """The document; raises ScoreFileError for bytes that are not UTF-8, not JSON, or ambiguous."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ScoreFileError(f"byte {error.start + 1}: is not UTF-8 text") from error
    try:
        document: object = json.loads(text, object_pairs_hook=_object, parse_int=_whole_number)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise ScoreFileError(f"{place}: is not JSON: {error.msg}") from error
    except RecursionError as error:
        raise ScoreFileError("file: is nested too deeply to read") from error
    faults = _repeated_keys(document)
    if faults:
        raise ScoreFileError.of(faults)
    return document


def _whole_number(digits: str) -> float:
    return int(digits) if len(digits) <= _DIGITS_LIMIT else float(digits)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    times = Counter(key for key, _ in pairs)
    repeating = _Repeating(found)
    repeating.repeated = tuple(key for key in found if times[key] > 1)
    return repeating


def _repeated_keys(document: object) -> list[Fault]:
    faults = []
    waiting: list[tuple[Path, object]] = [((), document)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, _Repeating):
            faults += [Fault(path=(*path, key), reason="stands here twice") for key in value.repeated]
        if isinstance(value, dict):
            waiting += [((*path, key), inner) for key, inner in value.items()]
        elif isinstance(value, list):
            waiting += [((*path, place), inner) for place, inner in enumerate(value)]
    return faults
