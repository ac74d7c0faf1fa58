"""The gap dashboard of a revealed round, its topics, and how the numbers came about."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from alignment.facts.pages.gap_method import method_page
from alignment.facts.pages.gap_topic import topic_page
from alignment.facts.pages.gaps import chosen_sort, gap_order, gap_page
from alignment.facts.pages.rounds import round_head
from alignment.selectors.gaps import RevealedPair, get_revealed_pair_or_404, get_revealed_round_or_404
from organizations.access import MemberRequest, requires
from organizations.domain.permissions import Permission


@requires(Permission.SEE_RESULTS)
@require_safe
@vary_on_headers("HX-Request", "HX-Target")
def gaps(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """The dashboard; while the scores are being computed, a page that waits for them."""
    slug = request.organization.slug
    round, is_scored = get_revealed_round_or_404(
        organization=request.organization, round_id=round_id, membership=request.membership
    )
    head = round_head(round, slug=slug)
    if not is_scored:
        return render(request, "alignment/gaps_computing.html", {"head": head})
    pair = get_revealed_pair_or_404(round=round, membership=request.membership)
    sort = chosen_sort(request.GET.get("sort"))
    if request.htmx and request.htmx.target == "everything":
        order = gap_order(pair, slug=slug, sort=sort)
        return render(request, "alignment/gaps.html#everything", {"page": order})
    page = gap_page(pair, slug=slug, sort=sort)
    return render(request, "alignment/gaps.html", {"head": head, "page": page})


@requires(Permission.SEE_RESULTS)
@require_safe
def gap_topic(request: MemberRequest, round_id: UUID, topic: str) -> HttpResponse:
    """Every question of one topic, with both answers and reasons."""
    pair = _pair_or_404(request, round_id)
    if topic not in pair.instrument.topic:
        raise Http404("There is no such topic.")
    slug = request.organization.slug
    page = topic_page(pair, topic=topic, slug=slug)
    return render(
        request, "alignment/gap_topic.html", {"head": round_head(pair.round, slug=slug), "page": page}
    )


@requires(Permission.SEE_RESULTS)
@require_safe
def gap_method(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """The formula, the versions and the sealed answers behind the numbers."""
    pair, slug = _pair_or_404(request, round_id), request.organization.slug
    page = method_page(pair, slug=slug)
    return render(
        request, "alignment/gap_method.html", {"head": round_head(pair.round, slug=slug), "page": page}
    )


def _pair_or_404(request: MemberRequest, round_id: UUID) -> RevealedPair:
    round, _ = get_revealed_round_or_404(
        organization=request.organization, round_id=round_id, membership=request.membership
    )
    return get_revealed_pair_or_404(round=round, membership=request.membership)
