"""One topic of a pair: every question with both answers and reasons, and how each number came about."""

from dataclasses import dataclass

from django.urls import reverse

from alignment.domain.bands import Band, round_half_up
from alignment.domain.findings import BAND_WORDS, ItemFinding, distance_in_words, item_finding
from alignment.domain.instrument import Item
from alignment.domain.scores import ItemScore, TopicScore
from alignment.facts.item_charts import item_strip
from alignment.facts.pages.gap_parts import (
    TAG_WORDS,
    Figure,
    Said,
    TopicCard,
    both_said,
    card_of,
    figure_of,
    names_of,
)
from alignment.facts.pages.gaps import Tab
from alignment.selectors.gaps import RevealedPair


@dataclass(frozen=True, kw_only=True)
class Term:
    """One step of a calculation for components/definitions.html."""

    term: str
    value: str


@dataclass(frozen=True, kw_only=True)
class ItemBlock:
    """One question with everything there is to see about it."""

    id: str
    number: str
    text: str
    value: str
    band: str
    distance: str
    tag: str
    advice: str
    is_must_agree: bool
    said: tuple[Said, ...]
    strip: Figure | None
    trace: tuple[Term, ...]


@dataclass(frozen=True, kw_only=True)
class TopicPage:
    """One topic; every text is ready to print."""

    card: TopicCard
    headline: str
    question: str
    dashboard_url: str
    is_prompt_only: bool
    items: tuple[ItemBlock, ...]
    trace: tuple[Term, ...]
    others: tuple[Tab, ...]


def topic_page(pair: RevealedPair, *, topic: str, slug: str) -> TopicPage:
    """Build the page of one topic; KeyError for a topic that the questionnaire does not have."""
    base = reverse("alignment:gaps", args=[slug, pair.round.pk])
    asked, score = pair.instrument.topic[topic], pair.scores.topic[topic]
    finding = next(one for one in pair.findings.topics if one.topic == topic)
    card = card_of(finding, base=base)
    return TopicPage(
        card=card,
        headline=_headline(asked.title, card, finding.band),
        question=asked.question,
        dashboard_url=base,
        is_prompt_only=finding.is_prompt_only,
        items=tuple(_block(pair, pair.instrument.item[item.item.id], item) for item in score.items),
        trace=topic_trace(score),
        others=tuple(
            Tab(label=other.title, url=f"{base}{other.id}/", is_current=other.id == topic)
            for other in pair.instrument.topics
        ),
    )


def _headline(title: str, card: TopicCard, band: Band | None) -> str:
    if not card.value:
        return f"{title}: {card.sentence}"
    return f"{title}: {card.value} apart, {card.band if band is Band.ALIGNED else f'a {card.band}'}"


def _block(pair: RevealedPair, item: Item, score: ItemScore) -> ItemBlock:
    finding: ItemFinding = item_finding(item, score)
    return ItemBlock(
        id=item.id.replace(".", "-"),
        number=item.number,
        text=item.text,
        value="" if score.gap is None else str(round_half_up(score.gap)),
        band=BAND_WORDS[score.band] if score.band else "",
        distance=finding.distance,
        tag=TAG_WORDS[item.tag],
        advice=finding.advice if score.gap else "",
        is_must_agree=item.must_agree,
        said=both_said(pair, item),
        strip=_strip(pair, item, score),
        trace=item_trace(item, score),
    )


def _strip(pair: RevealedPair, item: Item, score: ItemScore) -> Figure | None:
    strip = item_strip(item, score, names=names_of(pair))
    return figure_of(strip, key=strip.key, finding=distance_in_words(item, score)) if strip else None


def item_trace(item: Item, score: ItemScore) -> tuple[Term, ...]:
    """The steps from two answers to one gap."""
    trace = score.trace
    if trace.distance is None or trace.chance is None or trace.gap is None:
        return (Term(term="Result", value=f"No number. {distance_in_words(item, score)}"),)
    steps = [
        Term(term="Distance of the two answers", value=f"{_exact(trace.distance)} ({trace.distance_rule})"),
        Term(
            term="Distance of two random answers", value=f"{_exact(trace.chance)} on average in this format"
        ),
        Term(term="Rule", value=trace.gap_rule.replace(" x ", " × ")),
        Term(
            term="Difference",
            value=f"40 × {_exact(trace.distance)} / {_exact(trace.chance)} = {_exact(trace.gap)}",
        ),
    ]
    if score.signed is not None:
        steps.append(Term(term="Direction (technology minus business)", value=_signed(score.signed)))
    return tuple(steps)


def topic_trace(score: TopicScore) -> tuple[Term, ...]:
    """The steps from the gaps of the questions to the number of the topic."""
    gaps = [item.gap for item in score.items if item.gap is not None]
    listed = " + ".join(_exact(gap) for gap in gaps)
    mean = (
        f"({listed}) / {len(gaps)} = {_exact(score.gap)}"
        if score.gap is not None
        else "Not enough answers yet"
    )
    steps = [
        Term(term="Mean over the scored questions", value=mean),
        Term(term="Scored", value=f"{score.scored} of {score.eligible} questions that count"),
    ]
    if score.lower is not None and score.upper is not None and score.scored < score.eligible:
        steps.append(
            Term(term="Bounds for what is missing", value=f"{_exact(score.lower)} to {_exact(score.upper)}")
        )
    if score.leave_one_out is not None:
        low, high = score.leave_one_out
        steps.append(Term(term="If any one question is left out", value=f"{_exact(low)} to {_exact(high)}"))
    if score.resolution is not None:
        steps.append(
            Term(term="One answer moved by one step changes it by", value=f"up to {_exact(score.resolution)}")
        )
    rated = " and ".join(str(one) if one else "not rated" for one in (score.importance.a, score.importance.b))
    steps.append(Term(term="Importance (business and technology, of 5)", value=rated))
    if score.priority is not None:
        steps.append(
            Term(
                term="Priority",
                value=f"{_exact(score.gap)} × {score.importance.higher:g} / 5 = {_exact(score.priority)}",
            )
        )
    return tuple(steps)


def _exact(number: float | None) -> str:
    return "–" if number is None else f"{number:.2f}".rstrip("0").rstrip(".")


def _signed(number: float) -> str:
    text = _exact(abs(number))
    return f"−{text}" if number < 0 else f"+{text}" if number > 0 else "0"
