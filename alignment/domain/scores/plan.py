"""What is to be scored: items by topic, without their wording."""

from dataclasses import dataclass
from enum import StrEnum

from ..formats import AnyFormat


class Direction(StrEnum):
    """What more of an answer means, for the items where it means something."""

    READINESS = "readiness"
    PACE = "pace"


@dataclass(frozen=True, kw_only=True)
class ItemSpec:
    """One item as the scores see it."""

    id: str
    topic: str
    format: AnyFormat
    must_agree: bool = False
    direction: Direction | None = None
    #: The first point of the scale is the high end of the direction.
    is_reversed: bool = False
    #: Identifies what was asked; two rounds are compared on items whose wording is the same.
    wording: str = ""


@dataclass(frozen=True, kw_only=True)
class TopicSpec:
    id: str
    items: tuple[ItemSpec, ...]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The topics of one instrument version in their order; item ids are unique over all of them."""

    topics: tuple[TopicSpec, ...]

    @property
    def items(self) -> tuple[ItemSpec, ...]:
        return tuple(item for topic in self.topics for item in topic.items)
