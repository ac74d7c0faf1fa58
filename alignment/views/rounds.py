"""Rounds: the list, making one, setting it up, following it until the reveal."""

from functools import partial
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alignment.facts.pages.following import own_part, statuses_of
from alignment.facts.pages.rounds import round_head, round_lines, suggested_title
from alignment.facts.pages.setup import setup_page
from alignment.forms.rounds import RoundForm, seat_forms
from alignment.selectors.rounds import ROUNDS_PER_PAGE, count_rounds, get_round_or_404, list_rounds
from alignment.services.rounds import cancel_round, create_round, open_round
from alignment.views.refusals import attempt
from organizations.access import MemberRequest, requires
from organizations.domain.permissions import Permission
from organizations.selectors.people import list_leaders


@requires(Permission.SEE_ROUNDS)
@require_safe
def rounds(request: MemberRequest) -> HttpResponse:
    """Every round of the organization, newest first."""
    count = count_rounds(organization=request.organization)
    page = Paginator(range(count), ROUNDS_PER_PAGE).get_page(request.GET.get("page"))
    rows = list_rounds(organization=request.organization, page=page.number)
    lines = round_lines(rows, slug=request.organization.slug)
    may_run = request.membership.may(Permission.RUN_ROUNDS)
    return render(request, "alignment/rounds.html", {"lines": lines, "page_obj": page, "may_run": may_run})


@requires(Permission.RUN_ROUNDS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """A new draft; its participants are chosen on its own page."""
    organization = request.organization
    if request.method != "POST":
        form = RoundForm(initial={"title": suggested_title(count_rounds(organization=organization))})
        return render(request, "alignment/round_new.html", {"form": form})
    form = RoundForm(request.POST)
    if not form.is_valid():
        return render(request, "alignment/round_new.html", {"form": form}, status=400)
    made = create_round(organization=organization, by=request.membership, **form.cleaned_data)
    return redirect("alignment:round", organization.slug, made.pk)


@requires(Permission.SEE_ROUNDS)
@require_safe
def round_page(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """One round: its set-up, who is how far, or the way to its results."""
    slug, member = request.organization.slug, request.membership
    found = get_round_or_404(organization=request.organization, round_id=round_id)
    may_run = member.may(Permission.RUN_ROUNDS)
    context: dict[str, object] = {"head": round_head(found, slug=slug), "may_run": may_run}
    if found.state == "draft" and may_run:
        forms = seat_forms(found, list_leaders(organization=request.organization))
        context["page"] = setup_page(found, slug=slug, forms=forms, membership=member)
    elif found.state == "open":
        context["own"] = own_part(found, member, slug=slug)
        context["statuses"] = statuses_of(found, member, slug=slug, now=timezone.now())
    elif found.state == "revealed":
        context["may_see_results"] = member.may(Permission.SEE_RESULTS)
    return render(request, f"alignment/round_{found.state}.html", context)


@requires(Permission.SEE_ROUNDS)
@require_safe
def waiting(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """The poll of an open round: nothing new, the statuses as they are now, or the way to the reveal."""
    slug, member = request.organization.slug, request.membership
    found = get_round_or_404(organization=request.organization, round_id=round_id)
    if found.state != "open":
        is_revealed = found.state == "revealed" and member.may(Permission.SEE_RESULTS)
        target = "alignment:gaps" if is_revealed else "alignment:round"
        return HttpResponse(headers={"HX-Redirect": redirect(target, slug, round_id).url})
    statuses = statuses_of(found, member, slug=slug, now=timezone.now())
    if request.GET.get("seen") == statuses.mark:
        return HttpResponse(status=204)
    return render(request, "alignment/statuses.html", {"statuses": statuses})


@requires(Permission.RUN_ROUNDS)
@require_POST
def open_page(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Open a draft: from now on its participants are fixed and may answer."""
    found = get_round_or_404(organization=request.organization, round_id=round_id)
    done = "The round is open. Every participant gets a mail with the link."
    attempt(request, partial(open_round, round=found, by=request.membership), done=done)
    return redirect("alignment:round", request.organization.slug, round_id)


@requires(Permission.RUN_ROUNDS)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel_page(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """End a round without a reveal, after a page that says what this means."""
    found = get_round_or_404(organization=request.organization, round_id=round_id)
    if request.method != "POST":
        head = round_head(found, slug=request.organization.slug)
        context = {"head": head, "heading": f"Cancel “{head.title}”?"}
        return render(request, "alignment/round_cancel.html", context)
    attempt(request, partial(cancel_round, round=found, by=request.membership))
    return redirect("alignment:round", request.organization.slug, round_id)
