"""The two lenses."""

from enum import StrEnum


class Side(StrEnum):
    """From which side a leader looks at the plan."""

    BUSINESS = "business"
    TECHNOLOGY = "technology"


SIDE_LABELS = {Side.BUSINESS: "Business", Side.TECHNOLOGY: "Technology"}
