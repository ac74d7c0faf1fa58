"""The sizes a chart is drawn for: page, phone and paper."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Geometry:
    """All lengths are CSS pixels at natural size.

    `is_stacked` puts labels above instead of beside; `visual_order` writes right-to-left text in drawing
    order, which WeasyPrint needs and browsers must not get.
    """

    name: str
    width: float
    body: float
    small: float
    is_stacked: bool = False
    visual_order: bool = False


# The page shows WIDE from 660 px of room on and NARROW below (charts.css), so that the small size never falls
# below 11 px: 12 * 660/720 = 11, and 13 * 288/328 = 11.4 on a 320 px phone with margins.
WIDE = Geometry(name="wide", width=720, body=13, small=12)
NARROW = Geometry(name="narrow", width=328, body=14, small=13, is_stacked=True)
# A4 with margins of 20 mm is 642 px wide.
PRINT = Geometry(name="print", width=640, body=12, small=11, visual_order=True)


@dataclass(frozen=True, kw_only=True)
class Size:
    width: float
    height: float


@dataclass(frozen=True, kw_only=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def clamp(value: float, low: float, high: float) -> float:
    """The nearest value inside low..high; the middle where that range is empty."""
    return (low + high) / 2 if low > high else min(max(value, low), high)


def spread(centres: list[float], halves: list[float], *, low: float, high: float) -> list[float]:
    """Centres of boxes (in order), moved as little as possible until none overlaps and all lie in low..high.

    Boxes that push one another end up packed around the mean of where they wanted to be (pooling adjacent
    violators). The caller sees to it that all of them fit.
    """
    total, offsets = 0.0, []
    for half in halves:
        offsets.append(total + half)
        total += 2 * half
    pools: list[tuple[float, int]] = []  # (mean of wanted minus packed place, members)
    for centre, offset in zip(centres, offsets, strict=True):
        mean, members = centre - offset, 1
        while pools and pools[-1][0] >= mean:
            before, count = pools.pop()
            mean, members = (before * count + mean * members) / (count + members), count + members
        pools.append((mean, members))
    starts = [clamp(mean, low, high - total) for mean, members in pools for _ in range(members)]
    return [start + offset for start, offset in zip(starts, offsets, strict=True)]
