"""How the results are said: distances, flags, advice; about answers and topics, never about persons."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from ..answers import Value
from ..bands import Band, round_half_up
from ..formats import OptionId, Places, Ranking
from ..instrument import Item, Tag
from ..scores import Flag, ItemScore, Part
from ..states import PairState, State

#: How a difference is resolved: what to ask, by the tag of the item.
ADVICE: Mapping[Tag, str] = {
    Tag.JUDGEMENT: "What do you each know that the other may not?",
    Tag.FACT: "Who can look this up by Friday?",
    Tag.PREFERENCE: "Who decides, and by when?",
}

BAND_WORDS: Mapping[Band, str] = {
    Band.ALIGNED: "aligned",
    Band.MINOR: "minor difference",
    Band.NOTABLE: "notable difference",
    Band.WIDE: "wide difference",
}

STATE_WORDS: Mapping[State | PairState, str] = {
    State.SHARED_VIEW: "Shared view",
    State.HIDDEN_AGREEMENT: "Hidden agreement",
    State.HIDDEN_DIFFERENCE: "Hidden difference",
    State.KNOWN_DIFFERENCE: "Known difference",
    PairState.SEEN_BY_ONE_SIDE: "Seen by one side only",
}

#: What the state of the pair means on a topic, by whether its gap is one of 30 or more.
STATE_SENTENCES: Mapping[tuple[bool, PairState], str] = {
    (False, PairState.SHARED_VIEW): "You agree here, and you both expected to.",
    (False, PairState.HIDDEN_AGREEMENT): "You agree here, and neither of you expected to.",
    (False, PairState.SEEN_BY_ONE_SIDE): "You agree here, and only one of you expected to.",
    (True, PairState.HIDDEN_DIFFERENCE): "You both expected to agree here.",
    (True, PairState.KNOWN_DIFFERENCE): "You differ here, and you both knew.",
    (True, PairState.SEEN_BY_ONE_SIDE): "You differ here, and only one of you saw it coming.",
}
#: The topic's gap and the questions that were predicted may lie on different sides of 30.
OFF_PREDICTION_SENTENCES: Mapping[bool, str] = {
    False: "You are close here, though not on the questions you predicted.",
    True: "You differ here, though not on the questions you predicted.",
}
#: A topic may be close on the whole and still hold the one question that must be agreed.
CLOSE_BUT_UNSETTLED = "You are close here, but not on what has to be settled."
UNPREDICTED_SENTENCES: Mapping[bool, str] = {
    False: "Your answers are close here.",
    True: "Your answers differ here.",
}

FLAG_SENTENCES: Mapping[Flag, str] = {
    Flag.TEXT: "Read both texts side by side.",
    Flag.EXCLUDED: "You both say that this does not apply.",
    Flag.MISSING: "Not answered by both.",
    Flag.SCOPE_GAP: "One of you says that this does not apply.",
    Flag.SHARED_UNKNOWN: "Open fact: neither of you knows yet.",
    Flag.KNOWLEDGE_GAP: "Open fact: one of you has an answer, the other does not know yet.",
    Flag.READ_TEXT: 'You both chose "other": read what each of you means.',
}

PART_SENTENCES: Mapping[Part | None, str] = {
    Part.LEVEL: "Mostly level: one of you is consistently more confident.",
    Part.SPREAD: "Mostly spread: one of you tells strong from weak more sharply.",
    Part.PATTERN: "Mostly pattern: you see different strengths.",
    None: "No single pattern: you differ in level, in spread and in where you see strengths.",
}

NOT_ENOUGH = "Not enough answers yet."
WIDER_THAN_RANDOM = "Wider than two random answers would be."
MUST_AGREE = "This one has to be settled before you start."

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
#: Ratios below this would read as "1 times".
_SAME_RATIO = 1.05
#: From here on decimals say more than anybody knows.
_WHOLE_FROM = 10


def in_words(count: int) -> str:
    """Small numbers as words, others as digits."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else str(count)


def counted(count: int, singular: str, plural: str = "") -> str:
    """`one step`, `two steps`."""
    return f"{in_words(count)} {singular if count == 1 else plural or singular + 's'}"


def distance_in_words(item: Item, score: ItemScore) -> str:
    """How far apart the two answers are, in the terms of the item; without a gap, the reason."""
    if score.flag is not None:
        return FLAG_SENTENCES[score.flag]
    if score.gap == 0:
        return "the same answer"
    return DISTANCES[item.format.kind](item, score.a.value, score.b.value)


def _steps(_item: Item, a: int, b: int) -> str:
    return f"{counted(abs(a - b), 'step')} apart"


def _points(item: Item, a: float, b: float) -> str:
    unit = "points" if item.unit in ("%", "") else item.unit
    return f"{figure(abs(a - b))} {unit} apart"


def _times(item: Item, a: float, b: float) -> str:
    low, high = min(a, b), max(a, b)
    if low == 0:
        return f"0 against {figure(high)} {item.unit}".rstrip()
    if high / low < _SAME_RATIO:
        return "nearly the same"
    return f"{figure(high / low)} times {item.comparison}"


def _pairs(item: Item, a: Value, b: Value) -> str:
    ruler = cast(Ranking, item.format)
    return (
        f"{ruler.discordant(cast(Places, a), cast(Places, b)):g} of {ruler.pairs} pairs ordered differently"
    )


def _choices(_item: Item, _a: Value, _b: Value) -> str:
    return "different choices"


def _picks(_item: Item, a: Sequence[OptionId], b: Sequence[OptionId]) -> str:
    common = len(set(a) & set(b))
    shared = in_words(common) if common else "none"
    return f"{shared} of {in_words(len(a))} picks in common"


def _parts(_item: Item, a: Sequence[float], b: Sequence[float]) -> str:
    moved = sum(abs(x - y) for x, y in zip(a, b, strict=True)) / 2
    return f"{figure(moved)} of 100 points placed differently"


def figure(number: float) -> str:
    """A positive number for the eye: one decimal below ten, none above, no `.0`."""
    if number >= _WHOLE_FROM:
        return str(round_half_up(number))
    return f"{round_half_up(number * 10) / 10:g}"


#: Format kind -> its distance in words. Any: the format has checked the values when the sheet was read.
DISTANCES: Mapping[str, Callable[[Item, Any, Any], str]] = {
    "scale": _steps,
    "bipolar": _steps,
    "percent": _points,
    "number": _times,
    "ranking": _pairs,
    "choice": _choices,
    "pick": _picks,
    "allocation": _parts,
}
