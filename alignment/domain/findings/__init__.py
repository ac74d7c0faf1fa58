"""What a pair's scores say, in sentences and lists, without a word about persons."""

from .dashboard import TOPICS_TO_TALK_ABOUT, Findings, by_priority, findings
from .headline import HEADLINES, headline
from .topics import ItemFinding, TopicFinding, item_finding, open_facts, topic_findings
from .words import (
    ADVICE,
    BAND_WORDS,
    FLAG_SENTENCES,
    NOT_ENOUGH,
    PART_SENTENCES,
    STATE_SENTENCES,
    STATE_WORDS,
    WIDER_THAN_RANDOM,
    counted,
    distance_in_words,
    figure,
)

__all__ = [
    "ADVICE",
    "BAND_WORDS",
    "FLAG_SENTENCES",
    "HEADLINES",
    "NOT_ENOUGH",
    "PART_SENTENCES",
    "STATE_SENTENCES",
    "STATE_WORDS",
    "TOPICS_TO_TALK_ABOUT",
    "WIDER_THAN_RANDOM",
    "Findings",
    "ItemFinding",
    "TopicFinding",
    "by_priority",
    "counted",
    "distance_in_words",
    "figure",
    "findings",
    "headline",
    "item_finding",
    "open_facts",
    "topic_findings",
]
