"""The two lenses."""

from enum import StrEnum


class Side(StrEnum):
    """From which side a leader looks at the plan."""

    BUSINESS = "business"
    TECHNOLOGY = "technology"


SIDE_LABELS = {Side.BUSINESS: "Business", Side.TECHNOLOGY: "Technology"}


def side_opposite(side: str) -> str:
    """Return the other lens; somebody on no side has none opposite."""
    opposites = {Side.BUSINESS.value: Side.TECHNOLOGY.value, Side.TECHNOLOGY.value: Side.BUSINESS.value}
    return opposites.get(side, "")
