"""Notes on how a sheet was answered; each is for its author only."""

from itertools import groupby

from ..answers import SKIPPED, AnswerState, PredictionState, Sheet
from ..formats import Scale
from .items import Flag, ItemScore
from .plan import Plan

#: This many identical scale answers in a row earn a private note.
STRAIGHT_LINE_FROM = 15


def longest_straight_line(plan: Plan, sheet: Sheet) -> int:
    """The longest run of identical answers over the scale items, in their order.

    Items of other formats in between do not end a run; a scale item without a value does.
    """
    values = [
        sheet.answers.get(item.id, SKIPPED).value for item in plan.items if isinstance(item.format, Scale)
    ]
    runs = [len(list(run)) for value, run in groupby(values) if value is not None]
    return max(runs, default=0)


def is_straight_lined(plan: Plan, sheet: Sheet) -> bool:
    """Whether the author should be asked, in private, to look at the answers again."""
    return longest_straight_line(plan, sheet) >= STRAIGHT_LINE_FROM


def count_no_read(sheet: Sheet) -> int:
    """How many predictions the author answered with "can't say"."""
    return sum(prediction.state is PredictionState.CANT_SAY for prediction in sheet.predictions.values())


def who_does_not_know(score: ItemScore) -> str | None:
    """ "a" or "b" for a knowledge gap; private to the two, never in a report."""
    if score.flag is not Flag.KNOWLEDGE_GAP:
        return None
    return "a" if score.a.state is AnswerState.DONT_KNOW else "b"
