"""The questionnaire of a round, parsed once per text and process."""

from functools import lru_cache

from alignment.documents import parsed_instrument
from alignment.domain.instrument import Instrument, short_form
from alignment.models import InstrumentVersion, Round


def instrument_of(round: Round) -> Instrument:
    """Return what the round asks, in its full or short form; costs a query once per version and process."""
    return instrument_by_hash(round.instrument.source_sha256, round.form)


@lru_cache(maxsize=64)
def instrument_by_hash(sha256: str, form: str) -> Instrument:
    """Keyed by the hash of the text: the same text is the same instrument, whoever owns the row."""
    source = InstrumentVersion.objects.filter(source_sha256=sha256).values_list("source", flat=True)[0]
    instrument = parsed_instrument(source, source=sha256[:12])
    return short_form(instrument) if form == Round.Form.SHORT else instrument
