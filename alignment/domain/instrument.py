"""The questionnaire: topics and items with their wording, and what the scores need to know of them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from .formats import AnyFormat
from .scores import Direction, ItemSpec, Plan, TopicSpec


class Tag(StrEnum):
    """How a difference on an item is resolved: look it up, compare what you know, or decide."""

    FACT = "fact"
    JUDGEMENT = "judgement"
    PREFERENCE = "preference"


class Form(StrEnum):
    FULL = "full"
    SHORT = "short"


@dataclass(frozen=True, kw_only=True)
class Option:
    id: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Item:
    """One question; which of the wording fields are set depends on the format."""

    id: str
    topic: str
    #: "3.4": the fourth item of the third topic.
    number: str
    text: str
    hint: str = ""
    format: AnyFormat
    tag: Tag
    #: Scale: one label per point, lowest first. Bipolar: left end, middle, right end.
    labels: tuple[str, ...] = ()
    #: Choice, pick, ranking and allocation: what is offered, in this order for everybody.
    options: tuple[Option, ...] = ()
    #: Percent and number: what is counted.
    unit: str = ""
    #: Percent: what the two ends mean.
    lo_label: str = ""
    hi_label: str = ""
    #: Number: "twice as long", "twice as much", "twice as many".
    comparison: str = "as much"
    #: Anchors are also predicted, and make up the short form.
    is_anchor: bool = False
    must_agree: bool = False
    direction: Direction | None = None
    is_reversed: bool = False

    @cached_property
    def wording(self) -> str:
        """Changes when anything changes that a respondent reads; position and tag are not part of it."""
        read = (self.text, self.hint, self.labels, self.options, self.unit, self.lo_label, self.hi_label)
        return hashlib.sha256(repr((read, self.format)).encode()).hexdigest()[:16]

    @cached_property
    def spec(self) -> ItemSpec:
        return ItemSpec(
            id=self.id,
            topic=self.topic,
            format=self.format,
            must_agree=self.must_agree,
            direction=self.direction,
            is_reversed=self.is_reversed,
            wording=self.wording,
        )

    def label_of(self, option: object) -> str:
        """The label of an option id; an id that is not offered stands for itself."""
        return next((offered.label for offered in self.options if offered.id == option), str(option))


@dataclass(frozen=True, kw_only=True)
class Topic:
    id: str
    number: int
    title: str
    #: The topic inside a sentence: "You agree on {noun}".
    noun: str
    question: str = ""
    items: tuple[Item, ...]


@dataclass(frozen=True, kw_only=True)
class Instrument:
    """One version of a questionnaire; equal text gives an equal instrument."""

    code: str
    version: str
    title: str
    language: str
    topics: tuple[Topic, ...]
    form: Form = Form.FULL

    @cached_property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for topic in self.topics for item in topic.items)

    @cached_property
    def anchors(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.is_anchor)

    @cached_property
    def item(self) -> Mapping[str, Item]:
        """Item id to item."""
        return {item.id: item for item in self.items}

    @cached_property
    def topic(self) -> Mapping[str, Topic]:
        """Topic id to topic."""
        return {topic.id: topic for topic in self.topics}

    @cached_property
    def plan(self) -> Plan:
        """What the scores need."""
        return Plan(
            topics=tuple(
                TopicSpec(id=topic.id, items=tuple(item.spec for item in topic.items))
                for topic in self.topics
            )
        )

    @property
    def label(self) -> str:
        """Code, version and form in one word, as hashes and method boxes name it."""
        return f"{self.code}-{self.version}" + ("" if self.form is Form.FULL else f"-{self.form}")


def short_form(instrument: Instrument) -> Instrument:
    """The anchors only, in their topics and with their numbers; for repeat rounds."""
    topics = (
        replace(topic, items=tuple(item for item in topic.items if item.is_anchor))
        for topic in instrument.topics
    )
    return replace(instrument, form=Form.SHORT, topics=tuple(topic for topic in topics if topic.items))
