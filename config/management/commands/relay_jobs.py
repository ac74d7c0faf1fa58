"""Tells Celery which rows wait: the only program that publishes, so no request ever waits for the broker."""

import logging
from time import monotonic
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from kombu.exceptions import OperationalError

from config.celery import run_job
from config.stopping import PAUSE_SECONDS, repeat, stop_on_signals
from organizations.selectors.jobs import unannounced_ids
from organizations.services import jobs

IDLE_SECONDS = 0.04
SWEEP_SECONDS = 5.0
BATCH = 100

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Announce queued jobs to the Celery workers, and again those whose worker has disappeared."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.REDIS_URL:
            raise CommandError("REDIS_URL is not set; use run_jobs instead.")
        self.last_sweep = 0.0
        self.is_broker_away = False
        self.stop = stop_on_signals()
        repeat(self.step, stop=self.stop, idle_seconds=IDLE_SECONDS)

    def step(self) -> bool:
        """Announce what is new; False where nothing was."""
        if monotonic() - self.last_sweep > SWEEP_SECONDS:
            jobs.sweep()
            self.last_sweep = monotonic()
        waiting = unannounced_ids(limit=BATCH)
        return bool(waiting) and all(self.announce(job_id) for job_id in waiting)

    def announce(self, job_id: UUID) -> bool:
        """Hand one id to the broker; False while it is away, which is logged once."""
        try:
            run_job.delay(str(job_id))
        except OperationalError as error:
            if not self.is_broker_away:
                logger.warning("the broker does not answer (%s); jobs wait", type(error).__name__)
            self.is_broker_away = True
            self.stop.wait(PAUSE_SECONDS)
            return False
        self.is_broker_away = False
        jobs.mark_announced(job_id=job_id)
        return True
