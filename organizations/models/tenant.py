"""Organizations, who belongs to them, and who is invited."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from organizations.domain.permissions import ROLE_LABELS, Permission, Role, permissions_of
from organizations.domain.sides import SIDE_LABELS, Side
from organizations.models.base import TenantModel

ROLE_CHOICES = [(role.value, label) for role, label in ROLE_LABELS.items()]
SIDE_CHOICES = [(side.value, label) for side, label in SIDE_LABELS.items()]


class Organization(models.Model):
    """A company: the tenant everything else belongs to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Membership(TenantModel):
    """A person's place in one organization: role, side, and whether it still counts."""

    class State(models.TextChoices):
        ACTIVE = "active", "Active"
        DEACTIVATED = "deactivated", "Deactivated"

    person = models.ForeignKey("organizations.Person", on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=ROLE_CHOICES)
    side = models.CharField(max_length=12, choices=SIDE_CHOICES, blank=True)
    title = models.CharField(max_length=60, blank=True, help_text="For example CEO or CTO.")
    is_administrator = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=State.choices, default=State.ACTIVE)
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["person__name"]
        constraints = (
            models.UniqueConstraint(fields=["organization", "person"], name="membership_once"),
            models.CheckConstraint(
                condition=~Q(role=Role.LEADER) | ~Q(side=""), name="membership_leader_has_side"
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.ADMINISTRATOR) | Q(is_administrator=True),
                name="membership_administrator_is_one",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}, {self.title or self.get_role_display()}"

    @property
    def permissions(self) -> frozenset[Permission]:
        """The rights of this membership while it is active."""
        if self.state != self.State.ACTIVE:
            return frozenset()
        return permissions_of(role=Role(self.role), is_administrator=self.is_administrator)

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    @property
    def side_label(self) -> str:
        return SIDE_LABELS[Side(self.side)] if self.side else ""


class Invitation(TenantModel):
    """An invitation by mail; the token itself is never stored, only its SHA-256."""

    email = models.EmailField()
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=ROLE_CHOICES)
    side = models.CharField(max_length=12, choices=SIDE_CHOICES, blank=True)
    title = models.CharField(max_length=60, blank=True)
    is_administrator = models.BooleanField(default=False)
    invited_by = models.ForeignKey("organizations.Membership", on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    sendings = models.PositiveSmallIntegerField(default=1, help_text="How often its mail was asked for.")
    token_hash = models.CharField(max_length=64, unique=True, null=True, default=None)
    sent_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        "organizations.Membership", on_delete=models.CASCADE, null=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]
        constraints = (
            models.UniqueConstraint(
                "organization",
                Lower("email"),
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="invitation_open_once",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True), name="invitation_one_end"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"
