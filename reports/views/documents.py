"""Finished documents: the list, the download, and asking for a new one."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from alignment.selectors.rounds import get_round_or_404
from organizations.access import MemberRequest, requires
from organizations.domain.permissions import Permission
from organizations.services.jobs import TooManyJobs
from reports.facts.documents import documents_page
from reports.selectors.documents import get_document_or_404, list_documents, open_file_or_404
from reports.services.documents import request_round_report


@require_safe
@requires(Permission.READ_DOCUMENTS)
def documents(request: MemberRequest) -> HttpResponse:
    rows = list_documents(organization=request.organization, membership=request.membership)
    return render(request, "reports/documents.html", {"page": documents_page(rows, by=request.membership)})


@require_safe
@requires(Permission.READ_DOCUMENTS)
def download(request: MemberRequest, document_id: UUID) -> FileResponse:
    document = get_document_or_404(
        organization=request.organization, membership=request.membership, document_id=document_id
    )
    file = open_file_or_404(organization=request.organization, document_id=document.pk)
    name = f"{request.organization.slug}-round-report-{document.number}.pdf"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/pdf")


@require_POST
@requires(Permission.SEE_RESULTS)
def round_report(request: MemberRequest, round_id: UUID) -> HttpResponse:
    round = get_round_or_404(organization=request.organization, round_id=round_id)
    try:
        job = request_round_report(round=round, by=request.membership)
    except TooManyJobs as refusal:
        messages.warning(request, str(refusal))
        return redirect("reports:documents", request.organization.slug)
    return redirect("reports:job", request.organization.slug, job.pk)
