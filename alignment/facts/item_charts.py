"""One item on its own scale, with both answers on it, and the signed differences of all topics."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import cast

from alignment.domain.formats import Percent
from alignment.domain.instrument import Instrument, Item
from alignment.domain.scores import ItemScore, TopicScore
from alignment.facts.pages.words import answer_words
from common.charts import (
    AxisLabel,
    Diverging,
    DivergingBar,
    Names,
    Reading,
    ScaleStrip,
    doubling_labels,
    log_position,
)

GUESS = 1
NO_DIRECTION = "No question of this topic has a direction"
#: The axis of a quantity begins at half of the smaller answer and ends at twice the larger, in doublings.
MARGIN_DOUBLINGS = 1


def item_strip(item: Item, score: ItemScore, *, names: Names) -> ScaleStrip | None:
    """The scale of an item with both answers; None for formats that are not a line, and without a gap."""
    axis = AXES.get(item.format.kind)
    if axis is None or score.gap is None:
        return None
    a, b = cast(float, score.a.value), cast(float, score.b.value)
    labels, position = axis(item, a, b)
    return ScaleStrip(
        key=f"item-{item.id.replace('.', '-')}",
        title=f"{item.number} {item.text}",
        names=names,
        labels=labels,
        first=_reading(item, a, position(a), score.a.certainty),
        second=_reading(item, b, position(b), score.b.certainty),
    )


def _reading(item: Item, value: float, position: float, certainty: int | None) -> Reading:
    answer = answer_words(item, state="value", value=value)
    return Reading(position=position, answer=answer, is_guess=certainty == GUESS)


Position = Callable[[float], float]
Axis = Callable[[Item, float, float], tuple[tuple[AxisLabel, ...], Position]]


def _scale(item: Item, _a: float, _b: float) -> tuple[tuple[AxisLabel, ...], Position]:
    last = len(item.labels) - 1
    labels = tuple(AxisLabel(position=step / last, text=text) for step, text in enumerate(item.labels))
    return labels, lambda value: (value - 1) / last


def _bipolar(item: Item, _a: float, _b: float) -> tuple[tuple[AxisLabel, ...], Position]:
    labels = tuple(AxisLabel(position=step / 2, text=text) for step, text in enumerate(item.labels))
    return labels, lambda value: (value - 1) / 6


def _percent(item: Item, _a: float, _b: float) -> tuple[tuple[AxisLabel, ...], Position]:
    ruler = cast(Percent, item.format)
    ends = (
        (0.0, f"{ruler.lo:g}{item.unit}"),
        (0.5, f"{(ruler.lo + ruler.hi) / 2:g}{item.unit}"),
        (1.0, f"{ruler.hi:g}{item.unit}"),
    )
    return tuple(AxisLabel(position=at, text=text) for at, text in ends), ruler.unit


def _number(item: Item, a: float, b: float) -> tuple[tuple[AxisLabel, ...], Position]:
    """A ratio axis: equal distances are equal factors, as in the gap; zero stands at its left end."""
    smallest, largest = min(value for value in (a, b, 1) if value > 0), max(a, b, 1)
    low = 2.0 ** (math.floor(math.log2(smallest)) - MARGIN_DOUBLINGS)
    high = 2.0 ** (math.ceil(math.log2(largest)) + MARGIN_DOUBLINGS)
    labels = doubling_labels(low=low, high=high, unit=item.unit)
    return labels, lambda value: log_position(max(value, low), low=low, high=high)


AXES: Mapping[str, Axis] = {"scale": _scale, "bipolar": _bipolar, "percent": _percent, "number": _number}


def signed_bars(*, instrument: Instrument, topics: Sequence[TopicScore], names: Names) -> Diverging:
    """Who answers more confidently, by topic: technology minus business where "more" has a meaning."""
    return Diverging(
        key="direction",
        title="Who is more confident, by topic",
        negative_name=f"{names.first} more confident",
        positive_name=f"{names.second} more confident",
        bars=tuple(
            DivergingBar(
                label=instrument.topic[topic.id].title,
                value=topic.signed_readiness,
                note="" if topic.signed_readiness is not None else NO_DIRECTION,
            )
            for topic in topics
        ),
    )
