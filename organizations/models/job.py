"""Work to be done outside a request: the row is the truth, brokers only carry its id."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from organizations.models.base import TenantModel


class Job(TenantModel):
    """One piece of work on one subject, done once; `token` and `lease_until` say which worker holds it."""

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting"
        RUNNING = "running", "Working"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    requested_by = models.ForeignKey(
        "organizations.Membership", on_delete=models.CASCADE, null=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    progress = models.CharField(max_length=120, blank=True)
    failure = models.CharField(
        max_length=300, blank=True, help_text="Why it failed, in words for the requester."
    )
    result_id = models.UUIDField(null=True, help_text="What it made, where it makes a row.")
    runs = models.PositiveSmallIntegerField(default=0)
    token = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    announced_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(
                fields=["created_at"], condition=Q(state__in=["queued", "running"]), name="job_open_by_age"
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="running") | Q(token__isnull=False, lease_until__isnull=False),
                name="job_running_is_leased",
            ),
        )
        ordering: ClassVar = ["created_at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state in {self.State.QUEUED, self.State.RUNNING}
