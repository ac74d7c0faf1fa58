"""The nine answer formats of the questionnaire; each validates its values and measures distances."""

from typing import Any

from .base import (
    MAX_GAP,
    OPTIONS_LIMIT,
    POINTS_LIMIT,
    QUANTITY_LIMIT,
    RANDOM_GAP,
    Format,
    IntervalFormat,
    OptionId,
    is_number,
    is_option_id,
)
from .options import OTHER, TEXT_LIMIT, Allocation, Choice, Pick, Places, Ranking, Text, text_fault
from .ordered import Bipolar, Number, Percent, Scale, SteppedFormat

#: Any: which type of value belongs to a format is known only after its `fault` has looked at the value.
AnyFormat = Format[Any]

FORMATS: tuple[type[AnyFormat], ...] = (
    Scale,
    Bipolar,
    Percent,
    Number,
    Ranking,
    Choice,
    Pick,
    Allocation,
    Text,
)

__all__ = [
    "FORMATS",
    "MAX_GAP",
    "OPTIONS_LIMIT",
    "OTHER",
    "POINTS_LIMIT",
    "QUANTITY_LIMIT",
    "RANDOM_GAP",
    "TEXT_LIMIT",
    "Allocation",
    "AnyFormat",
    "Bipolar",
    "Choice",
    "Format",
    "IntervalFormat",
    "Number",
    "OptionId",
    "Percent",
    "Pick",
    "Places",
    "Ranking",
    "Scale",
    "SteppedFormat",
    "Text",
    "is_number",
    "is_option_id",
    "text_fault",
]
