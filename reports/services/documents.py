"""Makes documents: asked for in a request, made by a job, kept once per content."""

from uuid import UUID

from django.db import transaction
from django.http import Http404

from alignment.models import Round
from alignment.selectors.rounds import get_round_or_404
from common.pdf import Rendered, RenderError, shared_renderer
from organizations import audit
from organizations.models import Job, Membership, Organization
from organizations.selectors.jobs import get_running_job
from organizations.services import jobs
from reports.documents.paper import round_report_html
from reports.documents.round_report import RoundReport
from reports.models import Document
from reports.selectors.documents import find_document, next_number, path_of
from reports.selectors.round_reports import get_round_report_or_404, history_head

ROUND_REPORT_JOB = "render_round_report"
KIND = Document.Kind.ROUND_REPORT
NOT_READABLE = "The results of this round are not open to you."


def request_round_report(*, round: Round, by: Membership) -> Job:
    """Ask for the report of a revealed round; the same person and content are the same job."""
    report = get_round_report_or_404(round=round, membership=by)
    job = jobs.enqueue(
        kind=ROUND_REPORT_JOB,
        subject_id=round.pk,
        key=f"{KIND}:{round.pk}:{by.pk}:{report.content_sha256}",
        organization=by.organization,
        by=by,
    )
    if job.state in (Job.State.FAILED, Job.State.CANCELLED):
        jobs.retry(job=job, by=by)
    return job


def make_round_report(*, round_id: UUID, job_id: UUID) -> None:
    """Make the document of a job, or find the one that has the same content; rights are checked again."""
    jobs.report_progress(job_id=job_id, text="Collecting answers and figures")
    job = get_running_job(job_id=job_id)
    if job.requested_by is None:
        raise jobs.JobFailed(NOT_READABLE)
    try:
        round = get_round_or_404(organization=job.organization, round_id=round_id)
        report = get_round_report_or_404(round=round, membership=job.requested_by)
    except Http404 as refusal:
        raise jobs.JobFailed(NOT_READABLE) from refusal
    document = _same_content(job, report) or _render(job, report, by=job.requested_by)
    jobs.report_result(job_id=job_id, result_id=document.pk)


def _same_content(job: Job, report: RoundReport) -> Document | None:
    return find_document(
        organization=job.organization,
        kind=KIND,
        subject_id=job.subject_id,
        content_sha256=report.content_sha256,
    )


def _render(job: Job, report: RoundReport, *, by: Membership) -> Document:
    """Lay out the pages into the job's own file: a second run of the job writes the same file again."""
    jobs.report_progress(job_id=job.pk, text="Laying out the pages")
    html = round_report_html(report, history=history_head(organization=job.organization))
    target = path_of(organization=job.organization, document_id=job.pk)
    try:
        rendered = shared_renderer().render(html=html, target=target, identifier=report.content_sha256[:32])
    except RenderError as error:
        raise jobs.JobFailed(str(error)) from error
    jobs.report_progress(job_id=job.pk, text="Putting the document on the list")
    return _keep(job, report, rendered, by=by)


@transaction.atomic
def _keep(job: Job, report: RoundReport, rendered: Rendered, *, by: Membership) -> Document:
    """Number the document under the lock of its organization; another job may have been faster."""
    Organization.objects.select_for_update(no_key=True).get(pk=job.organization_id)
    faster = _same_content(job, report)
    if faster is not None:
        if faster.pk != job.pk:
            path_of(organization=job.organization, document_id=job.pk).unlink()
        return faster
    document: Document = Document.objects.create(
        id=job.pk,
        organization=job.organization,
        kind=KIND,
        subject_id=job.subject_id,
        number=next_number(organization=job.organization),
        title=report.title,
        content_sha256=report.content_sha256,
        file_sha256=rendered.sha256,
        size=rendered.size,
        pages=rendered.pages,
        requested_by=by,
    )
    audit.record(
        "document_made",
        organization=job.organization,
        by=by,
        subject_type="document",
        subject_id=document.pk,
        facts={"number": document.number, "kind": document.kind, "sha256": document.file_sha256},
    )
    return document
