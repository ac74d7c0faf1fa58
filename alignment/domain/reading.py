"""Reading a document from outside key by key, collecting everything that is wrong with it."""

import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

from .formats import QUANTITY_LIMIT, is_number, text_fault

Path = tuple[str | int, ...]
T = TypeVar("T")
#: Longer keys are cut when a fault names them.
KEY_SHOWN = 60
_PLAIN_KEY = re.compile(r"[A-Za-z0-9_.\-]{1,60}")


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What is wrong at one place of a document."""

    path: Path
    reason: str


def dotted(path: Path) -> str:
    """The place as one line of plain letters: `respondents[1].answers.d.3.value`."""
    words = []
    for part in path:
        if isinstance(part, int):
            words.append(f"[{part}]")
        elif _PLAIN_KEY.fullmatch(part):
            words.append(f".{part}" if words else part)
        else:
            words.append(f"[{json.dumps(part if len(part) <= KEY_SHOWN else part[:KEY_SHOWN] + '...')}]")
    return "".join(words)


class Table:
    """One mapping of a document.

    Each reading method returns a value of the promised type: where the document is wrong it notes a fault
    and returns a stand-in, so that reading goes on and finds the other faults too.
    """

    def __init__(self, raw: Mapping[str, object], *, path: Path, faults: list[Fault]) -> None:
        self.raw = raw
        self.path = path
        self.faults = faults
        self._known: set[str] = set()

    def fault(self, key: str | int | None, reason: str) -> None:
        """Note a fault at a key of this table, or at the table itself."""
        path = self.path if key is None else (*self.path, key)
        self.faults.append(Fault(path=path, reason=reason))

    def take(
        self, key: str, check: Callable[[object], str | None], *, stand_in: T, default: T | None = None
    ) -> T:
        """The value of a key if `check` finds nothing wrong; without a default the key is required."""
        self._known.add(key)
        if key not in self.raw:
            if default is None:
                self.fault(key, "is missing")
            return stand_in if default is None else default
        reason = check(self.raw[key])
        if reason is None:
            return cast(T, self.raw[key])
        self.fault(key, reason)
        return stand_in

    def text(self, key: str, *, limit: int = 200, default: str | None = None) -> str:
        """A text; it may be empty only if it may be absent."""

        def check(value: object) -> str | None:
            return "must not be empty" if value == "" and default is None else text_fault(value, limit=limit)

        return self.take(key, check, stand_in="", default=default)

    def yes(self, key: str) -> bool:
        """A switch that is off when absent."""

        def check(value: object) -> str | None:
            return None if isinstance(value, bool) else "must be true or false"

        return self.take(key, check, stand_in=False, default=False)

    def whole(self, key: str, *, lo: int, hi: int, default: int | None = None) -> int:
        def check(value: object) -> str | None:
            is_fine = type(value) is int and lo <= value <= hi
            return None if is_fine else f"must be a whole number from {lo} to {hi}"

        return self.take(key, check, stand_in=lo, default=default)

    def number(self, key: str, *, default: float) -> float:
        def check(value: object) -> str | None:
            is_fine = is_number(value) and abs(value) <= QUANTITY_LIMIT
            return None if is_fine else "must be a number"

        return self.take(key, check, stand_in=default, default=default)

    def one_of(self, key: str, allowed: Collection[str], *, default: str | None = None) -> str:
        def check(value: object) -> str | None:
            is_fine = isinstance(value, str) and value in allowed
            return None if is_fine else "must be one of " + ", ".join(allowed)

        return self.take(key, check, stand_in="", default=default)

    def items(self, key: str, *, lo: int, hi: int, what: str) -> list[object]:
        """A list of `lo` to `hi` entries, which the caller checks."""

        def check(value: object) -> str | None:
            if not isinstance(value, list):
                return f"must be a list of {what}"
            return (
                None if lo <= len(value) <= hi else f"must list {lo} to {hi} {what}, but lists {len(value)}"
            )

        return self.take(key, check, stand_in=[])

    def texts(self, key: str, *, lo: int, hi: int, what: str) -> tuple[str, ...]:
        """A list of texts that are not empty."""
        found = self.items(key, lo=lo, hi=hi, what=what)
        for place, value in enumerate(found):
            reason = "must not be empty" if value == "" else text_fault(value, limit=200)
            if reason is not None:
                self.faults.append(Fault(path=(*self.path, key, place), reason=reason))
        return tuple(value for value in found if isinstance(value, str))

    def tables(self, key: str, *, lo: int, hi: int, what: str) -> "list[Table]":
        """A list of tables; entries that are something else are faults."""
        tables = []
        for place, value in enumerate(self.items(key, lo=lo, hi=hi, what=what)):
            path = (*self.path, key, place)
            if isinstance(value, dict):
                tables.append(Table(value, path=path, faults=self.faults))
            else:
                self.faults.append(Fault(path=path, reason="must be a table of keys and values"))
        return tables

    def table(self, key: str, *, is_required: bool = True) -> "Table":
        """A table inside this one.

        Where it is absent or something else, an empty one stands in, whose own faults nobody hears of.
        """

        def check(value: object) -> str | None:
            return None if isinstance(value, dict) else "must be a table of keys and values"

        empty: dict[str, object] = {}
        found = self.take(key, check, stand_in=empty, default=None if is_required else empty)
        return Table(found, path=(*self.path, key), faults=[] if found is empty else self.faults)

    def close(self, *optional: str) -> None:
        """Note every key that nobody has asked for and that is not one of the optional ones."""
        self._known.update(optional)
        known = ", ".join(sorted(self._known))
        for key in self.raw:
            if key not in self._known:
                self.fault(key, f"is not known here; known are {known}")


def note_repeated(faults: list[Fault], ids: Sequence[tuple[Path, str]], *, what: str) -> None:
    """Note every id that was used before."""
    seen: set[str] = set()
    for path, name in ids:
        if name and name in seen:
            faults.append(Fault(path=path, reason=f"is the id of an earlier {what}"))
        seen.add(name)
