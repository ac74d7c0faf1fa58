"""The words of a job's page."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from organizations.models import Job, Organization

NAMES: Mapping[str, str] = {
    "render_round_report": "Round report",
    "send_invitation": "Invitation mail",
    "score_round": "Scores of a round",
}
SENTENCES: Mapping[str, str] = {
    Job.State.QUEUED: "Waiting for its turn. This usually takes less than a second.",
    Job.State.RUNNING: "This usually takes a few seconds.",
    Job.State.DONE: "There is nothing left to do here.",
    Job.State.CANCELLED: "Cancelled before it began.",
}
READY = "The PDF is ready. It also stands on the list of documents."
MAKES_DOCUMENTS = frozenset({"render_round_report"})


@dataclass(frozen=True, kw_only=True)
class JobPage:
    """`download_url` is there once there is a document, the others while they would work."""

    name: str
    state: str
    state_word: str
    sentence: str
    url: str
    is_open: bool
    retry_url: str
    cancel_url: str
    download_url: str
    documents_url: str


def job_page(job: Job, *, organization: Organization) -> JobPage:
    def url(name: str) -> str:
        return reverse(f"reports:{name}", args=[organization.slug, job.pk])

    is_closed = job.state in (Job.State.FAILED, Job.State.CANCELLED)
    has_document = job.state == Job.State.DONE and job.kind in MAKES_DOCUMENTS and job.result_id is not None
    return JobPage(
        name=NAMES.get(job.kind, "Work in the background"),
        state=job.state,
        state_word=Job.State(job.state).label,
        sentence=READY if has_document else job.failure or job.progress or SENTENCES.get(job.state, ""),
        url=url("job"),
        is_open=job.is_open,
        retry_url=url("job_retry") if is_closed else "",
        cancel_url=url("job_cancel") if job.state == Job.State.QUEUED else "",
        download_url=document_url(organization, job.result_id) if has_document else "",
        documents_url=reverse("reports:documents", args=[organization.slug]),
    )


def document_url(organization: Organization, document_id: object) -> str:
    return reverse("reports:document", args=[organization.slug, document_id])
