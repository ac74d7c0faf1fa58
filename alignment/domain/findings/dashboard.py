"""What the dashboard says about a pair: the headline and the lists under it, as values."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..instrument import Instrument
from ..scores import PairScores
from ..states import PairState
from .headline import ABOUT_THE_PAIR, headline
from .topics import ItemFinding, TopicFinding, item_finding, open_facts, topic_findings
from .words import PART_SENTENCES

#: More topics than this do not fit in one talk.
TOPICS_TO_TALK_ABOUT = 3


@dataclass(frozen=True, kw_only=True)
class Findings:
    """Every topic stands in exactly one of the six lists that follow; nothing here is private to one side."""

    headline: str
    #: The same said to others, for documents.
    headline_for_others: str
    #: Every topic, in the order of the instrument.
    topics: tuple[TopicFinding, ...]
    shared_views: tuple[TopicFinding, ...]
    hidden_agreements: tuple[TopicFinding, ...]
    #: At most three, by priority; topics with an unsettled must-agree item come first where priority ties.
    to_talk_about: tuple[TopicFinding, ...]
    known_differences: tuple[TopicFinding, ...]
    #: Differences that did not make it among the three, and that were not known to both.
    later: tuple[TopicFinding, ...]
    not_enough: tuple[TopicFinding, ...]
    #: Must-agree items on which the two do not agree.
    unsettled: tuple[ItemFinding, ...]
    open_facts: tuple[ItemFinding, ...]
    #: What the difference is made of; None where nothing differs or too little was answered.
    decomposition: str | None


def findings(instrument: Instrument, scores: PairScores) -> Findings:
    """What there is to say, for the instrument that was scored."""
    topics = topic_findings(instrument, scores)
    differences = by_priority([topic for topic in topics if _is_worth_a_talk(topic)])
    talk, rest = differences[:TOPICS_TO_TALK_ABOUT], differences[TOPICS_TO_TALK_ABOUT:]
    agreed = [topic for topic in topics if topic.gap is not None and not _is_worth_a_talk(topic)]
    hidden = tuple(topic for topic in agreed if topic.is_hidden_agreement)
    shared = tuple(topic for topic in agreed if not topic.is_hidden_agreement)
    return Findings(
        headline=headline(agreed=[*shared, *hidden], talk=talk),
        headline_for_others=headline(agreed=[*shared, *hidden], talk=talk, voice=ABOUT_THE_PAIR),
        topics=topics,
        shared_views=shared,
        hidden_agreements=hidden,
        to_talk_about=talk,
        known_differences=tuple(topic for topic in rest if topic.state is PairState.KNOWN_DIFFERENCE),
        later=tuple(topic for topic in rest if topic.state is not PairState.KNOWN_DIFFERENCE),
        not_enough=tuple(topic for topic in topics if topic.gap is None and not topic.must_agree_flag),
        unsettled=_unsettled(instrument, scores),
        open_facts=open_facts(instrument, scores),
        decomposition=_decomposition(scores),
    )


def by_priority(topics: Sequence[TopicFinding]) -> tuple[TopicFinding, ...]:
    """The agenda order; topics without a priority (too few answers) stand at the end."""
    return tuple(sorted(topics, key=lambda topic: (-(topic.priority or 0), not topic.must_agree_flag)))


def _is_worth_a_talk(topic: TopicFinding) -> bool:
    """A notable gap, a must-agree item in dispute, or a difference that both overlooked."""
    is_overlooked = topic.gap is not None and topic.state is PairState.HIDDEN_DIFFERENCE
    return topic.is_different or topic.must_agree_flag or is_overlooked


def _unsettled(instrument: Instrument, scores: PairScores) -> tuple[ItemFinding, ...]:
    broken = [score for score in scores.items if score.breaks_must_agree]
    return tuple(item_finding(instrument.item[score.item.id], score) for score in broken)


def _decomposition(scores: PairScores) -> str | None:
    if scores.profile is None or scores.profile.msd == 0:
        return None
    return PART_SENTENCES[scores.profile.mostly]
