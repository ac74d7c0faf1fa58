"""Who takes part in a round: adding, removing, and the polite reminder."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from alignment.forms.rounds import chosen_leader
from alignment.selectors.rounds import get_round_or_404, get_seat_or_404
from alignment.services.rounds import add_seat, make_first, remind, remove_seat
from alignment.views.refusals import attempt
from organizations.access import MemberRequest, requires
from organizations.domain.permissions import Permission
from organizations.selectors.people import list_leaders


@requires(Permission.RUN_ROUNDS)
@require_POST
def add(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Give a leader a seat at the end of the leader's own side."""
    found = get_round_or_404(organization=request.organization, round_id=round_id)
    chosen = chosen_leader(list_leaders(organization=request.organization), request.POST)
    if chosen is None:
        messages.error(request, "Choose a leader from the list.")
        return back(request, round_id)
    leader, waits = chosen
    by = request.membership
    attempt(
        request, partial(add_seat, round=found, membership=leader, side=leader.side, is_required=waits, by=by)
    )
    return back(request, round_id)


@requires(Permission.RUN_ROUNDS)
@require_POST
def remove(request: MemberRequest, round_id: UUID, seat_id: UUID) -> HttpResponse:
    """Take a seat away while the round is a draft."""
    found = get_round_or_404(organization=request.organization, round_id=round_id)
    seat = get_seat_or_404(round=found, seat_id=seat_id)
    attempt(request, partial(remove_seat, round=found, seat_id=seat.pk, by=request.membership))
    return back(request, round_id)


@requires(Permission.RUN_ROUNDS)
@require_POST
def first(request: MemberRequest, round_id: UUID, seat_id: UUID) -> HttpResponse:
    """Put a seat at the head of its side while the round is a draft."""
    found = get_round_or_404(organization=request.organization, round_id=round_id)
    seat = get_seat_or_404(round=found, seat_id=seat_id)
    done = f"{seat.membership.person.name} speaks for the {seat.side} side in the pair."
    attempt(request, partial(make_first, round=found, seat_id=seat.pk, by=request.membership), done=done)
    return back(request, round_id)


@requires(Permission.RUN_ROUNDS)
@require_POST
def remind_participant(request: MemberRequest, round_id: UUID, seat_id: UUID) -> HttpResponse:
    """Send one participant the polite mail; never to somebody who has submitted."""
    found = get_round_or_404(organization=request.organization, round_id=round_id)
    seat = get_seat_or_404(round=found, seat_id=seat_id)
    done = f"A reminder is on its way to {seat.membership.person.name}."
    attempt(request, partial(remind, round=found, seat_id=seat.pk, by=request.membership), done=done)
    return back(request, round_id)


def back(request: MemberRequest, round_id: UUID) -> HttpResponse:
    return redirect("alignment:round", request.organization.slug, round_id)
