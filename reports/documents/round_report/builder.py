"""Turns a revealed round, as documents may see it, into its report; the same input gives the same value."""

from collections.abc import Iterable
from datetime import UTC

from alignment.domain.bands import Band
from alignment.domain.findings import TopicFinding
from alignment.domain.scores import TopicScore
from alignment.domain.snapshot import SealedSeat
from alignment.domain.states import PairState
from organizations.domain.sides import SIDE_LABELS, Side
from reports.documents.clean_text import printable
from reports.documents.round_report import words
from reports.documents.round_report.figures import matrix_figure, states_figure, topics_figure
from reports.documents.round_report.method import disclaimer, method, moment
from reports.documents.round_report.questions import item_line
from reports.documents.round_report.sources import Sources
from reports.documents.round_report.values import (
    Number,
    RoundReport,
    TopicAnnex,
    TopicFocus,
    TopicLine,
    Voice,
)


def build_round_report(sources: Sources) -> RoundReport:
    """Return the whole report; people's words come out cut and cleaned."""
    found = sources.findings
    return RoundReport(
        organization=printable(sources.organization, limit=200),
        title=printable(sources.snapshot.title, limit=200),
        headline=found.headline_for_others.removesuffix("."),
        lead=words.lead(scores=sources.scores, shown=len(found.to_talk_about)),
        as_of=moment(sources.snapshot.revealed_at),
        as_of_iso=f"{sources.snapshot.revealed_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        people=tuple(person(seat) for seat in sources.snapshot.seats),
        numbers=numbers(sources),
        shared=topic_lines(sources, found.shared_views),
        hidden_agreements=topic_lines(sources, found.hidden_agreements),
        talk_first=tuple(topic_focus(sources, topic) for topic in found.to_talk_about),
        topics=topics_figure(sources),
        matrix=matrix_figure(sources),
        states=states_figure(sources),
        seen_by_one_side=tuple(
            sources.title(topic)
            for topic in sources.scores.topics
            if sources.state(topic) is PairState.SEEN_BY_ONE_SIDE
        ),
        open_facts=open_facts(sources),
        annex=tuple(topic_annex(sources, topic) for topic in sources.scores.topics),
        method=method(sources),
        disclaimer=disclaimer(sources.snapshot.pair),
    )


def topic_lines(sources: Sources, found: Iterable[TopicFinding]) -> tuple[TopicLine, ...]:
    return tuple(
        TopicLine(title=topic.title, sentence=words.short_sentence(sources.scores.topic[topic.topic]))
        for topic in found
    )


def topic_focus(sources: Sources, found: TopicFinding) -> TopicFocus:
    """A topic to talk about; the widest question says what to ask."""
    topic = sources.scores.topic[found.topic]
    state = sources.state(topic)
    widest = found.widest
    return TopicFocus(
        title=found.title,
        sentence=words.topic_sentence(topic, state),
        state=words.state_line(topic, state),
        widest=item_line(sources, sources.scores.item[widest.item]) if widest else None,
        next_step=words.NEXT_STEPS[widest.tag] if widest else "",
    )


def topic_annex(sources: Sources, topic: TopicScore) -> TopicAnnex:
    asked = sources.instrument.topic[topic.id]
    return TopicAnnex(
        id=f"topic-{asked.number}",
        number=asked.number,
        title=asked.title,
        sentence=words.topic_sentence(topic, sources.state(topic)),
        caution=words.caution(topic),
        importance=words.importance(topic, names=sources.names),
        items=tuple(item_line(sources, item) for item in topic.items),
    )


def person(seat: SealedSeat) -> Voice:
    title = printable(seat.title, limit=60)
    return Voice(
        side=seat.side.value,
        who=printable(seat.name, limit=120),
        answer=f"{title}, {SIDE_LABELS[Side(seat.side.value)].lower()} side" if title else "",
    )


def numbers(sources: Sources) -> tuple[Number, ...]:
    """Counts, not verdicts: no number here stands for a person."""
    bands = [topic.band for topic in sources.scores.topics]
    items = sources.scores.items
    close = sum(found in (Band.ALIGNED, Band.MINOR) for found in bands)
    apart = sum(found in (Band.NOTABLE, Band.WIDE) for found in bands)
    return (
        Number(value=str(close), label="topics close together"),
        Number(value=str(apart), label="topics clearly or far apart"),
        Number(value=f"{sum(item.is_scored for item in items)} of {len(items)}", label="questions compared"),
        Number(value=str(len(open_facts(sources))), label="open facts to look up"),
    )


def open_facts(sources: Sources) -> tuple[TopicLine, ...]:
    return tuple(
        TopicLine(
            title=sources.instrument.item[item.item.id].text,
            sentence=sources.instrument.topic[item.item.topic].title,
        )
        for item in sources.scores.items
        if item.flag in words.OPEN_FACTS
    )
