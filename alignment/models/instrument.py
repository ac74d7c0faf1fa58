"""The questionnaires an organization has used, frozen as the TOML they were."""

from typing import ClassVar

from django.db import models

from organizations.models import TenantModel


class InstrumentVersion(TenantModel):
    """One version of one instrument; never changed after it was stored."""

    code = models.SlugField(max_length=60)
    version = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    source = models.TextField(help_text="The TOML text.")
    source_sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["code", "-created_at"]
        constraints = (
            models.UniqueConstraint(
                fields=["organization", "code", "version"], name="instrument_version_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"
