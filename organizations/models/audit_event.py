"""The audit trail: append-only, numbered and hash-chained per organization; no answer text ever enters it."""

from typing import ClassVar

from django.db import models

from organizations.models.base import TenantModel


class AuditChain(models.Model):
    """The end of one organization's chain; writers lock this row, so numbers have no gaps."""

    organization = models.OneToOneField(
        "organizations.Organization", on_delete=models.CASCADE, primary_key=True
    )
    number = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, default="0" * 64)


class AuditEvent(TenantModel):
    """One fact about who did what to which row; `hash` covers the event and the hash before it."""

    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.ForeignKey(
        "organizations.Membership", on_delete=models.DO_NOTHING, null=True, related_name="+"
    )
    action = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    facts = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints = (models.UniqueConstraint(fields=["organization", "number"], name="audit_event_number"),)

    def __str__(self) -> str:
        return f"{self.number} {self.action}"
