"""The way through a questionnaire: own answers by topic, then predictions, then the weight of each topic."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from alignment.domain.instrument import Instrument, Item, Topic


class Part(StrEnum):
    """The three parts in their order; the values are the kinds of answers."""

    OWN = "own"
    PREDICTION = "prediction"
    IMPORTANCE = "importance"


PART_LABELS: Mapping[Part, str] = {
    Part.OWN: "Your answers",
    Part.PREDICTION: "What you expect",
    Part.IMPORTANCE: "What matters",
}


@dataclass(frozen=True, kw_only=True)
class Step:
    """One screen. `item` is absent where the topic itself is rated; `position` counts inside the part."""

    part: Part
    id: str
    topic: Topic
    item: Item | None
    position: int
    total: int
    index: int


@dataclass(frozen=True, kw_only=True)
class Course:
    """All screens of one form of one instrument; the same order for everybody (topics are not shuffled)."""

    steps: tuple[Step, ...]
    at: Mapping[tuple[str, str], Step]

    def before(self, step: Step) -> Step | None:
        return self.steps[step.index - 1] if step.index else None

    def after(self, step: Step) -> Step | None:
        return self.steps[step.index + 1] if step.index + 1 < len(self.steps) else None

    def of(self, part: Part) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.part is part)


class _Same:
    """An instrument compared by identity: parsed ones are kept, and comparing their texts would be slow."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument

    def __hash__(self) -> int:
        return id(self.instrument)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.instrument is self.instrument


def course_of(instrument: Instrument) -> Course:
    return _course(_Same(instrument))


@lru_cache(maxsize=64)
def _course(same: _Same) -> Course:
    steps = tuple(_steps(same.instrument))
    return Course(steps=steps, at={(step.part.value, step.id): step for step in steps})


def _steps(instrument: Instrument) -> Iterator[Step]:
    parts: tuple[tuple[Part, tuple[Item | Topic, ...]], ...] = (
        (Part.OWN, instrument.items),
        (Part.PREDICTION, instrument.anchors),
        (Part.IMPORTANCE, instrument.topics),
    )
    index = 0
    for part, subjects in parts:
        for position, subject in enumerate(subjects, start=1):
            yield Step(
                part=part,
                id=subject.id,
                topic=instrument.topic[subject.topic] if isinstance(subject, Item) else subject,
                item=subject if isinstance(subject, Item) else None,
                position=position,
                total=len(subjects),
                index=index,
            )
            index += 1
