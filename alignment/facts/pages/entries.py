"""What stands in the fields of one question, as the texts a form sends and shows again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from alignment.domain.instrument import Item

RANK = "rank-"
PART = "part-"
#: States beside the scale travel as "state:dont_know", so that no option's id can be mistaken for one.
STATE = "state:"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """The fields of one question; `by_option` holds ranks or points, `beside` a state off the scale."""

    values: tuple[str, ...] = ()
    by_option: Mapping[str, str] = field(default_factory=dict)
    beside: str = ""
    certainty: str = ""
    reason: str = ""

    @property
    def value(self) -> str:
        return self.values[-1] if self.values else ""

    @property
    def has_answer(self) -> bool:
        return any(text.strip() for text in (*self.values, *self.by_option.values()))


def fields_of(item: Item | None, entry: Entry) -> tuple[tuple[str, str], ...]:
    """Return the names and texts of all filled fields, as a form would send them."""
    prefix = RANK if item and item.format.kind == "ranking" else PART
    beside = (("beside", STATE + entry.beside),) if entry.beside else ()
    return (
        *(("value", text) for text in entry.values),
        *((prefix + option, text) for option, text in entry.by_option.items()),
        *beside,
        ("certainty", entry.certainty),
        ("reason", entry.reason),
    )


def entry_of(
    item: Item | None, *, state: str, value: object, certainty: int | None = None, reason: str = ""
) -> Entry:
    """Turn a stored answer back into the fields it came from; without an item it is a topic's importance."""
    values, by_option = field_texts(item, value) if state == "value" else ((), {})
    return Entry(
        values=values,
        by_option=by_option,
        beside=state if state not in {"value", "empty"} else "",
        certainty=str(certainty or ""),
        reason=reason,
    )


def field_texts(item: Item | None, value: object) -> tuple[tuple[str, ...], dict[str, str]]:
    kind = item.format.kind if item else "scale"
    if kind == "ranking":
        return (), {str(option): str(place) for place, option in enumerate(_sequence(value), start=1)}
    if kind == "allocation" and item:
        points = zip(item.options, _sequence(value), strict=True)
        return (), {option.id: plain_number(cast(float, part)) for option, part in points}
    if kind == "pick":
        return tuple(map(str, _sequence(value))), {}
    if isinstance(value, int | float):
        return (plain_number(value),), {}
    return (str(value),), {}


def _sequence(value: object) -> Sequence[object]:
    return cast(Sequence[object], value)


def plain_number(value: float) -> str:
    """12.0 -> "12", 12.5 -> "12.5": as one types it, without separators."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def shown_number(value: float) -> str:
    """250000 -> "250,000", 12.50 -> "12.5": as one reads it."""
    return f"{int(value):,}" if float(value).is_integer() else f"{float(value):,}"
