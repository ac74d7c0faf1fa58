"""The default of a factory argument that the factory makes itself."""

from enum import Enum
from typing import Final


class Auto(Enum):
    """Its one value says: make one for me."""

    AUTO = "auto"


AUTO: Final = Auto.AUTO
