"""The sentences of a round report: about answers and topics, never about who is right."""

from collections.abc import Mapping

from alignment.domain.bands import Band, round_half_up
from alignment.domain.findings import STATE_WORDS
from alignment.domain.instrument import Tag
from alignment.domain.scores import Flag, ItemScore, PairScores, TopicScore
from alignment.domain.states import PairState
from common.charts import Names

BAND_SENTENCES: Mapping[Band, str] = {
    Band.ALIGNED: "The answers are close together",
    Band.MINOR: "The answers are a little apart",
    Band.NOTABLE: "The answers are clearly apart",
    Band.WIDE: "The answers are far apart",
}
#: What resolves a difference, by the kind of question it is about.
NEXT_STEPS: Mapping[Tag, str] = {
    Tag.FACT: "Who can look this up, and by when?",
    Tag.JUDGEMENT: "What does each side know that the other may not?",
    Tag.PREFERENCE: "Who decides this, and by when?",
}
FLAG_WORDS: Mapping[Flag, str] = {
    Flag.TEXT: "read both",
    Flag.EXCLUDED: "does not apply",
    Flag.MISSING: "not answered",
    Flag.SCOPE_GAP: "applies to one side only",
    Flag.SHARED_UNKNOWN: "open fact",
    Flag.KNOWLEDGE_GAP: "open fact",
    Flag.READ_TEXT: "read both",
}
OPEN_FACTS = (Flag.SHARED_UNKNOWN, Flag.KNOWLEDGE_GAP)
STATE_TAILS: Mapping[PairState, str] = {
    PairState.SHARED_VIEW: "both sides expected to agree",
    PairState.HIDDEN_AGREEMENT: "both sides expected a difference",
    PairState.HIDDEN_DIFFERENCE: "both sides expected to agree",
    PairState.KNOWN_DIFFERENCE: "both sides expected a difference",
    PairState.SEEN_BY_ONE_SIDE: "only one side expected it to be so",
}


def lead(*, scores: PairScores, shown: int) -> str:
    """The line under the headline: how many topics are close, how many are not."""
    reported = [topic for topic in scores.topics if topic.gap is not None]
    close = sum(topic.band in (Band.ALIGNED, Band.MINOR) for topic in reported)
    if not reported:
        return "No topic has enough answers from both sides."
    first = f"On {close} of {count(len(reported), 'topic')} the answers are close together."
    if not shown:
        return f"{first} No topic needs a conversation before the others."
    return f"{first} {count(shown, 'topic').capitalize()} should be talked about first."


def topic_sentence(topic: TopicScore, state: PairState | None) -> str:
    """How far apart a topic is, and what the pair had expected."""
    if topic.gap is None or topic.band is None:
        return f"Not enough answers yet: {topic.scored} of {topic.eligible} questions can be compared."
    tail = f", and {STATE_TAILS[state]}" if state else ""
    return f"{BAND_SENTENCES[topic.band]} (difference {round_half_up(topic.gap)}){tail}."


def state_line(topic: TopicScore, state: PairState | None) -> str:
    """The state of the pair, with the number of questions that it rests on."""
    if state is None:
        return ""
    return f"{STATE_WORDS[state]}, based on {count(topic.view_a.based_on, 'question')} with a prediction"


def short_sentence(topic: TopicScore) -> str:
    return "" if topic.gap is None else f"Difference {round_half_up(topic.gap)} of 100."


def caution(topic: TopicScore) -> str:
    """How firmly the number of a topic stands."""
    if topic.gap is None or topic.leave_one_out is None:
        return ""
    low, high = (round_half_up(edge) for edge in topic.leave_one_out)
    range_of = f"Without any one question it lies between {low} and {high}."
    if topic.resolution is None:
        return range_of
    return f"{range_of} One answer moved by one step changes it by at most {round_half_up(topic.resolution)}."


def importance(topic: TopicScore, *, names: Names) -> str:
    """How much the topic matters to each of the two."""
    rated = ((names.first, topic.importance.a), (names.second, topic.importance.b))
    known = [f"{name} {rating}" for name, rating in rated if rating is not None]
    return f"Importance, 1 to 5: {', '.join(known)}." if known else ""


def item_words(item: ItemScore) -> tuple[str, str]:
    """The difference of one question and the word beside it."""
    if item.gap is None:
        return "–", FLAG_WORDS[item.flag] if item.flag else ""
    word = item.band.value if item.band else ""
    if item.breaks_must_agree:
        word += ", must agree"
    return str(round_half_up(item.gap)), word


def count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
