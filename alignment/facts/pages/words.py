"""Answers in words: for the check-answers page, and where two versions of one answer stand side by side."""

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from alignment.domain.instrument import Item
from alignment.facts.pages.entries import shown_number

STATE_WORDS: Mapping[str, str] = {
    "dont_know": "I don’t know",
    "not_applicable": "Does not apply",
    "cant_say": "I can’t say",
    "empty": "Not answered",
}
CERTAINTY_WORDS: Mapping[int, str] = {1: "A guess", 2: "Fairly sure", 3: "Sure"}
IMPORTANCE_LABELS = ("Not important", "Slightly important", "Important", "Very important", "Decisive")


def answer_words(item: Item | None, *, state: str, value: object) -> str:
    """Say an answer in the words of its question; without an item it is a topic's importance."""
    if state != "value":
        return STATE_WORDS[state]
    if item is None:
        return IMPORTANCE_LABELS[cast(int, value) - 1]
    return WORDS[item.format.kind](item, value)


def _scale(item: Item, value: object) -> str:
    return item.labels[cast(int, value) - 1]


def _bipolar(item: Item, value: object) -> str:
    left, middle, right = item.labels
    step = cast(int, value)
    if step == 4:
        return f"4 of 7: {middle}"
    return f"{step} of 7, towards “{left if step < 4 else right}”"


def _percent(item: Item, value: object) -> str:
    number = shown_number(cast(float, value))
    return f"{number}%" if item.unit == "%" else f"{number} {item.unit}"


def _number(item: Item, value: object) -> str:
    return f"{shown_number(cast(float, value))} {item.unit}"


def _ranking(item: Item, value: object) -> str:
    return " · ".join(f"{place}. {item.label_of(one)}" for place, one in enumerate(_list(value), start=1))


def _choice(item: Item, value: object) -> str:
    return item.label_of(value)


def _pick(item: Item, value: object) -> str:
    return " · ".join(option.label for option in item.options if option.id in _list(value))


def _allocation(item: Item, value: object) -> str:
    shares = zip(item.options, _list(value), strict=True)
    return " · ".join(f"{option.label} {shown_number(cast(float, share))}" for option, share in shares)


def _text(item: Item, value: object) -> str:
    return str(value)


def _list(value: object) -> Sequence[object]:
    return cast(Sequence[object], value)


WORDS: Mapping[str, Callable[[Item, object], str]] = {
    "scale": _scale,
    "bipolar": _bipolar,
    "percent": _percent,
    "number": _number,
    "ranking": _ranking,
    "choice": _choice,
    "pick": _pick,
    "allocation": _allocation,
    "text": _text,
}
