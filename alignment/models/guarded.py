"""Rows that only alignment.access may read: their plain manager refuses every query."""

from typing import ClassVar, NoReturn

from django.db import models

from organizations.models import TenantManager, TenantModel


class ReadThroughAccess(RuntimeError):
    """Somebody tried to read answers or results past the one function that decides who may see them."""


class RefusingManager(models.Manager[models.Model]):
    """Answers every query with an error, so that no page can read by accident."""

    def get_queryset(self) -> NoReturn:
        raise ReadThroughAccess(
            f"{self.model.__name__} rows are read through alignment.access, which decides who may see them."
        )


class Guarded(TenantModel):
    """A tenant's row whose content is hidden until alignment.access says otherwise.

    `unguarded` belongs to alignment.access alone; a test looks for it elsewhere.
    """

    objects: ClassVar[RefusingManager] = RefusingManager()  # type: ignore[assignment]  # refusing is the point
    unguarded = TenantManager()

    class Meta:
        abstract = True
