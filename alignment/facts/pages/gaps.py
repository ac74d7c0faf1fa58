"""The gap dashboard: the finding, what is shared, three topics to talk about, then everything."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from alignment.domain.bands import band, round_half_up
from alignment.domain.findings import BAND_WORDS, STATE_WORDS, ItemFinding, TopicFinding, counted
from alignment.domain.scores import TopicScore
from alignment.facts.gap_charts import importance_matrix, state_grid, topic_dumbbell
from alignment.facts.item_charts import signed_bars
from alignment.facts.pages.gap_parts import Figure, Said, TopicCard, both_said, card_of, figure_of, names_of
from alignment.selectors.gaps import RevealedPair

Key = Callable[[TopicScore], tuple[bool, float]]

#: name in the address -> (words on the tab, order of the topics); None keeps the order of the questionnaire.
SORTS: Mapping[str, tuple[str, Key | None]] = {
    "priority": ("By priority", lambda topic: (topic.priority is None, -(topic.priority or 0))),
    "size": ("By size", lambda topic: (topic.gap is None, -(topic.gap or 0))),
    "topic": ("By topic", None),
    "direction": (
        "By direction",
        lambda topic: (topic.signed_readiness is None, topic.signed_readiness or 0),
    ),
}
DEFAULT_SORT = "priority"
TOPIC_MARKS = (
    "Marks: each side's mean answer on the topic's scales. Number: the mean difference of its questions, "
    "which can be larger, as opposite differences cancel out in a mean."
)
STATE_FIELDS = (
    "From the questions you both predicted. Topics on which your expectations differ stand in no field."
)


@dataclass(frozen=True, kw_only=True)
class Tab:
    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, kw_only=True)
class TalkCard:
    """One of the at most three topics: its widest question, what both said, and what to ask."""

    number: int
    topic: TopicCard
    question: str
    distance: str
    said: tuple[Said, ...]
    advice: str


@dataclass(frozen=True, kw_only=True)
class ItemLine:
    """One item of a list, with a link to it."""

    url: str
    number: str
    text: str
    distance: str
    advice: str


@dataclass(frozen=True, kw_only=True)
class OwnLine:
    """What one leader expected on a topic; shown to that leader only."""

    title: str
    difference: str
    expected: str
    surprise: str
    state: str


@dataclass(frozen=True, kw_only=True)
class GapOrder:
    """What another order of the topics changes: the tabs and the chart of all topics."""

    sorts: tuple[Tab, ...]
    everything: Figure


@dataclass(frozen=True, kw_only=True)
class GapPage:
    """The whole dashboard; every text is ready to print."""

    headline: str
    lead: str
    url: str
    method_url: str
    is_stale: bool
    shared: tuple[TopicCard, ...]
    hidden_agreements: tuple[TopicCard, ...]
    talk: tuple[TalkCard, ...]
    rest: tuple[TopicCard, ...]
    not_enough: tuple[TopicCard, ...]
    unsettled: tuple[ItemLine, ...]
    open_facts: tuple[ItemLine, ...]
    decomposition: str
    sorts: tuple[Tab, ...]
    everything: Figure
    matrix: Figure
    states: Figure
    own: tuple[OwnLine, ...]


def gap_page(pair: RevealedPair, *, slug: str, sort: str) -> GapPage:
    """Build the dashboard of a pair, its topics in the order `sort`."""
    base, found = reverse("alignment:gaps", args=[slug, pair.round.pk]), pair.findings
    return GapPage(
        headline=found.headline.removesuffix("."),
        lead=lead(pair),
        url=base,
        method_url=f"{base}method/",
        is_stale=pair.scores.is_stale,
        shared=_cards(found.shared_views, base),
        hidden_agreements=_cards(found.hidden_agreements, base),
        talk=tuple(_talk(pair, one, number, base) for number, one in enumerate(found.to_talk_about, start=1)),
        rest=_cards((*found.known_differences, *found.later), base),
        not_enough=_cards(found.not_enough, base),
        unsettled=tuple(_line(item, base) for item in found.unsettled),
        open_facts=tuple(_line(item, base) for item in found.open_facts),
        decomposition=found.decomposition or "",
        sorts=_tabs(base, sort),
        everything=everything(pair, sort),
        matrix=_matrix(pair),
        states=_states(pair),
        own=_own(pair),
    )


def gap_order(pair: RevealedPair, *, slug: str, sort: str) -> GapOrder:
    """Build only what changes with the order."""
    base = reverse("alignment:gaps", args=[slug, pair.round.pk])
    return GapOrder(sorts=_tabs(base, sort), everything=everything(pair, sort))


def chosen_sort(asked: str | None) -> str:
    """An unknown order is the usual one: old links keep working."""
    return asked if asked is not None and asked in SORTS else DEFAULT_SORT


def lead(pair: RevealedPair) -> str:
    """One sentence under the headline: the overall difference, and the ruler it was measured with."""
    overall, day = pair.scores.overall, date_format(localtime(pair.snapshot.revealed_at), "j F Y")
    if overall.gap is None:
        return f"Revealed on {day}. There are not enough answers yet for a number over all topics."
    size = f"{round_half_up(overall.gap)} apart, a {BAND_WORDS[band(overall.gap)]}"
    if overall.shows_both and overall.unweighted is not None:
        size += f" ({round_half_up(overall.unweighted)} without weights)"
    return f"Over all topics your answers are {size}. Two people answering at random would be 40 apart."


def everything(pair: RevealedPair, sort: str) -> Figure:
    """The chart of all topics: both answers, or who is more confident in the order of direction."""
    key = SORTS[sort][1]
    topics = sorted(pair.scores.topics, key=key) if key else pair.scores.topics
    if sort == "direction":
        bars = signed_bars(instrument=pair.instrument, topics=topics, names=names_of(pair))
        return figure_of(bars, key="everything", finding=_direction(pair))
    chart = topic_dumbbell(instrument=pair.instrument, topics=topics, names=names_of(pair))
    return figure_of(
        chart,
        key="everything",
        finding=_count_of_differences(pair),
        source=TOPIC_MARKS,
    )


def _direction(pair: RevealedPair) -> str:
    signed = pair.scores.signed_readiness
    if signed is None or round_half_up(signed) == 0:
        return "Neither side is more confident on the whole."
    names = names_of(pair)
    name = names.second if signed > 0 else names.first
    return f"On the whole the {name} is the more confident, by {abs(round_half_up(signed))} of 100."


def _count_of_differences(pair: RevealedPair) -> str:
    scored = [topic for topic in pair.scores.topics if topic.gap is not None]
    wide = sum(topic.band in ("notable", "wide") for topic in scored)
    return f"{_are(wide)} notably apart or wider, of {len(scored)} in all."


def _are(count: int) -> str:
    return f"{counted(count, 'topic').capitalize()} {'is' if count == 1 else 'are'}"


def _matrix(pair: RevealedPair) -> Figure:
    chart = importance_matrix(instrument=pair.instrument, scores=pair.scores)
    first = sum(chart.quadrant_of(point) == chart.quadrants.both_high for point in chart.points)
    return figure_of(chart, key="matrix", finding=f"{_are(first)} both important and apart.")


def _states(pair: RevealedPair) -> Figure:
    chart = state_grid(instrument=pair.instrument, pair_states=pair.score.visible.pair_states)
    seen_by_one = sum(state == "seen_by_one_side" for state in pair.score.visible.pair_states.values())
    finding = (
        f"On {counted(seen_by_one, 'topic')} only one of you expected what the answers show."
        if seen_by_one
        else "You both expected the same, on every topic you predicted."
    )
    return figure_of(chart, key="states", finding=finding, source=STATE_FIELDS)


def _cards(found: tuple[TopicFinding, ...], base: str) -> tuple[TopicCard, ...]:
    return tuple(card_of(finding, base=base) for finding in found)


def _talk(pair: RevealedPair, finding: TopicFinding, number: int, base: str) -> TalkCard:
    widest = finding.widest
    return TalkCard(
        number=number,
        topic=card_of(finding, base=base),
        question=widest.text if widest else "",
        distance=widest.distance if widest else "",
        said=both_said(pair, pair.instrument.item[widest.item]) if widest else (),
        advice=finding.advice,
    )


def _line(item: ItemFinding, base: str) -> ItemLine:
    topic = item.item.partition(".")[0]
    return ItemLine(
        url=f"{base}{topic}/#{item.item.replace('.', '-')}",
        number=item.number,
        text=item.text,
        distance=item.distance,
        advice=item.advice,
    )


def _tabs(base: str, sort: str) -> tuple[Tab, ...]:
    return tuple(
        Tab(label=words, url=f"{base}?sort={name}#everything", is_current=name == sort)
        for name, (words, _) in SORTS.items()
    )


def _own(pair: RevealedPair) -> tuple[OwnLine, ...]:
    """The reader's own expectations, for one of the pair; empty for everybody else."""
    if pair.own_seat is None:
        return ()
    is_a = pair.own_seat == pair.scores.a
    views = [(topic, topic.view_a if is_a else topic.view_b) for topic in pair.scores.topics]
    return tuple(
        OwnLine(
            title=pair.instrument.topic[topic.id].title,
            difference="" if topic.gap is None else str(round_half_up(topic.gap)),
            expected=str(round_half_up(view.expected)),
            surprise=str(round_half_up(view.surprise)),
            state=STATE_WORDS[view.state] if view.state else "",
        )
        for topic, view in views
        if view.expected is not None and view.surprise is not None
    )
