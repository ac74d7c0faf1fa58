"""What one leader said; readable only through alignment.access."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length

from alignment.models.guarded import Guarded

models.TextField.register_lookup(Length, "length")

MAX_TEXT = 4000


class Answer(Guarded):
    """One saved field of a seat: an own answer, a prediction of the other side, or a topic's importance.

    `tab` and `sequence` order the saves of one browser tab; `version` counts all saves, so that a second tab
    that saw an older version is told so instead of overwriting.
    """

    class Kind(models.TextChoices):
        OWN = "own", "Own answer"
        PREDICTION = "prediction", "Prediction of the other side"
        IMPORTANCE = "importance", "Importance of a topic"

    class State(models.TextChoices):
        VALUE = "value", "Answered"
        DONT_KNOW = "dont_know", "I don't know"
        NOT_APPLICABLE = "not_applicable", "Does not apply to us"
        CANT_SAY = "cant_say", "I can't say"
        EMPTY = "empty", "Not answered"

    seat = models.ForeignKey("alignment.Seat", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    item = models.CharField(max_length=60, help_text="The item's id, or the topic's id for an importance.")
    state = models.CharField(max_length=14, choices=State.choices)
    value = models.JSONField(null=True)
    certainty = models.PositiveSmallIntegerField(null=True)
    reason = models.TextField(blank=True)
    tab = models.CharField(max_length=36)
    sequence = models.PositiveBigIntegerField()
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["seat", "kind", "item"], name="answer_once"),
            models.CheckConstraint(
                condition=Q(certainty__isnull=True) | Q(certainty__range=(1, 3)),
                name="answer_certainty_range",
            ),
            models.CheckConstraint(condition=Q(reason__length__lte=MAX_TEXT), name="answer_reason_length"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.item}"
