"""The fields of one question, read into the answer they stand for."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.http import QueryDict

from alignment.domain.formats import OptionId, Pick, SteppedFormat, text_fault
from alignment.domain.formats.options import ALLOCATION_TOTAL
from alignment.domain.instrument import Item
from alignment.facts.pages.controls import BESIDE
from alignment.facts.pages.course import Part, Step
from alignment.facts.pages.entries import PART, RANK, STATE, Entry, shown_number
from alignment.forms.numbers import NotANumber, read_number
from alignment.services.answers import AnswerDraft, SaveStamp

REASON_LIMIT = 4000
COUNTER_LIMIT = 2**53
VERSION_LIMIT = 2**31
TAB = re.compile(r"[A-Za-z0-9-]{1,36}")

Value = int | float | str | Sequence[OptionId] | Sequence[int | float]


class Unreadable(ValueError):
    """What was sent is no answer to the question; `str` says what to do about it, in words for the person."""


class Unfinished(Unreadable):
    """An answer of several parts that is still being put together; while typing this is no mistake."""


def read_entry(post: QueryDict, step: Step) -> Entry:
    """Take the fields of this question out of a request, as texts; unknown fields are left alone."""
    values = [text for text in post.getlist("value") if not text.startswith(STATE)]
    beside = post.get("beside", "") or next(
        (text for text in post.getlist("value") if text.startswith(STATE)), ""
    )
    return Entry(
        values=tuple(values),
        by_option=_by_option(post, step.item) if step.item else {},
        beside=beside.removeprefix(STATE),
        certainty=post.get("certainty", ""),
        reason=post.get("reason", "").replace("\r\n", "\n"),
    )


def _by_option(post: QueryDict, item: Item) -> dict[str, str]:
    prefix = {"ranking": RANK, "allocation": PART}.get(item.format.kind)
    if prefix is None:
        return {}
    return {option.id: post.get(prefix + option.id, "") for option in item.options}


def read_draft(entry: Entry, step: Step) -> AnswerDraft:
    """Turn the fields into an answer; raises Unreadable with the reason in words."""
    state, value = _state_and_value(entry, step)
    if fault := text_fault(entry.reason, limit=REASON_LIMIT):
        raise Unreadable(f"The reason {fault}.")
    if step.part is not Part.OWN:
        return AnswerDraft(state=state, value=value, certainty=None, reason="")
    return AnswerDraft(state=state, value=value, certainty=_certainty(entry), reason=entry.reason.strip())


def _state_and_value(entry: Entry, step: Step) -> tuple[str, Value | None]:
    if entry.beside and entry.has_answer:
        raise Unreadable("Choose one: either an answer, or one of the buttons beside it.")
    if entry.beside:
        if entry.beside not in BESIDE[step.part]:
            raise Unreadable("Choose one of the answers that are offered.")
        return entry.beside, None
    if not entry.has_answer:
        return "empty", None
    return "value", _value(entry, step.item)


def _value(entry: Entry, item: Item | None) -> Value:
    if item is None:
        return _step(entry, points=5)
    value = READERS[item.format.kind](entry, item)
    if fault := item.format.fault(value):
        raise Unreadable(f"The answer {fault}.")
    return value


def _certainty(entry: Entry) -> int | None:
    if entry.certainty not in {"", "1", "2", "3"}:
        raise Unreadable("Choose how sure you are from the three that are offered.")
    return int(entry.certainty) if entry.certainty else None


def _step(entry: Entry, *, points: int) -> int:
    if entry.value not in {str(step) for step in range(1, points + 1)}:
        raise Unreadable("Choose one of the answers that are offered.")
    return int(entry.value)


def _stepped(entry: Entry, item: Item) -> Value:
    assert isinstance(item.format, SteppedFormat)
    return _step(entry, points=item.format.points)


def _number(entry: Entry, item: Item) -> Value:
    return _read(entry.value)


def _read(text: str) -> int | float:
    try:
        return read_number(text)
    except NotANumber as reason:
        raise Unreadable(str(reason)) from reason


def _ranking(entry: Entry, item: Item) -> Value:
    ranks = [entry.by_option[option.id] for option in item.options]
    if missing := ranks.count(""):
        raise Unfinished(f"Give every one a rank; {missing} of {len(ranks)} have none.")
    if sorted(ranks) != sorted(str(place) for place in range(1, len(ranks) + 1)):
        raise Unreadable(f"Give every one its own rank from 1 to {len(ranks)}.")
    return sorted((option.id for option in item.options), key=lambda option: int(entry.by_option[option]))


def _choice(entry: Entry, item: Item) -> Value:
    if entry.value not in {option.id for option in item.options}:
        raise Unreadable("Choose one of the answers that are offered.")
    return entry.value


def _pick(entry: Entry, item: Item) -> Value:
    assert isinstance(item.format, Pick)
    wanted = item.format.pick
    chosen = [option.id for option in item.options if option.id in entry.values]
    if len(chosen) != len(set(entry.values)):
        raise Unreadable("Choose only answers that are offered.")
    if len(chosen) < wanted:
        raise Unfinished(f"Choose {wanted}; {len(chosen)} so far.")
    if len(chosen) > wanted:
        raise Unreadable(f"Choose only {wanted}; there are {len(chosen)}.")
    return chosen


def _allocation(entry: Entry, item: Item) -> Value:
    texts = [entry.by_option[option.id].strip() for option in item.options]
    parts = [_read(text) if text else 0 for text in texts]
    if sum(parts) < ALLOCATION_TOTAL:
        raise Unfinished(
            f"Share out {ALLOCATION_TOTAL} points; {shown_number(ALLOCATION_TOTAL - sum(parts))} are left."
        )
    return parts


def _text(entry: Entry, item: Item) -> Value:
    return entry.value.replace("\r\n", "\n").strip()


READERS: Mapping[str, Callable[[Entry, Item], Value]] = {
    "scale": _stepped,
    "bipolar": _stepped,
    "percent": _number,
    "number": _number,
    "ranking": _ranking,
    "choice": _choice,
    "pick": _pick,
    "allocation": _allocation,
    "text": _text,
}


@dataclass(frozen=True, kw_only=True)
class Submission:
    """One sent question: its fields, the order of the save, and whether a conflict is to be settled by it."""

    entry: Entry
    stamp: SaveStamp
    is_settling: bool


def read_submission(post: QueryDict, step: Step, *, new_tab: str) -> Submission:
    """Read fields and stamp; without a script there is no tab, so each sending counts as a tab of its own."""
    keeps_over = post.get("keep_over", "")
    base = keeps_over or post.get("version", "") or "0"
    tab = post.get("tab", "") or new_tab
    if not TAB.fullmatch(tab):
        raise BadRequest("The name of the browser tab is not readable.")
    sequence = _counter(post.get("sequence", "") or "1", limit=COUNTER_LIMIT)
    stamp = SaveStamp(tab=tab, sequence=sequence, base_version=_counter(base, limit=VERSION_LIMIT))
    return Submission(entry=read_entry(post, step), stamp=stamp, is_settling=bool(keeps_over))


def _counter(text: str, *, limit: int) -> int:
    if not re.fullmatch(r"[0-9]{1,16}", text) or int(text) >= limit:
        raise BadRequest("A counter of this page is not readable.")
    return int(text)
