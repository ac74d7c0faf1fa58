"""Reads northwind.toml: who there is, and who says what in which round."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alignment.models import Answer

Kind, State = Answer.Kind, Answer.State

DONT_KNOW, NOT_APPLICABLE = "?", "-"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One saved field of one person."""

    kind: str
    item: str
    state: str
    value: object = None
    certainty: int | None = None
    reason: str = ""


def story() -> dict[str, Any]:
    """Return the whole file (Any: a TOML document, read below by name)."""
    return tomllib.loads((Path(__file__).parent / "northwind.toml").read_text(encoding="utf-8"))


def first_lines(told: Mapping[str, Any], who: str) -> Iterator[Line]:
    """Everything one person said in the first round, predictions and importance included."""
    for item, said in told["answers"].items():
        yield _own(item, said[who], certainty=said.get(f"{who}_sure"), reason=said.get(f"{who}_why", ""))
        if f"{who}_expects" in said:
            yield Line(kind=Kind.PREDICTION, item=item, state=State.VALUE, value=said[f"{who}_expects"])
    for topic, rated in told["importance"].items():
        place = 0 if who == "ceo" else 1
        yield Line(kind=Kind.IMPORTANCE, item=topic, state=State.VALUE, value=rated[place])


def later_lines(told: Mapping[str, Any], who: str) -> Iterator[Line]:
    """What one person has said so far in the second round."""
    for item, said in told["later"][who].items():
        yield _own(item, said["value"], certainty=said["sure"], reason=said.get("why", ""))
        if "expects" in said:
            yield Line(kind=Kind.PREDICTION, item=item, state=State.VALUE, value=said["expects"])


def _own(item: str, value: object, *, certainty: int | None, reason: str) -> Line:
    states = {DONT_KNOW: State.DONT_KNOW, NOT_APPLICABLE: State.NOT_APPLICABLE}
    state = states.get(value, State.VALUE) if isinstance(value, str) else State.VALUE
    kept = value if state is State.VALUE else None
    return Line(kind=Kind.OWN, item=item, state=state, value=kept, certainty=certainty, reason=reason)
