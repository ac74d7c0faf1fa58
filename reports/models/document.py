"""A finished document: numbered, immutable, known by the SHA-256 of its file."""

from typing import ClassVar

from django.db import models

from organizations.models import TenantModel


class Document(TenantModel):
    """One PDF version; `content_sha256` names what it was made from, so that asking again finds it."""

    class Kind(models.TextChoices):
        ROUND_REPORT = "round_report", "Round report"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    subject_id = models.UUIDField(help_text="The round, for a round report.")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    content_sha256 = models.CharField(max_length=64)
    file_sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(help_text="Bytes.")
    pages = models.PositiveIntegerField()
    requested_by = models.ForeignKey(
        "organizations.Membership", on_delete=models.DO_NOTHING, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]
        constraints = (
            models.UniqueConstraint(fields=["organization", "number"], name="document_number_once"),
            models.UniqueConstraint(
                fields=["organization", "kind", "subject_id", "content_sha256"],
                name="document_once_per_content",
            ),
        )

    def __str__(self) -> str:
        return self.title
