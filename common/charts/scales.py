"""Positions from 0 to 1 for raw answers, and how signed numbers are printed."""

import math

from common.charts.axis import AxisLabel
from common.charts.geometry import clamp

MINUS = "\u2212"


def linear_position(value: float, *, low: float, high: float) -> float:
    return clamp((value - low) / (high - low), 0, 1)


def log_position(value: float, *, low: float, high: float) -> float:
    """Equal ratios are equal distances; low and high are above zero."""
    return clamp(math.log(value / low) / math.log(high / low), 0, 1)


def doubling_labels(*, low: float, high: float, unit: str = "") -> tuple[AxisLabel, ...]:
    """Labels low, 2 low, 4 low ... up to high for an axis of ratios; every second one if there are many."""
    steps = math.floor(math.log2(high / low) + 1e-9)
    stride = 1 if steps < 6 else 2
    values = [low * 2**step for step in range(0, steps + 1, stride)]
    texts = [f"{value:g}" for value in values]
    texts[-1] = f"{texts[-1]} {unit}".strip()
    return tuple(
        AxisLabel(position=log_position(value, low=low, high=high), text=text)
        for value, text in zip(values, texts, strict=True)
    )


def half_up(value: float) -> int:
    """Rounding half away from zero, after taking off the noise of floating point."""
    value = round(value, 9)
    return int(math.copysign(math.floor(abs(value) + 0.5), value))


def signed(value: float) -> str:
    """A whole number as "+25", "−25" (U+2212) or "0"."""
    whole = half_up(value)
    return f"+{whole}" if whole > 0 else f"{MINUS}{-whole}" if whole < 0 else "0"
