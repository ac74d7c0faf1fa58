"""What workers do with jobs: claim by one conditional UPDATE, and finish only what one still holds."""

import logging
import traceback
from collections.abc import Callable, Mapping
from datetime import timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db.models import F, QuerySet
from django.utils import timezone

from organizations.access import organization_scope, unfenced
from organizations.models import Job, Membership
from organizations.selectors.jobs import due
from organizations.services.jobs.heartbeat import beating
from organizations.services.jobs.progress import JobFailed, current_token, lease

Handler = Callable[..., None]

#: How long a job rests after its first and its second run stumbled.
RESTS = (timedelta(seconds=2), timedelta(seconds=20))
STOPPED = "It was started {runs} times and stopped each time before the end. You can try again."
STUMBLED = "An error on our side stopped it {runs} times; it has been logged. You can try again."
UNKNOWN = "This version of the software does not know this kind of work."
GONE = "The person who asked for it is no longer a member of the organization."

logger = logging.getLogger(__name__)


def run(*, job_id: UUID, handlers: Mapping[str, Handler]) -> bool:
    """Do one job if it is due and free; False where somebody else has it, had it, or it never existed."""
    job = claim(job_id=job_id)
    if job is None:
        return False
    held = current_token.set(job.token)
    try:
        with organization_scope(job.organization), beating(job=job):
            _attempt(job=job, handlers=handlers)
    finally:
        current_token.reset(held)
    return True


def claim(*, job_id: UUID) -> Job | None:
    """Take the job with a new token and lease, or return None; two claimers can never both succeed."""
    now, token = timezone.now(), uuid4()
    with unfenced():
        taken = Job.objects.filter(due(now=now), pk=job_id, runs__lt=settings.JOB_MAX_RUNS).update(
            state=Job.State.RUNNING,
            token=token,
            lease_until=now + lease(),
            runs=F("runs") + 1,
            started_at=now,
            progress="",
        )
        claimed = Job.objects.select_related("organization", "requested_by").filter(pk=job_id, token=token)
        return claimed.first() if taken else None


def sweep() -> int:
    """Give up, visibly, on jobs whose last allowed run ended without a word; return how many."""
    now = timezone.now()
    failure = STOPPED.format(runs=settings.JOB_MAX_RUNS)
    with unfenced():
        lost = Job.objects.filter(due(now=now), runs__gte=settings.JOB_MAX_RUNS)
        return lost.update(state=Job.State.FAILED, failure=failure, progress="", finished_at=now, token=None)


def _attempt(*, job: Job, handlers: Mapping[str, Handler]) -> None:
    try:
        _handler_of(job, handlers)(subject_id=job.subject_id, job_id=job.pk)
    except JobFailed as refusal:
        _finish(job, state=Job.State.FAILED, failure=refusal.reason)
    except Exception as error:  # noqa: BLE001  # whatever a handler raises must end in the row, and the worker lives on
        _log(job, error)
        _stumble(job)
    else:
        _finish(job, state=Job.State.DONE)


def _handler_of(job: Job, handlers: Mapping[str, Handler]) -> Handler:
    if job.requested_by is not None and job.requested_by.state != Membership.State.ACTIVE:
        raise JobFailed(GONE)
    if job.kind not in handlers:
        raise JobFailed(UNKNOWN)
    return handlers[job.kind]


def _finish(job: Job, *, state: Job.State, failure: str = "") -> None:
    ended = _held(job).update(
        state=state, failure=failure, progress="", finished_at=timezone.now(), token=None
    )
    if not ended:
        logger.warning("job %s (%s) was taken over before it ended", job.pk, job.kind)


def _stumble(job: Job) -> None:
    """Let the job rest and be taken again, or give up after the last allowed run."""
    if job.runs >= settings.JOB_MAX_RUNS:
        _finish(job, state=Job.State.FAILED, failure=STUMBLED.format(runs=job.runs))
        return
    rest = RESTS[min(job.runs, len(RESTS)) - 1]
    _held(job).update(
        token=uuid4(),
        lease_until=timezone.now() + rest,
        progress="It did not work. Trying again in a moment.",
    )


def _held(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, token=job.token, state=Job.State.RUNNING)


def _log(job: Job, error: Exception) -> None:
    """Log where it happened, but not the error's own words, which may quote what somebody has answered."""
    where = "".join(traceback.format_tb(error.__traceback__)[-6:])
    logger.error("job %s (%s), run %s: %s\n%s", job.pk, job.kind, job.runs, type(error).__name__, where)
