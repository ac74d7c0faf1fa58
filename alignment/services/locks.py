"""Rows are locked in one order everywhere: the round, then its seats by id, then the audit chain."""

from collections.abc import Iterable
from uuid import UUID

from django.http import Http404

from alignment.models import Round, Seat


def locked_round(*, round_id: UUID) -> Round:
    """Lock and return the round; whatever changes its state or its seats waits here."""
    rounds = Round.objects.select_for_update(of=("self",)).select_related("organization", "instrument")
    found = rounds.filter(pk=round_id).first()
    if found is None:
        raise Http404("No such round.")
    found.loaded_seats = list(Seat.objects.select_related("membership__person").filter(round=found))
    for seat in found.loaded_seats:
        seat.round = found
    return found


def lock_seats(*, seats: Iterable[Seat]) -> None:
    """Wait for saves on these seats that are under way, and let no new one begin; before any audit event."""
    ids = [seat.pk for seat in seats]
    list(Seat.objects.select_for_update().only("pk").filter(pk__in=ids).order_by("pk"))
