"""Check, submit, receipt, reopen: from the last question to the sealed sheet."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alignment.access import instrument_of
from alignment.facts.pages.checking import check_page
from alignment.facts.pages.course import course_of
from alignment.facts.pages.questions import Place, place_of
from alignment.facts.pages.sealing import receipt_page, submit_page
from alignment.selectors.rounds import (
    get_answering_seat_or_404,
    get_own_seat_or_404,
    get_round_or_404,
    list_counterparts,
)
from alignment.selectors.sheets import get_sheet
from alignment.services.sealing import Receipt, sealed_bytes
from alignment.services.sealing import reopen as reopen_seat
from alignment.services.sealing import submit as submit_seat
from alignment.views.refusals import attempt
from common.rules import Refused
from organizations.access import MemberRequest, requires
from organizations.domain.permissions import Permission


@requires(Permission.ANSWER_ROUNDS)
@require_safe
def check(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Everything one has said, with the way to change it while that is possible."""
    seat = get_answering_seat_or_404(round_id=round_id, membership=request.membership)
    place = place_of(seat, slug=request.organization.slug, others=list_counterparts(seat=seat))
    course = course_of(instrument_of(seat.round))
    page = check_page(place=place, course=course, sheet=get_sheet(seat=seat, by=request.membership))
    return render(request, "alignment/check.html", {"page": page, "place": place})


@requires(Permission.ANSWER_ROUNDS)
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """What submitting means, and the act; the last required one reveals the round."""
    slug, member = request.organization.slug, request.membership
    found = get_round_or_404(organization=request.organization, round_id=round_id)
    seat = get_own_seat_or_404(round=found, membership=member)
    place = place_of(seat, slug=slug)
    if request.method == "POST":
        return seal(request, place, partial(submit_seat, seat=seat, by=member))
    if not place.can_change:
        return redirect(place.base_url)
    sheet = get_sheet(seat=seat, by=member)
    page = submit_page(found, seat, place=place, course=course_of(instrument_of(found)), sheet=sheet)
    return render(request, "alignment/submit.html", {"page": page})


def seal(request: MemberRequest, place: Place, act: Callable[[], Receipt]) -> HttpResponse:
    """Submit, and go where that leads: to the receipt, to the reveal, or back with the reason."""
    try:
        sealed = act()
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(place.base_url)
    if not sealed.is_revealed:
        return redirect(f"{place.base_url}receipt/")
    messages.success(request, "Your answers are sealed, and everybody sees the same from now on.")
    return redirect(f"{place.round_url}gaps/")


@requires(Permission.ANSWER_ROUNDS)
@require_safe
def receipt(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """The fingerprint and the time of one's sealed answers."""
    seat = get_answering_seat_or_404(round_id=round_id, membership=request.membership)
    place = place_of(seat, slug=request.organization.slug)
    if seat.submitted_at is None:
        return redirect(place.base_url)
    return render(request, "alignment/receipt.html", {"page": receipt_page(seat, place=place)})


@requires(Permission.ANSWER_ROUNDS)
@require_safe
def receipt_file(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """One's own sealed answers, byte by byte as the fingerprint was taken of them."""
    seat = get_answering_seat_or_404(round_id=round_id, membership=request.membership)
    if seat.submitted_at is None:
        return redirect("alignment:answer", request.organization.slug, round_id)
    headers = {"Content-Disposition": 'attachment; filename="sealed-answers.json"'}
    content = sealed_bytes(seat=seat, by=request.membership)
    return HttpResponse(content, content_type="application/json", headers=headers)


@requires(Permission.ANSWER_ROUNDS)
@require_POST
def reopen(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Break one's own seal, as long as nothing has been revealed."""
    seat = get_answering_seat_or_404(round_id=round_id, membership=request.membership)
    base_url = place_of(seat, slug=request.organization.slug).base_url
    done = "Your answers are open again. Submit them when you have finished."
    attempt(request, partial(reopen_seat, seat=seat, by=request.membership), done=done)
    return redirect(f"{base_url}check/")
