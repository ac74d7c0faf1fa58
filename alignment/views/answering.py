"""The questionnaire: one question a page, saved on every change and on Continue."""

from uuid import UUID, uuid4

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from alignment.access import instrument_of
from alignment.facts.pages.checking import first_open
from alignment.facts.pages.conflicts import conflict_page, lines
from alignment.facts.pages.course import course_of
from alignment.facts.pages.entries import fields_of
from alignment.facts.pages.intro import intro_page
from alignment.facts.pages.questions import (
    Asked,
    asked_or_404,
    clock,
    place_of,
    question_page,
    saved_entry,
)
from alignment.forms.answers import Submission, Unfinished, Unreadable, read_draft, read_submission
from alignment.selectors.rounds import get_answering_seat_or_404, list_counterparts
from alignment.selectors.sheets import get_own_answer, get_sheet
from alignment.services.answers import (
    AnswerDraft,
    Conflict,
    InvalidAnswer,
    Late,
    Saved,
    SavedAnswer,
    Sealed,
    save_answer,
    start,
)
from alignment.views.refusals import attempt
from organizations.access import MemberRequest, requires
from organizations.domain.permissions import Permission


@requires(Permission.ANSWER_ROUNDS)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """What will happen, and Start; later the way back to the first open question, from any device."""
    slug, member = request.organization.slug, request.membership
    seat = get_answering_seat_or_404(round_id=round_id, membership=member)
    place = place_of(seat, slug=slug, others=list_counterparts(seat=seat))
    if request.method == "POST" and not attempt(request, lambda: start(seat=seat, by=member)):
        return redirect(place.round_url)
    if not place.can_change:
        return redirect(f"{place.base_url}receipt/" if seat.submitted_at else place.round_url)
    course = course_of(instrument_of(seat.round))
    if seat.started_at is None:
        return render(request, "alignment/intro.html", {"page": intro_page(seat, place=place, course=course)})
    following = first_open(course=course, sheet=get_sheet(seat=seat, by=member))
    return redirect(place.url_of(following) if following else f"{place.base_url}check/")


@requires(Permission.ANSWER_ROUNDS)
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: MemberRequest, round_id: UUID, part: str, item: str) -> HttpResponse:
    """One question: GET shows it, POST saves it (whole form and autosave alike)."""
    asked = asked_or_404(
        membership=request.membership,
        round_id=round_id,
        part=part,
        item=item,
        slug=request.organization.slug,
        is_change="change" in request.GET,
    )
    if request.method == "POST":
        return save(request, asked)
    if not asked.place.can_change or asked.seat.started_at is None:
        return redirect(asked.place.base_url)
    return show(request, asked)


def show(
    request: MemberRequest, asked: Asked, *, refused: Submission | None = None, reason: str = ""
) -> HttpResponse:
    """The page of a question; after a refusal with what was typed, and the reason above it."""
    part, item = asked.step.part.value, asked.step.id
    saved = get_own_answer(seat=asked.seat, kind=part, item=item, by=request.membership)
    entry = refused.entry if refused else saved_entry(asked.step, saved)
    page = question_page(asked, entry=entry, saved=saved, error=reason)
    return render(request, "alignment/question.html", {"page": page}, status=400 if refused else 200)


def save(request: MemberRequest, asked: Asked) -> HttpResponse:
    """Save one question; what cannot be saved is answered with the reason, and nothing typed is lost."""
    submission = read_submission(request.POST, asked.step, new_tab=str(uuid4()))
    try:
        draft = read_draft(submission.entry, asked.step)
        outcome = save_answer(
            seat=asked.seat,
            kind=asked.step.part.value,
            item=asked.step.id,
            draft=draft,
            stamp=submission.stamp,
            by=request.membership,
        )
    except Sealed as sealed:
        return closed(request, asked, reason=str(sealed))
    except (Unreadable, InvalidAnswer) as fault:
        if request.htmx and isinstance(fault, Unfinished):
            return wait(str(fault))
        return refuse(request, asked, submission=submission, reason=str(fault))
    if isinstance(outcome, Conflict):
        return settle(request, asked, theirs=outcome.current, draft=draft, submission=submission)
    return acknowledge(request, asked, outcome, submission=submission)


def acknowledge(
    request: MemberRequest, asked: Asked, outcome: Saved | Late, *, submission: Submission
) -> HttpResponse:
    """Stored: the script learns version and time; a whole form goes on, or stays after a settled conflict."""
    if not request.htmx:
        return HttpResponseRedirect(asked.url if submission.is_settling else asked.after_url)
    response = HttpResponse(headers={"X-Version": str(outcome.version)})
    if isinstance(outcome, Saved):
        response["X-Saved-At"] = clock(outcome.saved_at)
    return response


def refuse(request: MemberRequest, asked: Asked, *, submission: Submission, reason: str) -> HttpResponse:
    """400 with the reason in place."""
    if request.htmx:
        return render(request, "alignment/answer_error.html", {"reason": reason}, status=400)
    return show(request, asked, refused=submission, reason=reason)


def wait(reason: str) -> HttpResponse:
    """Nothing stored and nothing wrong: half of an answer, while it is being put together."""
    return HttpResponse(headers={"X-Unfinished": reason})


def settle(
    request: MemberRequest, asked: Asked, *, theirs: SavedAnswer, draft: AnswerDraft, submission: Submission
) -> HttpResponse:
    """409 with both texts: another tab or device has saved since this page was loaded."""
    mine = lines(
        asked.step, state=draft.state, value=draft.value, certainty=draft.certainty, reason=draft.reason
    )
    fields = fields_of(asked.step.item, submission.entry)
    page = conflict_page(asked, theirs=theirs, mine=mine, fields=fields)
    template = "answer_conflict" if request.htmx else "conflict"
    return render(request, f"alignment/{template}.html", {"page": page}, status=409)


def closed(request: MemberRequest, asked: Asked, *, reason: str) -> HttpResponse:
    """409: the answers are sealed, or the round has ended."""
    template = "answer_closed" if request.htmx else "closed"
    context = {"reason": reason, "url": asked.place.round_url}
    return render(request, f"alignment/{template}.html", context, status=409)
