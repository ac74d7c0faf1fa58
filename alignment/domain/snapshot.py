"""What a reveal fixes: every sealed sheet of a round, as one value and one hash."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime

from .answers import Sheet, Side
from .canonical import Json


@dataclass(frozen=True, kw_only=True)
class SealedSeat:
    """One participant as they were at the reveal; `sheet.respondent` is the seat's id."""

    membership: str
    name: str
    title: str
    position: int
    is_required: bool
    started_at: datetime | None
    last_saved_at: datetime | None
    submitted_at: datetime
    receipt: str
    sheet: Sheet = field(repr=False)

    @property
    def id(self) -> str:
        return self.sheet.respondent

    @property
    def side(self) -> Side:
        return self.sheet.side


@dataclass(frozen=True, kw_only=True)
class RoundSnapshot:
    """A revealed round: what was asked, of whom, and all that was answered and submitted."""

    round: str
    title: str
    form: str
    opened_at: datetime
    revealed_at: datetime
    instrument_code: str
    instrument_version: str
    instrument_sha256: str
    #: Code, version and form in one word, as receipts and hashes name it.
    instrument_label: str
    seats: tuple[SealedSeat, ...]

    @property
    def pair(self) -> tuple[SealedSeat, SealedSeat]:
        """The first of the business side and the first of the technology side: the figures are theirs."""
        return self._first_of(Side.BUSINESS), self._first_of(Side.TECHNOLOGY)

    def _first_of(self, side: Side) -> SealedSeat:
        return min((seat for seat in self.seats if seat.side is side), key=lambda seat: seat.position)

    def seat_of(self, membership: str) -> SealedSeat | None:
        """The member's own seat; None for those who did not take part."""
        return next((seat for seat in self.seats if seat.membership == membership), None)


def document_sha256(document: Json) -> str:
    """The SHA-256 of a document as JSON with sorted keys, no blanks, ASCII only."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode("ascii")).hexdigest()
