"""The one sentence on top: the finding, not the topic."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..states import PairState
from .topics import TopicFinding
from .words import NOT_ENOUGH

Topics = Sequence[TopicFinding]


@dataclass(frozen=True, kw_only=True)
class Voice:
    """To whom the sentence is said: to the pair, or to others about it."""

    subject: str
    pronoun: str


TO_THE_PAIR = Voice(subject="You", pronoun="you")
ABOUT_THE_PAIR = Voice(subject="The two sides", pronoun="they")


def nothing_to_say(_voice: Voice, agreed: Topics, talk: Topics) -> str | None:
    """No topic has enough answers."""
    return None if agreed or talk else NOT_ENOUGH


def agreement_throughout(voice: Voice, agreed: Topics, talk: Topics) -> str | None:
    """No topic is worth a talk."""
    if talk:
        return None
    if any(topic.state is PairState.HIDDEN_AGREEMENT for topic in agreed):
        return f"{voice.subject} agree more than {voice.pronoun} thought."
    return f"{voice.subject} see this plan the same way."


def difference_throughout(voice: Voice, agreed: Topics, talk: Topics) -> str | None:
    """No topic is close."""
    return None if agreed else f"{voice.subject} see {_listed(talk[:2])} differently."


def difference_nobody_saw(voice: Voice, agreed: Topics, talk: Topics) -> str | None:
    """The first topic to talk about is one on which both expected to agree."""
    if talk[0].state is not PairState.HIDDEN_DIFFERENCE:
        return None
    return f"{voice.subject} agree on {_closest(agreed)}, but not on {talk[0].noun}, where {voice.pronoun} expected to."


def agreement_and_difference(voice: Voice, agreed: Topics, talk: Topics) -> str | None:
    """The closest topic against the first one to talk about."""
    return f"{voice.subject} agree on {_closest(agreed)}, not on {talk[0].noun}."


#: The first rule with something to say writes the headline.
HEADLINES: tuple[Callable[[Voice, Topics, Topics], str | None], ...] = (
    nothing_to_say,
    agreement_throughout,
    difference_throughout,
    difference_nobody_saw,
    agreement_and_difference,
)


def headline(*, agreed: Topics, talk: Topics, voice: Voice = TO_THE_PAIR) -> str:
    """One sentence from the topics that are close and those to talk about, most pressing first."""
    return next(sentence for rule in HEADLINES if (sentence := rule(voice, agreed, talk)) is not None)


def _closest(topics: Topics) -> str:
    return min(topics, key=lambda topic: topic.gap or 0).noun


def _listed(topics: Topics) -> str:
    return " and ".join(topic.noun for topic in topics)
