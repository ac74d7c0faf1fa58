"""What every row of a tenant has in common."""

import uuid
from typing import TYPE_CHECKING, TypeVar

from django.db import models
from django_scopes import ScopedManager

M = TypeVar("M", bound=models.Model, covariant=True)

if TYPE_CHECKING:  # django-scopes has no types; its manager is used like Django's own
    Scoped = models.Manager
else:
    Scoped = type(ScopedManager(organization="organization"))


class TenantManager(Scoped[M]):
    """Refuses every query outside of an organization's scope, and adds the organization inside."""


class TenantModel(models.Model):
    """A row that belongs to one organization; without a scope its manager refuses every query."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey("organizations.Organization", on_delete=models.CASCADE, related_name="+")

    objects = TenantManager()

    class Meta:
        abstract = True
