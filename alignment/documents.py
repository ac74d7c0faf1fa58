"""The questionnaire shipped with the product, and parsed questionnaires kept by their text."""

from functools import lru_cache
from pathlib import Path

from alignment.domain.instrument import Instrument
from alignment.domain.instrument_reader import load_instrument

SHIPPED_NAME = "leadership-1.toml"
#: Every company may have a few versions; a parsed one takes about 100 kB.
_KEPT = 64


@lru_cache(maxsize=1)
def shipped_instrument_text() -> str:
    """The TOML text of the questionnaire that every new organization starts with."""
    return (Path(__file__).parent / "instruments" / SHIPPED_NAME).read_text(encoding="utf-8")


def shipped_instrument() -> Instrument:
    return parsed_instrument(shipped_instrument_text(), source=SHIPPED_NAME)


@lru_cache(maxsize=_KEPT)
def parsed_instrument(text: str, *, source: str = "instrument") -> Instrument:
    """The instrument of a text, parsed once; raises InstrumentError, and then keeps nothing."""
    return load_instrument(text, source=source)
