"""The `format` of an item in a score file."""

from collections.abc import Callable, Mapping

from ..formats import (
    OPTIONS_LIMIT,
    POINTS_LIMIT,
    Allocation,
    AnyFormat,
    Bipolar,
    Choice,
    Format,
    Number,
    Percent,
    Pick,
    Ranking,
    Scale,
    Text,
    is_option_id,
)
from ..reading import Table


class Unread(Format[object]):
    """Stands in for a format with a fault: what is answered to its item cannot be judged."""

    kind = "unread"
    is_scored = False

    def fault(self, value: object) -> str | None:
        """Every value passes."""
        return None


def read_format(table: Table) -> AnyFormat:
    """The format of an item; after a fault one that accepts everything stands in."""
    before = len(table.faults)
    kind = table.one_of("type", tuple(FORMAT_READERS))
    if not kind:
        return Unread()
    found = FORMAT_READERS[kind](table)
    table.close()
    return found if len(table.faults) == before else Unread()


def _scale(table: Table) -> AnyFormat:
    return Scale(points=table.whole("points", lo=2, hi=POINTS_LIMIT))


def _bipolar(table: Table) -> AnyFormat:
    return Bipolar(points=table.whole("points", lo=7, hi=7, default=7))


def _percent(table: Table) -> AnyFormat:
    lo, hi = table.number("lo", default=0), table.number("hi", default=100)
    if lo < hi:
        return Percent(lo=lo, hi=hi)
    table.fault("hi", "must be more than lo")
    return Percent()


def _number(_table: Table) -> AnyFormat:
    return Number()


def _ranking(table: Table) -> AnyFormat:
    return Ranking(size=table.whole("size", lo=2, hi=OPTIONS_LIMIT), may_tie=True)


def _choice(table: Table) -> AnyFormat:
    options = table.items("options", lo=2, hi=OPTIONS_LIMIT, what="options")
    ids = [option for option in options if isinstance(option, str | int) and is_option_id(option)]
    if len(set(ids)) != len(options):
        table.fault("options", "must be different texts or whole numbers")
    return Choice(options=tuple(ids))


def _pick(table: Table) -> AnyFormat:
    of = table.whole("of", lo=2, hi=OPTIONS_LIMIT)
    return Pick(pick=table.whole("pick", lo=1, hi=of - 1), of=of)


def _allocation(table: Table) -> AnyFormat:
    return Allocation(parts=table.whole("parts", lo=2, hi=OPTIONS_LIMIT))


def _text(_table: Table) -> AnyFormat:
    return Text()


#: The `type` of a format -> how its other keys are read.
FORMAT_READERS: Mapping[str, Callable[[Table], AnyFormat]] = {
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
