"""Rows of work: those of one person, and those that any worker may take."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q
from django.http import Http404
from django.utils import timezone

from organizations.access import unfenced
from organizations.models import Job, Membership, Organization


def get_own_job_or_404(*, organization: Organization, membership: Membership, job_id: UUID) -> Job:
    """Return a job that this member has asked for; others' and unknown ones do not exist."""
    job: Job | None = Job.objects.filter(
        organization=organization, requested_by=membership, pk=job_id
    ).first()
    if job is None:
        raise Http404("No such job.")
    return job


def get_running_job(*, job_id: UUID) -> Job:
    """Return a job to its own handler, with its organization and the person who asked."""
    found = Job.objects.select_related("organization", "requested_by__person", "requested_by__organization")
    job: Job = found.get(pk=job_id)
    return job


def due(*, now: datetime) -> Q:
    """Jobs that wait, and those whose worker has not been heard of for a whole lease."""
    return Q(state=Job.State.QUEUED) | Q(state=Job.State.RUNNING, lease_until__lt=now)


def next_due_id() -> UUID | None:
    """Return the oldest job that a worker may take now, of whatever organization."""
    with unfenced():
        waiting = Job.objects.filter(due(now=timezone.now()), runs__lt=settings.JOB_MAX_RUNS)
        return waiting.order_by("created_at").values_list("pk", flat=True).first()


def unannounced_ids(*, limit: int) -> tuple[UUID, ...]:
    """Return jobs that wait for a worker and of which none has been told, or too long ago to be believed."""
    now = timezone.now()
    is_stale = Q(announced_at__lt=now - timedelta(seconds=settings.JOB_LEASE_SECONDS))
    is_news = Q(announced_at__isnull=True) | Q(announced_at__lt=F("lease_until")) | is_stale
    with unfenced():
        waiting = Job.objects.filter(due(now=now) & is_news, runs__lt=settings.JOB_MAX_RUNS)
        return tuple(waiting.order_by("created_at").values_list("pk", flat=True)[:limit])
