"""Comparing two things fairly: in turns, in rounds, by medians."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass

from bench.registry import Outcome
from tools.measure import seconds

ROUNDS, TIMES = 7, 30
Action = Callable[[], object]


@dataclass(frozen=True, kw_only=True)
class Compared:
    """The median of one round for the thing measured, and for what it is measured against, in seconds."""

    rounds: tuple[tuple[float, float], ...]
    samples: tuple[float, ...]

    @property
    def ratios(self) -> list[float]:
        return sorted(mine / floor for mine, floor in self.rounds)

    def outcome(self, *, at_most: float) -> Outcome:
        value = statistics.median(self.ratios)
        mine, floor = (statistics.median(times) * 1000 for times in zip(*self.rounds, strict=True))
        spread = f"({self.ratios[0]:.2f}-{self.ratios[-1]:.2f})"
        shown = f"{value:.2f}x {spread}, {mine:.1f} / {floor:.1f} ms"
        return Outcome(value=value, shown=shown, met=value <= at_most)


def compare(action: Action, *, to: Action, rounds: int = ROUNDS, times: int = TIMES) -> Compared:
    """Alternate between both, so that a busy moment of the machine hits both."""
    for _ in range(3):
        action(), to()
    medians, samples = [], []
    for _ in range(rounds):
        pairs = [(seconds(action), seconds(to)) for _ in range(times)]
        mine, floor = (statistics.median(column) for column in zip(*pairs, strict=True))
        medians.append((mine, floor))
        samples += [pair[0] for pair in pairs]
    return Compared(rounds=tuple(medians), samples=tuple(samples))


def percentile(samples: list[float] | tuple[float, ...], share: float) -> float:
    """The value that this share of the samples does not exceed."""
    ordered = sorted(samples)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]
