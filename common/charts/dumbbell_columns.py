"""What a row of a dumbbell holds, and the columns that all rows share."""

from collections.abc import Sequence
from dataclasses import dataclass

from common.charts.geometry import Geometry, clamp
from common.charts.marks import DIAMOND, Lens, Reading
from common.charts.text import measure

HALF_MARK = DIAMOND + 1
_GAP, _OVERHANG = 24.0, 18.0
_WIDEST_WORD = 110.0


@dataclass(frozen=True, kw_only=True)
class DumbbellRow:
    """One topic or item.

    A row without a score says why in `note` ("Not enough answers yet"). `ends` are the raw labels of its
    own axis.
    """

    label: str
    first: Reading | None = None
    second: Reading | None = None
    first_prediction: Reading | None = None
    second_prediction: Reading | None = None
    value: str = ""
    value_word: str = ""
    note: str = ""
    ends: tuple[str, str] | None = None
    group: str = ""

    def reading(self, lens: Lens) -> Reading | None:
        return self.first if lens is Lens.FIRST else self.second

    def prediction(self, lens: Lens) -> Reading | None:
        return self.first_prediction if lens is Lens.FIRST else self.second_prediction


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Label from 0, plot from start to end, value from value_left with its number ending at number_right."""

    label_width: float
    start: float
    end: float
    overhang: float
    value_left: float
    number_right: float

    def x(self, position: float) -> float:
        return self.start + clamp(position, 0, 1) * (self.end - self.start)


def place_columns(rows: Sequence[DumbbellRow], geometry: Geometry, *, value_name: str) -> Columns:
    number_right = geometry.width - _word_width(rows, geometry)
    value_left = min(number_right - _number_width(rows, geometry), geometry.width)
    if value_left < geometry.width:
        name = min(measure(value_name, size=geometry.small), _WIDEST_WORD)
        value_left = min(value_left, geometry.width - name)
    if geometry.is_stacked:
        inset = HALF_MARK + 1
        label_width, start, end, overhang = value_left - 16, inset, geometry.width - inset, inset
    else:
        widest_label = max((measure(row.label, size=geometry.body) for row in rows), default=0)
        label_width = clamp(widest_label + 1, 110, geometry.width * 0.36)
        has_value = value_left < geometry.width
        start, overhang = label_width + _GAP, _OVERHANG if has_value else HALF_MARK
        end = value_left - (_GAP if has_value else HALF_MARK)
    return Columns(
        label_width=label_width,
        start=start,
        end=end,
        overhang=overhang,
        value_left=value_left,
        number_right=number_right,
    )


def _number_width(rows: Sequence[DumbbellRow], geometry: Geometry) -> float:
    return max((measure(row.value, size=geometry.small, weight=600) for row in rows), default=0)


def _word_width(rows: Sequence[DumbbellRow], geometry: Geometry) -> float:
    """The words after the numbers, with the gap before them."""
    widest_word = max((measure(row.value_word, size=geometry.small) for row in rows), default=0)
    return 6 + min(widest_word, _WIDEST_WORD) if widest_word else 0
