"""What every row of a tenant has in common."""

import uuid
from typing import ClassVar

from django.db import models
from django_scopes import ScopedManager


class TenantModel(models.Model):
    """A row that belongs to one organization; without a scope its manager refuses every query."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey("organizations.Organization", on_delete=models.CASCADE, related_name="+")

    objects: ClassVar[models.Manager] = ScopedManager(organization="organization")  # type: ignore[type-arg]  # untyped library

    class Meta:
        abstract = True
