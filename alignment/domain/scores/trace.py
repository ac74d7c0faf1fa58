"""How one gap was computed: the steps a page shows when a number is opened."""

from typing import NamedTuple

from ..answers import Value
from ..formats import RANDOM_GAP, AnyFormat

#: Format kind -> how the distance of two answers is taken, in words.
DISTANCE_RULES: dict[str, str] = {
    "scale": "steps apart, divided by all steps of the scale",
    "bipolar": "steps apart, divided by all steps of the scale",
    "percent": "difference, divided by the whole range",
    "number": "how many times as much, on a scale where eight times is the full distance",
    "ranking": "pairs of options ordered differently, divided by all pairs",
    "choice": "0 for the same option, 1 for different options",
    "pick": "picked options not in common, divided by the number of picks",
    "allocation": "points placed differently, divided by 100",
    "text": "never scored",
}
GAP_RULE = "40 x distance / chance, at most 100"


class Trace(NamedTuple):
    """Two answers, their distance, the distance of random answers, and the gap that follows."""

    a: Value | None
    b: Value | None
    distance: float | None
    chance: float | None
    gap: float | None
    distance_rule: str
    gap_rule: str = GAP_RULE

    @property
    def uncapped(self) -> float | None:
        """The gap before it was cut at 100."""
        if self.distance is None or self.chance is None:
            return None
        return RANDOM_GAP * self.distance / self.chance

    @classmethod
    def of(cls, *, rule: AnyFormat, a: Value | None, b: Value | None, gap: float | None) -> "Trace":
        """The steps for two answers; the distance is None where the item has no gap."""
        return cls(
            a=a,
            b=b,
            distance=rule.distance(a, b) if gap is not None else None,
            chance=rule.chance if rule.is_scored else None,
            gap=gap,
            distance_rule=DISTANCE_RULES[rule.kind],
        )
