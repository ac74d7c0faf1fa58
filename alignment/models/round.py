"""A round fields one instrument version to named people, each on a seat of one side."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from organizations.domain.sides import Side
from organizations.models import TenantModel

SIDE_CHOICES = [(side.value, side.value.title()) for side in Side]


class Round(TenantModel):
    """Draft -> open -> revealed, or cancelled; the reveal happens once, to everybody at the same moment."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        OPEN = "open", "Open"
        REVEALED = "revealed", "Revealed"
        CANCELLED = "cancelled", "Cancelled"

    class Form(models.TextChoices):
        FULL = "full", "Full questionnaire"
        SHORT = "short", "Short form"

    title = models.CharField(max_length=120)
    instrument = models.ForeignKey(
        "alignment.InstrumentVersion", on_delete=models.RESTRICT, related_name="rounds"
    )
    form = models.CharField(max_length=8, choices=Form.choices, default=Form.FULL)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    due_on = models.DateField(null=True, blank=True)
    created_by = models.ForeignKey("organizations.Membership", on_delete=models.RESTRICT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    opened_at = models.DateTimeField(null=True)
    revealed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    #: Set by the selector that loads a round: its seats with their people, in the order of the page.
    loaded_seats: "list[Seat]"

    class Meta:
        ordering: ClassVar = ["-created_at", "id"]
        indexes = (models.Index(fields=["organization", "-created_at", "id"], name="round_newest_first"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(state="revealed", revealed_at__isnull=False)
                | (~Q(state="revealed") & Q(revealed_at__isnull=True)),
                name="round_revealed_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", opened_at__isnull=True)
                | Q(state="cancelled")
                | Q(state__in=["open", "revealed"], opened_at__isnull=False),
                name="round_open_has_time",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Seat(TenantModel):
    """One person's place in a round: their side, and how far they are. Answers hang on it."""

    round = models.ForeignKey("alignment.Round", on_delete=models.CASCADE, related_name="seats")
    membership = models.ForeignKey(
        "organizations.Membership", on_delete=models.RESTRICT, related_name="seats"
    )
    side = models.CharField(max_length=12, choices=SIDE_CHOICES)
    position = models.PositiveSmallIntegerField(
        help_text="Order on the side; the first of each side are the pair."
    )
    is_required = models.BooleanField(default=True)
    started_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    receipt = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 of the sealed answers' canonical form."
    )
    reminded_at = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["side", "position"]
        constraints = (
            models.UniqueConstraint(fields=["round", "membership"], name="seat_once_per_person"),
            models.UniqueConstraint(fields=["round", "side", "position"], name="seat_position_once"),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, receipt="")
                | (Q(submitted_at__isnull=False) & ~Q(receipt="")),
                name="seat_submitted_has_receipt",
            ),
        )

    def __str__(self) -> str:
        return f"{self.membership} in {self.round}"
