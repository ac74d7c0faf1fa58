"""What people do with jobs: ask, ask again after a failure, take back; a request only ever writes a row."""

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from organizations.access import unfenced
from organizations.models import Job, Membership, Organization

OPEN = (Job.State.QUEUED, Job.State.RUNNING)
CLOSED_WITHOUT_RESULT = (Job.State.FAILED, Job.State.CANCELLED)


class TooManyJobs(Exception):
    """The person already has as many open jobs as one may have."""

    def __init__(self) -> None:
        count = settings.JOB_MAX_OPEN_PER_PERSON
        super().__init__(f"You already have {count} jobs waiting or running. Please wait until one is done.")


@transaction.atomic
def enqueue(
    *, kind: str, subject_id: UUID, key: str, organization: Organization, by: Membership | None
) -> Job:
    """Return the job of this key, made now if there is none; its handler gets `subject_id`.

    The key names the work: whoever asks twice gets the same row, in whatever state it is.
    """
    existing: Job | None = Job.objects.filter(key=key).first()
    if existing is not None:
        return existing
    if by is not None:
        _refuse_too_many(by=by)
    wanted = {"kind": kind, "subject_id": subject_id, "organization": organization, "requested_by": by}
    job: Job = Job.objects.get_or_create(key=key, defaults=wanted)[0]
    return job


@transaction.atomic
def retry(*, job: Job, by: Membership) -> bool:
    """Put one's own failed or cancelled job back into the queue; False where there was nothing to do."""
    _refuse_too_many(by=by)
    again = Job.objects.filter(pk=job.pk, requested_by=by, state__in=CLOSED_WITHOUT_RESULT).update(
        state=Job.State.QUEUED,
        runs=0,
        token=None,
        lease_until=None,
        announced_at=None,
        started_at=None,
        finished_at=None,
        progress="",
        failure="",
    )
    return again == 1


def mark_announced(*, job_id: UUID) -> None:
    """Remember that a broker carries this id; until the lease of that promise ends it is not sent again."""
    with unfenced():
        Job.objects.filter(pk=job_id).update(announced_at=timezone.now())


def cancel(*, job: Job, by: Membership) -> bool:
    """Take back one's own job before a worker has begun; False where it was too late."""
    cancelled = Job.objects.filter(pk=job.pk, requested_by=by, state=Job.State.QUEUED).update(
        state=Job.State.CANCELLED
    )
    return cancelled == 1


def _refuse_too_many(*, by: Membership) -> None:
    """Count under a lock on the membership, so that two requests at once cannot both be the last allowed."""
    Membership.objects.select_for_update(no_key=True).get(pk=by.pk)
    if Job.objects.filter(requested_by=by, state__in=OPEN).count() >= settings.JOB_MAX_OPEN_PER_PERSON:
        raise TooManyJobs
