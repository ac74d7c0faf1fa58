"""The four bands of a gap, and the only place where a gap is compared or rounded."""

import math
from bisect import bisect_right
from enum import StrEnum

#: Gaps are compared after rounding to this many digits, so that 15 computed as 14.999999999999998 is 15.
COMPARED_DIGITS = 9
#: `gap >= threshold - HALF_DIGIT` says the same as rounding first, at a tenth of the time.
HALF_DIGIT = 0.5e-9


class Band(StrEnum):
    ALIGNED = "aligned"
    MINOR = "minor"
    NOTABLE = "notable"
    WIDE = "wide"


#: (from this gap on, band), lowest first; the justification is in measurement.md 5.6.
BANDS: tuple[tuple[float, Band], ...] = (
    (0.0, Band.ALIGNED),
    (15.0, Band.MINOR),
    (30.0, Band.NOTABLE),
    (50.0, Band.WIDE),
)
_STARTS = [start for start, _ in BANDS]
#: From here on two answers differ: the cut of the four states, and the lower edge of "notable".
DIFFERENT_FROM = 30.0
#: A "must agree" item of this gap flags its topic; also the lower edge of "wide".
WIDE_FROM = 50.0


def reaches(gap: float, threshold: float) -> bool:
    """Whether a gap is at or above a threshold, to nine digits."""
    return gap >= threshold - HALF_DIGIT


def band(gap: float) -> Band:
    """The band of a gap of 0..100; the lower edge belongs to the band."""
    return BANDS[bisect_right(_STARTS, gap + HALF_DIGIT) - 1][1]


def round_half_up(number: float) -> int:
    """Rounding for the eye: 12.5 is 13, -12.5 is -13 (so that swapping sides only changes the sign)."""
    size = math.floor(round(abs(number), COMPARED_DIGITS) + 0.5)
    return -size if number < 0 else size
