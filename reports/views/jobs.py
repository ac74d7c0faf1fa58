"""How far a piece of work is, for the person who asked for it and nobody else."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from organizations.access import MemberRequest, requires
from organizations.domain.permissions import Permission
from organizations.selectors.jobs import get_own_job_or_404
from organizations.services import jobs
from reports.facts.jobs import job_page


@require_safe
@requires(Permission.VISIT)
def job(request: MemberRequest, job_id: UUID) -> HttpResponse:
    """The page, or for htmx the part that changes; a finished part asks no more."""
    found = get_own_job_or_404(
        organization=request.organization, membership=request.membership, job_id=job_id
    )
    page = job_page(found, organization=request.organization)
    template = "reports/job.html#progress" if request.htmx else "reports/job.html"
    response = render(request, template, {"job": page})
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_POST
@requires(Permission.VISIT)
def job_retry(request: MemberRequest, job_id: UUID) -> HttpResponse:
    found = get_own_job_or_404(
        organization=request.organization, membership=request.membership, job_id=job_id
    )
    try:
        jobs.retry(job=found, by=request.membership)
    except jobs.TooManyJobs as refusal:
        messages.warning(request, str(refusal))
    return redirect("reports:job", request.organization.slug, job_id)


@require_POST
@requires(Permission.VISIT)
def job_cancel(request: MemberRequest, job_id: UUID) -> HttpResponse:
    found = get_own_job_or_404(
        organization=request.organization, membership=request.membership, job_id=job_id
    )
    if not jobs.cancel(job=found, by=request.membership):
        messages.info(request, "It had already begun, so it was not cancelled.")
    return redirect("reports:job", request.organization.slug, job_id)
