"""The Celery application: it carries ids of jobs and nothing else; what it is told is checked in the row."""

import os
from uuid import UUID

import django
from celery import Celery
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from config.jobs import HANDLERS  # noqa: E402  # models exist only after the set-up
from organizations.services import jobs  # noqa: E402  # see the line above

app = Celery("parallax", broker=settings.REDIS_URL, set_as_current=True)
app.conf.update(
    task_serializer="json",
    accept_content=["json"],
    task_ignore_result=True,
    task_store_errors_even_if_ignored=False,
    # A message is gone only when its work is done; the run counter in the row stops what crashes every time.
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    worker_max_tasks_per_child=200,
    task_soft_time_limit=150,
    task_time_limit=180,
    # Publishing never hangs: no second try, and short patience with a frozen broker.
    task_publish_retry_policy={"max_retries": 0},
    broker_connection_timeout=0.5,
    broker_connection_retry_on_startup=True,
    broker_transport_options={
        "socket_timeout": 0.5,
        "socket_connect_timeout": 0.5,
        # The message of a killed worker comes back when its lease in the row has ended, not later.
        "visibility_timeout": settings.JOB_LEASE_SECONDS,
        "unacked_restore_interval": 2,
        "unacked_restore_throttle": 1,
    },
    worker_hijack_root_logger=False,
    worker_enable_remote_control=False,
    worker_send_task_events=False,
)


@app.task(name="run_job")
def run_job(job_id: str) -> None:
    """Do the job of this row if it is due and free; anything else that a message may say has no effect."""
    try:
        known = UUID(job_id)
    except (ValueError, AttributeError, TypeError):
        return
    jobs.run(job_id=known, handlers=HANDLERS)
