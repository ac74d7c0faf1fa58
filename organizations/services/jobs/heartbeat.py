"""Keeps the lease of a long job while its handler works, from a thread with its own connection."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from organizations.access import unfenced
from organizations.models import Job
from organizations.services.jobs.progress import lease

BEATS_PER_LEASE = 3


@contextmanager
def beating(*, job: Job) -> Iterator[None]:
    """Renew the lease of `job` until the block ends; it stays expired if another worker has taken over."""
    is_over = Event()
    heart = Thread(target=_beat, kwargs={"job": job, "is_over": is_over}, name="job-heartbeat", daemon=True)
    heart.start()
    try:
        yield
    finally:
        is_over.set()
        heart.join()


def _beat(*, job: Job, is_over: Event) -> None:
    has_connected = False
    while not is_over.wait(settings.JOB_LEASE_SECONDS / BEATS_PER_LEASE):
        has_connected = True
        # The next beat may come through; if none does, the lease ends as it should.
        with suppress(DatabaseError):
            _renew(job)
    if has_connected:
        connection.close()


def _renew(job: Job) -> None:
    with unfenced():
        held = Job.objects.filter(pk=job.pk, token=job.token, state=Job.State.RUNNING)
        held.update(lease_until=timezone.now() + lease())
