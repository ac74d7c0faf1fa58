"""The only door through which frozen rows may leave: the deletion of a whole organization."""

from django.db import models


class ErasureOrder(models.Model):
    """Written in the transaction that deletes an organization; the freeze triggers let its rows go."""

    organization_id = models.UUIDField(primary_key=True)
    organization_name = models.CharField(max_length=120)
    ordered_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.organization_name
