"""The parts that the pages about a pair share: names, figures, what each of the two said."""

from dataclasses import dataclass

from alignment.domain.answers import SKIPPED, Answer, AnswerState
from alignment.domain.bands import round_half_up
from alignment.domain.findings import BAND_WORDS, TopicFinding
from alignment.domain.instrument import Item, Tag
from alignment.domain.scores import Flag
from alignment.domain.snapshot import SealedSeat
from alignment.facts.pages.words import CERTAINTY_WORDS, answer_words
from alignment.selectors.gaps import RevealedPair
from common.charts import Chart, ChartTable, Names, render_responsive

OPEN_FACTS = (Flag.KNOWLEDGE_GAP, Flag.SHARED_UNKNOWN)
TAG_WORDS = {
    Tag.FACT: "A fact: it can be looked up",
    Tag.JUDGEMENT: "A judgement: compare what you know",
    Tag.PREFERENCE: "A preference: it has to be decided",
}


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One chart for components/figure.html."""

    id: str
    title: str
    finding: str
    svg: str
    table: ChartTable
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What one of the two said on an item."""

    side: str
    name: str
    answer: str
    certainty: str
    reason: str
    #: Whether this is the reader, and the answer is shown to nobody else.
    is_private: bool = False


@dataclass(frozen=True, kw_only=True)
class TopicCard:
    """One topic as a card: the number with its word, and a sentence."""

    url: str
    title: str
    value: str
    band: str
    sentence: str
    basis: str
    notes: tuple[str, ...]


def figure_of(chart: Chart, *, key: str, finding: str, source: str = "") -> Figure:
    return Figure(
        id=key,
        title=chart.title,
        finding=finding,
        svg=render_responsive(chart),
        table=chart.table(),
        source=source,
    )


def names_of(pair: RevealedPair) -> Names:
    """Titles where the two have different ones ("CEO", "CTO"), otherwise their names."""
    a, b = pair.pair
    if a.title and b.title and a.title != b.title:
        return Names(first=a.title, second=b.title)
    return Names(first=a.name, second=b.name)


def card_of(finding: TopicFinding, *, base: str) -> TopicCard:
    return TopicCard(
        url=f"{base}{finding.topic}/",
        title=finding.title,
        value="" if finding.gap is None else str(round_half_up(finding.gap)),
        band=BAND_WORDS[finding.band] if finding.band else "",
        sentence=finding.sentence,
        basis=finding.basis,
        notes=finding.notes,
    )


def both_said(pair: RevealedPair, item: Item) -> tuple[Said, Said]:
    """The two answers to one item, business side first."""
    a, b = pair.pair
    return _said(pair, a, item), _said(pair, b, item)


def _said(pair: RevealedPair, seat: SealedSeat, item: Item) -> Said:
    given: Answer = seat.sheet.answers.get(item.id, SKIPPED)
    return Said(
        side=seat.side.value,
        name=f"{seat.name}, {seat.title}" if seat.title else seat.name,
        answer=_answer(pair, given, item),
        certainty=CERTAINTY_WORDS[given.certainty].lower() if given.certainty else "",
        reason=given.reason,
        is_private=given.state is AnswerState.DONT_KNOW,
    )


def _answer(pair: RevealedPair, given: Answer, item: Item) -> str:
    """An answer that may not be shown looks like one that was not given: who did not know is private."""
    if given.state is AnswerState.SKIPPED:
        return "An open fact" if pair.scores.item[item.id].flag in OPEN_FACTS else "Not answered"
    return answer_words(item, state=given.state.value, value=given.value)
