"""The control of every answer format: what its template prints."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from alignment.domain.formats import Percent, Pick
from alignment.domain.instrument import Item, Topic
from alignment.facts.pages.course import Part, Step
from alignment.facts.pages.entries import PART, RANK, STATE, Entry
from alignment.facts.pages.words import CERTAINTY_WORDS, IMPORTANCE_LABELS, STATE_WORDS


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A radio, a checkbox, a rank's row or a part of an allocation; `text` is what stands in its field."""

    value: str
    label: str
    key: str = ""
    is_chosen: bool = False
    name: str = ""
    text: str = ""
    places: tuple["Choice", ...] = ()


@dataclass(frozen=True, kw_only=True)
class Control:
    """One answer field; what is set depends on the format. `beside_name` is the field of "I don't know"."""

    template: str
    label: str
    choices: tuple[Choice, ...] = ()
    text: str = ""
    unit: str = ""
    limit: int = 0
    ends: tuple[str, ...] = ()
    note: str = ""
    beside_name: str = "value"


CONTROL = "alignment/controls/{}.html"

BESIDE: Mapping[Part, tuple[str, ...]] = {
    Part.OWN: ("dont_know", "not_applicable"),
    Part.PREDICTION: ("cant_say",),
    Part.IMPORTANCE: (),
}


def control_of(step: Step, entry: Entry) -> Control:
    if step.item is None:
        return _importance(step.topic, entry)
    return CONTROLS[step.item.format.kind](step.item, entry)


def beside_choices(part: Part, entry: Entry) -> tuple[Choice, ...]:
    """The answers off the scale: "I don't know" and its like."""
    return tuple(
        Choice(value=STATE + state, label=STATE_WORDS[state], is_chosen=entry.beside == state)
        for state in BESIDE[part]
    )


def certainty_choices(entry: Entry) -> tuple[Choice, ...]:
    return tuple(
        Choice(value=str(step), label=label, is_chosen=entry.certainty == str(step))
        for step, label in CERTAINTY_WORDS.items()
    )


def _steps(labels: Iterable[str], entry: Entry) -> tuple[Choice, ...]:
    return tuple(
        Choice(value=str(step), key=str(step), label=label, is_chosen=entry.value == str(step))
        for step, label in enumerate(labels, start=1)
    )


def _importance(topic: Topic, entry: Entry) -> Control:
    return Control(
        template=CONTROL.format("scale"), label=topic.title, choices=_steps(IMPORTANCE_LABELS, entry)
    )


def _scale(item: Item, entry: Entry) -> Control:
    return Control(template=CONTROL.format("scale"), label=item.text, choices=_steps(item.labels, entry))


def _bipolar(item: Item, entry: Entry) -> Control:
    left, middle, right = item.labels
    labels = (f"1, {left}", "2", "3", f"4, {middle}", "5", "6", f"7, {right}")
    return Control(
        template=CONTROL.format("bipolar"),
        label=item.text,
        choices=_steps(labels, entry),
        ends=(left, middle, right),
    )


def _percent(item: Item, entry: Entry) -> Control:
    assert isinstance(item.format, Percent)
    lo, hi = f"{item.format.lo:g}", f"{item.format.hi:g}"
    return Control(
        template=CONTROL.format("amount"),
        label=f"Your answer, from {lo} to {hi} {item.unit}",
        text=entry.value,
        unit=item.unit,
        note=f"A number from {_end(lo, item.lo_label)} to {_end(hi, item.hi_label)}.",
        beside_name="beside",
    )


def _end(number: str, label: str) -> str:
    """0 (none of it)."""
    return f"{number} ({label[0].lower()}{label[1:]})" if label else number


def _number(item: Item, entry: Entry) -> Control:
    return Control(
        template=CONTROL.format("amount"),
        label=f"Your answer in {item.unit}",
        text=entry.value,
        unit=item.unit,
        beside_name="beside",
    )


def _ranking(item: Item, entry: Entry) -> Control:
    ranks = [str(place) for place in range(1, len(item.options) + 1)]
    rows = tuple(
        Choice(
            value=option.id,
            name=RANK + option.id,
            label=option.label,
            places=tuple(
                Choice(value=rank, label=rank, is_chosen=entry.by_option.get(option.id) == rank)
                for rank in ranks
            ),
        )
        for option in item.options
    )
    note = f"Give every one a rank from 1 to {len(ranks)}; 1 comes first."
    return Control(
        template=CONTROL.format("ranking"), label=item.text, choices=rows, note=note, beside_name="beside"
    )


def _options(item: Item, entry: Entry) -> tuple[Choice, ...]:
    return tuple(
        Choice(value=option.id, label=option.label, is_chosen=option.id in entry.values)
        for option in item.options
    )


def _choice(item: Item, entry: Entry) -> Control:
    return Control(template=CONTROL.format("choice"), label=item.text, choices=_options(item, entry))


def _pick(item: Item, entry: Entry) -> Control:
    assert isinstance(item.format, Pick)
    wanted = item.format.pick
    return Control(
        template=CONTROL.format("pick"),
        label=item.text,
        choices=_options(item, entry),
        limit=wanted,
        note=f"Choose {wanted}.",
        beside_name="beside",
    )


def _allocation(item: Item, entry: Entry) -> Control:
    rows = tuple(
        Choice(
            value=option.id,
            name=PART + option.id,
            label=option.label,
            text=entry.by_option.get(option.id, ""),
        )
        for option in item.options
    )
    note = "Share out 100 points."
    return Control(
        template=CONTROL.format("allocation"),
        label=item.text,
        choices=rows,
        limit=100,
        note=note,
        beside_name="beside",
    )


def _text(item: Item, entry: Entry) -> Control:
    return Control(
        template=CONTROL.format("text"), label=item.text, text=entry.value, limit=4000, beside_name="beside"
    )


CONTROLS: Mapping[str, Callable[[Item, Entry], Control]] = {
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
