"""From the TOML text of a questionnaire to an instrument, or to everything that is wrong with it."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .formats import (
    OPTIONS_LIMIT,
    POINTS_LIMIT,
    Allocation,
    AnyFormat,
    Bipolar,
    Choice,
    Number,
    Percent,
    Pick,
    Ranking,
    Scale,
    Text,
)
from .instrument import Instrument, Item, Option, Tag, Topic
from .reading import Fault, Table, dotted, note_repeated
from .scores import Direction
from .toml_lines import line_of, lines_of

TEXT_SIZE_LIMIT = 500_000
TOPICS_LIMIT = 40
ITEMS_LIMIT = 60
_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")


@dataclass(frozen=True, kw_only=True)
class LineFault:
    line: int
    reason: str


class InstrumentError(Exception):
    """The text is not an instrument; `faults` says where and why, `str` gives one line per fault."""

    def __init__(self, *, source: str, faults: tuple[LineFault, ...]) -> None:
        self.source = source
        self.faults = faults
        super().__init__("\n".join(f"{source}:{fault.line}: {fault.reason}" for fault in faults))


def load_instrument(text: str, *, source: str) -> Instrument:
    """Read an instrument; `source` names the file or form the text came from.

    Raises InstrumentError with every fault found, in the order of the text.
    """
    document = _document(text, source=source)
    faults: list[Fault] = []
    instrument = _instrument(Table(document, path=(), faults=faults))
    if faults:
        lines = lines_of(text)
        found = {LineFault(line=line_of(f.path, lines), reason=_reason(f)) for f in faults}
        raise InstrumentError(source=source, faults=tuple(sorted(found, key=lambda f: (f.line, f.reason))))
    return instrument


def _reason(fault: Fault) -> str:
    return f"{dotted(fault.path)}: {fault.reason}" if fault.path else fault.reason


def _document(text: str, *, source: str) -> dict[str, object]:
    if len(text) > TEXT_SIZE_LIMIT:
        reason = f"must have at most {TEXT_SIZE_LIMIT} characters, but has {len(text)}"
        raise InstrumentError(source=source, faults=(LineFault(line=1, reason=reason),))
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InstrumentError(source=source, faults=(_syntax_fault(str(error), text),)) from error
    except (RecursionError, ValueError) as error:
        # Values nested a thousand deep, or a number with thousands of digits: the parser gives no line.
        reason = "holds a value that is too deep or too long to read"
        raise InstrumentError(source=source, faults=(LineFault(line=1, reason=reason),)) from error


def _syntax_fault(message: str, text: str) -> LineFault:
    """The line in the parser's message: `Invalid value (at line 3, column 7)` or `(at end of document)`."""
    found = re.fullmatch(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", message, re.DOTALL)
    if found is None:
        return LineFault(line=1, reason=f"is not TOML: {message}")
    line = int(found[2]) if found[2] else text.count("\n") + 1
    column = f" (column {found[3]})" if found[3] else " (at the end)"
    return LineFault(line=line, reason=f"is not TOML: {found[1]}{column}")


def _instrument(table: Table) -> Instrument:
    topics = table.tables("topics", lo=1, hi=TOPICS_LIMIT, what="topics")
    instrument = Instrument(
        code=_id(table, "code"),
        version=table.text("version", limit=20),
        title=table.text("title"),
        language=table.text("language", limit=20),
        topics=tuple(_topic(topic, number) for number, topic in enumerate(topics, start=1)),
    )
    table.close()
    ids = [(("topics", t, "id"), topic.id) for t, topic in enumerate(instrument.topics)]
    note_repeated(table.faults, ids, what="topic")
    items = [
        (("topics", t, "items", i, "id"), item.id)
        for t, topic in enumerate(instrument.topics)
        for i, item in enumerate(topic.items)
    ]
    note_repeated(table.faults, items, what="item")
    return instrument


def _id(table: Table, key: str) -> str:
    name = table.text(key, limit=60)
    if name and not _ID.fullmatch(name):
        table.fault(key, "must start with a letter and hold only small letters, digits, dots and underscores")
    return name


def _topic(table: Table, number: int) -> Topic:
    name = _id(table, "id")
    title = table.text("title")
    items = table.tables("items", lo=1, hi=ITEMS_LIMIT, what="items")
    topic = Topic(
        id=name,
        number=number,
        title=title,
        noun=table.text("noun", default=title[:1].lower() + title[1:]),
        question=table.text("question", default=""),
        items=tuple(
            _item(item, topic=name, number=f"{number}.{place}") for place, item in enumerate(items, start=1)
        ),
    )
    table.close()
    return topic


def _item(table: Table, *, topic: str, number: str) -> Item:
    kind = table.one_of("type", tuple(ANSWERS))
    answer = ANSWERS[kind](table) if kind else _Answer(format=Text())
    direction = table.one_of("direction", tuple(Direction), default="")
    item = Item(
        id=_id(table, "id"),
        topic=topic,
        number=number,
        text=table.text("text", limit=300),
        hint=table.text("hint", limit=300, default=""),
        format=answer.format,
        tag=Tag(table.one_of("tag", tuple(Tag)) or Tag.FACT),
        labels=answer.labels,
        options=answer.options,
        unit=answer.unit,
        lo_label=answer.lo_label,
        hi_label=answer.hi_label,
        comparison=answer.comparison,
        is_anchor=table.yes("anchor"),
        must_agree=table.yes("must_agree"),
        direction=Direction(direction) if direction else None,
        is_reversed=table.yes("reversed"),
    )
    if kind:
        _note_contradictions(table, item)
        table.close()
    return item


def _note_contradictions(table: Table, item: Item) -> None:
    """Keys that are fine by themselves but mean nothing for the format of the item."""
    if item.is_anchor and not item.format.is_predictable:
        table.fault("anchor", "needs a scale, bipolar, percent or number item: others cannot be predicted")
    if item.must_agree and isinstance(item.format, Text):
        table.fault("must_agree", "needs an item that is scored: free text is not")
    if item.direction and not item.format.is_interval:
        table.fault("direction", "needs a scale, bipolar or percent item: others have no more and less")
    if item.is_reversed and item.direction is None:
        table.fault("reversed", "needs a direction to reverse")


@dataclass(frozen=True, kw_only=True)
class _Answer:
    """How an item is answered, with the wording that belongs to its format."""

    format: AnyFormat
    labels: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    unit: str = ""
    lo_label: str = ""
    hi_label: str = ""
    comparison: str = "as much"


def _scale(table: Table) -> _Answer:
    labels = table.texts("labels", lo=2, hi=POINTS_LIMIT, what="labels, one per point")
    return _Answer(format=Scale(points=max(2, len(labels))), labels=labels)


def _bipolar(table: Table) -> _Answer:
    return _Answer(format=Bipolar(), labels=tuple(table.text(end) for end in ("left", "middle", "right")))


def _percent(table: Table) -> _Answer:
    lo, hi = table.number("lo", default=0), table.number("hi", default=100)
    if hi <= lo:
        table.fault("hi", "must be more than lo")
        lo, hi = 0, 100
    return _Answer(
        format=Percent(lo=lo, hi=hi),
        unit=table.text("unit", limit=30, default="%"),
        lo_label=table.text("lo_label", default=""),
        hi_label=table.text("hi_label", default=""),
    )


def _number(table: Table) -> _Answer:
    return _Answer(
        format=Number(),
        unit=table.text("unit", limit=30),
        comparison=table.text("comparison", limit=30, default="as much"),
    )


def _options(table: Table) -> tuple[Option, ...]:
    tables = table.tables("options", lo=2, hi=OPTIONS_LIMIT, what="options")
    options = tuple(Option(id=_id(option, "id"), label=option.text("label")) for option in tables)
    for option in tables:
        option.close()
    ids = [((*table.path, "options", place), option.id) for place, option in enumerate(options)]
    note_repeated(table.faults, ids, what="option of this item")
    return options


def _ids(options: tuple[Option, ...]) -> tuple[str, ...]:
    return tuple(option.id for option in options)


def _ranking(table: Table) -> _Answer:
    options = _options(table)
    return _Answer(format=Ranking(size=len(options), options=_ids(options)), options=options)


def _choice(table: Table) -> _Answer:
    options = _options(table)
    return _Answer(format=Choice(options=_ids(options)), options=options)


def _pick(table: Table) -> _Answer:
    options = _options(table)
    pick = table.whole("pick", lo=1, hi=max(1, len(options) - 1))
    return _Answer(format=Pick(pick=pick, of=len(options), options=_ids(options)), options=options)


def _allocation(table: Table) -> _Answer:
    options = _options(table)
    return _Answer(format=Allocation(parts=len(options)), options=options)


def _text(_table: Table) -> _Answer:
    return _Answer(format=Text())


#: The `type` of an item -> how its other keys are read.
ANSWERS: Mapping[str, Callable[[Table], _Answer]] = {
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
