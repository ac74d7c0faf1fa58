"""The tables of the alignment app."""

from alignment.models.answer import Answer
from alignment.models.instrument import InstrumentVersion
from alignment.models.result import GapScore, Snapshot
from alignment.models.round import Round, Seat

__all__ = ["Answer", "GapScore", "InstrumentVersion", "Round", "Seat", "Snapshot"]
