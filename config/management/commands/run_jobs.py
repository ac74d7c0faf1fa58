"""Does the jobs where there is no Redis: one process beside the web server that looks into the table."""

from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand

from config.jobs import HANDLERS
from config.stopping import repeat, stop_on_signals
from organizations.selectors.jobs import next_due_id
from organizations.services import jobs

IDLE_SECONDS = 0.04  # a job waits for half of it on average
SWEEP_SECONDS = 5.0


class Command(BaseCommand):
    help = "Do queued jobs one after the other until stopped (for installations without Redis)."

    def handle(self, *args: Any, **options: Any) -> None:
        self.last_sweep = 0.0
        repeat(self.step, stop=stop_on_signals(), idle_seconds=IDLE_SECONDS)

    def step(self) -> bool:
        """Do the oldest job that is due; False where none was."""
        if monotonic() - self.last_sweep > SWEEP_SECONDS:
            jobs.sweep()
            self.last_sweep = monotonic()
        job_id = next_due_id()
        return job_id is not None and jobs.run(job_id=job_id, handlers=HANDLERS)
