"""Revealed rounds for report tests, without a database: two leaders answer the shipped questionnaire."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from alignment.documents import shipped_instrument
from alignment.domain.answers import Answer, AnswerState, Prediction, Sheet, Side, Value
from alignment.domain.findings import findings
from alignment.domain.instrument import Item
from alignment.domain.scores import score_pair
from alignment.domain.snapshot import RoundSnapshot, SealedSeat
from alignment.domain.visibility import visible_scores, visible_snapshot
from reports.documents.round_report import Sources

REVEALED = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DONT_KNOW = Answer(state=AnswerState.DONT_KNOW)
REASON = "We counted it last spring, and the number has hardly moved since."


@dataclass(frozen=True, kw_only=True)
class Texts:
    """The words of people that end up on paper."""

    organization: str = "Northlight"
    title: str = "First look at the plan"
    business: str = "Carla Brandt"
    technology: str = "Tomas Vidal"
    business_title: str = "CEO"
    technology_title: str = "CTO"
    reason: str = REASON


def value_at(item: Item, step: int) -> Value:
    """A valid answer to any item; `step` moves it along."""
    ruler: Any = item.format  # Any: each format has its own fields
    ids = [option.id for option in item.options]
    turned = ids[step % len(ids) :] + ids[: step % len(ids)] if ids else []
    makers: Mapping[str, Any] = {
        "scale": lambda: 1 + step % ruler.points,
        "bipolar": lambda: 1 + step % 7,
        "percent": lambda: ruler.lo + (ruler.hi - ruler.lo) * (step % 9) / 8,
        "number": lambda: float(4 * 2 ** (step % 4)),
        "choice": lambda: turned[0],
        "ranking": lambda: turned,
        "pick": lambda: turned[: ruler.pick],
        "allocation": lambda: [100.0] + [0.0] * (len(ids) - 1),
        "text": lambda: "Median first reply, from 9 hours to 6 hours, by 1 June.",
    }
    made: Value = makers[item.format.kind]()
    return made


def make_sheet(*, side: Side, texts: Texts, spread: int) -> Sheet:
    """A full sheet; `spread` is how far it moves away from the other one, topic by topic."""
    instrument = shipped_instrument()
    answers, predictions, importance = {}, {}, {}
    for at, topic in enumerate(instrument.topics):
        importance[topic.id] = 1 + (at * 2 + spread) % 5
        for number, item in enumerate(topic.items):
            step = number + spread * (at % 4)
            answers[item.id] = Answer(
                value=value_at(item, step),
                certainty=1 + number % 3,
                reason=texts.reason if number < 2 else "",
            )
            if item.is_anchor:
                predictions[item.id] = Prediction(value=value_at(item, number))
    if side is Side.TECHNOLOGY:
        answers["data.3"] = DONT_KNOW
    return Sheet(
        respondent=f"seat-{side}",
        side=side,
        answers=answers,
        predictions=predictions,
        importance=importance,
        answered_on=date(2026, 11, 20),
    )


def make_seat(*, side: Side, name: str, title: str, sheet: Sheet) -> SealedSeat:
    return SealedSeat(
        membership=f"member-{side}",
        name=name,
        title=title,
        position=1,
        is_required=True,
        started_at=REVEALED,
        last_saved_at=REVEALED,
        submitted_at=REVEALED,
        receipt="0" * 64,
        sheet=sheet,
    )


def make_sources(*, texts: Texts | None = None, spread: int = 1, is_empty: bool = False) -> Sources:
    """What a report is made of; `is_empty` leaves both sheets blank."""
    texts = texts or Texts()
    instrument = shipped_instrument()
    sheets = [
        make_sheet(side=side, texts=texts, spread=spread * (side is Side.TECHNOLOGY))
        for side in (Side.BUSINESS, Side.TECHNOLOGY)
    ]
    if is_empty:
        sheets = [replace(sheet, answers={}, predictions={}, importance={}) for sheet in sheets]
    scores = score_pair(instrument.plan, *sheets)
    people = ((texts.business, texts.business_title), (texts.technology, texts.technology_title))
    snapshot = RoundSnapshot(
        round="round",
        title=texts.title,
        form="full",
        opened_at=REVEALED,
        revealed_at=REVEALED,
        instrument_code=instrument.code,
        instrument_version=instrument.version,
        instrument_sha256="1" * 64,
        instrument_label=instrument.label,
        seats=tuple(
            make_seat(side=sheet.side, name=name, title=title, sheet=sheet)
            for sheet, (name, title) in zip(sheets, people, strict=True)
        ),
    )
    return Sources(
        organization=texts.organization,
        instrument=instrument,
        snapshot=visible_snapshot(snapshot, seat=None),
        visible=visible_scores(scores, seat=None),
        findings=findings(instrument, scores),
        scoring_version=scores.scoring_version,
        input_sha256="2" * 64,
        snapshot_sha256="3" * 64,
    )
