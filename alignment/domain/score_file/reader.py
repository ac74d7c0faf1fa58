"""From a JSON document to a plan and the sheets of its pair, or to everything that is wrong with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..answers import (
    CERTAINTIES,
    IMPORTANCE_MAX,
    IMPORTANCE_MIN,
    REASON_LIMIT,
    Answer,
    AnswerState,
    Prediction,
    PredictionState,
    Sheet,
    Side,
    Value,
)
from ..formats import AnyFormat
from ..reading import Fault, Table, note_repeated
from ..scores import Direction, ItemSpec, Plan, TopicSpec
from .formats import read_format
from .json_text import ScoreFileError
from .options import note_foreign_options

ITEMS_LIMIT = 10_000
RESPONDENTS_LIMIT = 10_000


@dataclass(frozen=True, kw_only=True)
class ScoreInput:
    """A file without fault: a is the first respondent of the business side, b the first of technology."""

    plan: Plan
    sheets: tuple[Sheet, ...]

    @property
    def a(self) -> Sheet:
        return next(sheet for sheet in self.sheets if sheet.side is Side.BUSINESS)

    @property
    def b(self) -> Sheet:
        return next(sheet for sheet in self.sheets if sheet.side is Side.TECHNOLOGY)


def read_score_input(document: object) -> ScoreInput:
    """Read a parsed file; raises ScoreFileError with every fault in the order of the file."""
    if not isinstance(document, dict):
        raise ScoreFileError("file: must be an object with items and respondents")
    faults: list[Fault] = []
    table = Table(document, path=(), faults=faults)
    items = _items(table)
    if not items:
        raise ScoreFileError.of(faults)
    sheets = _respondents(table, items)
    table.close()
    note_foreign_options(items, sheets, faults)
    if faults:
        raise ScoreFileError.of(faults)
    return ScoreInput(plan=_plan(items.values()), sheets=sheets)


def _plan(items: Iterable[ItemSpec]) -> Plan:
    topics: dict[str, list[ItemSpec]] = {}
    for item in items:
        topics.setdefault(item.topic, []).append(item)
    return Plan(topics=tuple(TopicSpec(id=topic, items=tuple(found)) for topic, found in topics.items()))


def _items(table: Table) -> dict[str, ItemSpec]:
    tables = table.tables("items", lo=1, hi=ITEMS_LIMIT, what="items")
    items = [_item(item) for item in tables]
    note_repeated(
        table.faults,
        [((*place.path, "id"), item.id) for place, item in zip(tables, items, strict=True)],
        what="item",
    )
    return {item.id: item for item in items}


def _item(table: Table) -> ItemSpec:
    item = ItemSpec(
        id=table.text("id"),
        topic=table.text("topic"),
        format=read_format(table.table("format")),
        must_agree=table.yes("must_agree"),
        direction=Direction.READINESS if table.yes("direction_keyed") else None,
    )
    table.close()
    return item


def _respondents(table: Table, items: Mapping[str, ItemSpec]) -> tuple[Sheet, ...]:
    tables = table.tables("respondents", lo=2, hi=RESPONDENTS_LIMIT, what="respondents")
    topics = {item.topic for item in items.values()}
    formats = {item.id: item.format for item in items.values()}
    sheets = tuple(_sheet(respondent, formats, topics) for respondent in tables)
    ids = [((*place.path, "id"), sheet.respondent) for place, sheet in zip(tables, sheets, strict=True)]
    note_repeated(table.faults, ids, what="respondent")
    sides = [respondent.raw.get("side") for respondent in tables]
    for side in Side:
        if tables and side not in sides:
            table.fault("respondents", f"must list at least one respondent of the side {side}")
    return sheets


def _sheet(table: Table, formats: Mapping[str, AnyFormat], topics: set[str]) -> Sheet:
    sheet = Sheet(
        respondent=table.text("id"),
        side=Side(table.one_of("side", tuple(Side)) or Side.BUSINESS),
        importance=_importance(table.table("importance", is_required=False), topics),
        answers=_answers(table.table("answers"), formats),
        predictions=_predictions(table.table("predictions", is_required=False), formats),
    )
    table.close()
    return sheet


def _importance(table: Table, topics: set[str]) -> dict[str, int]:
    ratings = {}
    for topic in table.raw:
        if topic in topics:
            ratings[topic] = table.whole(topic, lo=IMPORTANCE_MIN, hi=IMPORTANCE_MAX)
        else:
            table.fault(topic, "is not a topic of any item")
    return ratings


def _answers(table: Table, formats: Mapping[str, AnyFormat]) -> dict[str, Answer]:
    answers = {}
    for item in table.raw:
        if item in formats:
            answers[item] = _answer(table.table(item), formats[item])
        else:
            table.fault(item, "is not the id of an item")
    return answers


def _answer(table: Table, expected: AnyFormat) -> Answer:
    given = [state for state in _GIVEN if state in table.raw]
    value: Value | None = None
    if len(given) != 1:
        table.fault(None, "must have exactly one of " + ", ".join(_GIVEN))
    for state in given:
        if state is AnswerState.VALUE:
            value = table.take(state, expected.fault, stand_in=None)
        elif not table.yes(state):
            table.fault(state, "must be true, or left out")
    answer = Answer(
        state=given[0] if given else AnswerState.SKIPPED,
        value=value,
        certainty=_certainty(table),
        reason=table.text("reason", limit=REASON_LIMIT, default=""),
    )
    table.close(*_GIVEN)
    return answer


def _certainty(table: Table) -> int | None:
    if "certainty" not in table.raw:
        return None
    return table.whole("certainty", lo=min(CERTAINTIES), hi=max(CERTAINTIES))


#: The keys of which an answer has exactly one.
_GIVEN = (AnswerState.VALUE, AnswerState.DONT_KNOW, AnswerState.NOT_APPLICABLE)


def _is_cant_say(raw: object) -> bool:
    return isinstance(raw, dict) and len(raw) == 1 and raw.get(PredictionState.CANT_SAY) is True


def _predictions(table: Table, formats: Mapping[str, AnyFormat]) -> dict[str, Prediction]:
    predictions = {}
    for item, raw in table.raw.items():
        if item not in formats:
            table.fault(item, "is not the id of an item")
        elif _is_cant_say(raw):
            predictions[item] = Prediction(state=PredictionState.CANT_SAY)
        else:
            value: Value | None = table.take(item, formats[item].fault, stand_in=None)
            predictions[item] = Prediction(value=value)
    return predictions
