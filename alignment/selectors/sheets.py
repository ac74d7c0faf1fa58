"""One participant's own sheet: what is saved, and what is still open."""

from collections.abc import Mapping
from dataclasses import dataclass

from alignment.access import SavedAnswer, own_answer, own_answers
from alignment.domain.instrument import Instrument
from alignment.models import Answer, Seat
from organizations.models import Membership


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Everything saved on a seat: item id (topic id for importance) -> saved answer."""

    own: Mapping[str, SavedAnswer]
    predictions: Mapping[str, SavedAnswer]
    importance: Mapping[str, SavedAnswer]


@dataclass(frozen=True, kw_only=True)
class OpenQuestions:
    """Ids in the order of the questionnaire that have no answer yet."""

    own: tuple[str, ...]
    predictions: tuple[str, ...]
    importance: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.own) + len(self.predictions) + len(self.importance)


def get_sheet(*, seat: Seat, by: Membership) -> Sheet:
    """Return the holder's own sheet, in one query; anybody else's raises PermissionError."""
    saved = own_answers(seat=seat, membership=by)
    return Sheet(
        own=saved[Answer.Kind.OWN],
        predictions=saved[Answer.Kind.PREDICTION],
        importance=saved[Answer.Kind.IMPORTANCE],
    )


def get_own_answer(*, seat: Seat, kind: str, item: str, by: Membership) -> SavedAnswer | None:
    """Return one field of the holder's own sheet, in one query; None where nothing was saved yet."""
    return own_answer(seat=seat, membership=by, kind=kind, item=item)


def open_questions(*, instrument: Instrument, sheet: Sheet) -> OpenQuestions:
    """Return what the check page lists as left open; it may be submitted all the same."""
    return OpenQuestions(
        own=tuple(item.id for item in instrument.items if not is_answered(sheet.own.get(item.id))),
        predictions=tuple(
            item.id for item in instrument.anchors if not is_answered(sheet.predictions.get(item.id))
        ),
        importance=tuple(
            topic.id for topic in instrument.topics if not is_answered(sheet.importance.get(topic.id))
        ),
    )


def is_answered(saved: SavedAnswer | None) -> bool:
    """Whether something was said; "I don't know" is said, an emptied field is not."""
    return saved is not None and saved.state != Answer.State.EMPTY
