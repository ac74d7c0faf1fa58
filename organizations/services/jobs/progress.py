"""What a handler says about its job while it works; only the worker that holds the job is heard."""

from contextvars import ContextVar
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from organizations.models import Job

PROGRESS_LENGTH = 120
FAILURE_LENGTH = 300

#: The token under which the current thread works; a worker that lost its lease keeps an old one.
current_token: ContextVar[UUID | None] = ContextVar("current_token", default=None)


class JobFailed(Exception):
    """A handler gives up for a reason that the requester can read; it is not tried again by itself."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason[:FAILURE_LENGTH]


def report_progress(*, job_id: UUID, text: str) -> None:
    """Show what is going on, in words, and keep the lease."""
    _held(job_id).update(progress=text[:PROGRESS_LENGTH], lease_until=timezone.now() + lease())


def report_result(*, job_id: UUID, result_id: UUID) -> None:
    """Remember the row that the job has made."""
    _held(job_id).update(result_id=result_id)


def lease() -> timedelta:
    return timedelta(seconds=settings.JOB_LEASE_SECONDS)


def _held(job_id: UUID) -> QuerySet[Job]:
    return Job.objects.filter(pk=job_id, token=current_token.get(), state=Job.State.RUNNING)
