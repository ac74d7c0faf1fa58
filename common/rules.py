"""Rules are lists: each names one reason against an act, and a refusal carries all of them to the button."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar


@dataclass(frozen=True, kw_only=True)
class Blocker:
    """Why something cannot be done now, in words for the button."""

    code: str
    reason: str


class Refused(Exception):
    """The state of things does not allow the act; `blockers` say why."""

    def __init__(self, blockers: Sequence[Blocker]) -> None:
        self.blockers = tuple(blockers)
        super().__init__(" ".join(blocker.reason for blocker in self.blockers))


F = TypeVar("F")
Rule = Callable[[F], Blocker | None]


def blockers(rules: Sequence[Rule[F]], facts: F) -> tuple[Blocker, ...]:
    """Return every reason against the act; empty means it may be done."""
    found = (rule(facts) for rule in rules)
    return tuple(blocker for blocker in found if blocker is not None)


def refuse_if_blocked(rules: Sequence[Rule[F]], facts: F) -> None:
    """Raise Refused with every reason against the act."""
    found = blockers(rules, facts)
    if found:
        raise Refused(found)
