"""The one place that decides who sees answers, snapshots and scores; nothing else reads their tables."""

from alignment.access.answers import (
    Saved,
    SavedAnswer,
    own_answer,
    own_answers,
    readable_answers,
    sealed_answers,
)
from alignment.access.instruments import instrument_of
from alignment.access.results import (
    StoredSnapshot,
    VisibleScore,
    has_score,
    own_seat_id,
    readable_score_or_404,
    readable_snapshot_or_404,
    rounds_without_score,
    sealed_snapshot,
    store_score,
    store_snapshot,
)
from alignment.access.rules import holds, may_read_results, may_read_seat

__all__ = [
    "Saved",
    "SavedAnswer",
    "StoredSnapshot",
    "VisibleScore",
    "has_score",
    "holds",
    "instrument_of",
    "may_read_results",
    "may_read_seat",
    "own_answer",
    "own_answers",
    "own_seat_id",
    "readable_answers",
    "readable_score_or_404",
    "readable_snapshot_or_404",
    "rounds_without_score",
    "sealed_answers",
    "sealed_snapshot",
    "store_score",
    "store_snapshot",
]
