"""Work outside a request: people ask for it, workers do it, and the row says at any time how far it is."""

from organizations.services.jobs.progress import JobFailed, report_progress, report_result
from organizations.services.jobs.requests import TooManyJobs, cancel, enqueue, mark_announced, retry
from organizations.services.jobs.runs import Handler, claim, run, sweep

__all__ = [
    "Handler",
    "JobFailed",
    "TooManyJobs",
    "cancel",
    "claim",
    "enqueue",
    "mark_announced",
    "report_progress",
    "report_result",
    "retry",
    "run",
    "sweep",
]
