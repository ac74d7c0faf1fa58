"""The report of a revealed round as one value: printed words and finished charts, nothing left to compute."""

import hashlib
import json
from dataclasses import asdict, dataclass

#: Counts up when template or style change what a reader sees; the same answers then make a new document.
LAYOUT = 2


@dataclass(frozen=True, kw_only=True)
class Figure:
    """`id` is unique in the document, `svg` finished markup of ours."""

    id: str
    title: str
    finding: str
    svg: tuple[str, ...]
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class TopicLine:
    """One topic in a list: what it is called and one sentence about it."""

    title: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Voice:
    """What one side said to one question; `reason` is free text of a person."""

    side: str
    who: str
    answer: str
    certainty: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class ItemLine:
    """One question with both answers; `difference` says how far they are apart, or why that is not known."""

    number: str
    text: str
    voices: tuple[Voice, Voice]
    difference: str
    word: str

    @property
    def has_reasons(self) -> bool:
        return any(voice.reason for voice in self.voices)

    @property
    def is_long(self) -> bool:
        """Too long to keep on one page."""
        return sum(len(voice.reason) + len(voice.answer) for voice in self.voices) > 900


@dataclass(frozen=True, kw_only=True)
class TopicFocus:
    """A topic worth the talk: how far apart, what the pair expected, its widest question, and what to do."""

    title: str
    sentence: str
    state: str
    widest: ItemLine | None
    next_step: str


@dataclass(frozen=True, kw_only=True)
class TopicAnnex:
    """Every question of one topic."""

    id: str
    number: int
    title: str
    sentence: str
    caution: str
    importance: str
    items: tuple[ItemLine, ...]


@dataclass(frozen=True, kw_only=True)
class Number:
    value: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Term:
    term: str
    value: str


@dataclass(frozen=True, kw_only=True)
class RoundReport:
    """Times are printed in UTC, so that everybody's copy is the same copy."""

    organization: str
    title: str
    headline: str
    lead: str
    as_of: str
    as_of_iso: str
    people: tuple[Voice, ...]
    numbers: tuple[Number, ...]
    shared: tuple[TopicLine, ...]
    hidden_agreements: tuple[TopicLine, ...]
    talk_first: tuple[TopicFocus, ...]
    topics: Figure
    matrix: Figure
    states: Figure
    seen_by_one_side: tuple[str, ...]
    open_facts: tuple[TopicLine, ...]
    annex: tuple[TopicAnnex, ...]
    method: tuple[Term, ...]
    disclaimer: str
    layout: int = LAYOUT

    @property
    def content_sha256(self) -> str:
        """The name of this content: two reports that print the same have the same."""
        canonical = json.dumps(asdict(self), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return hashlib.sha256(canonical.encode("ascii")).hexdigest()
