"""What stands after the reveal: the immutable snapshot, and the scores computed from it."""

from typing import ClassVar

from django.db import models

from alignment.models.guarded import Guarded


class Snapshot(Guarded):
    """All sealed answers of a round as one canonical document, made in the transaction of the reveal."""

    round = models.OneToOneField("alignment.Round", on_delete=models.CASCADE, related_name="+")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.sha256[:12]


class GapScore(Guarded):
    """The scores of one snapshot under one scoring version; a new computation is a new row."""

    snapshot = models.ForeignKey("alignment.Snapshot", on_delete=models.CASCADE, related_name="+")
    scoring_version = models.CharField(max_length=12)
    instrument_version = models.CharField(max_length=80)
    input_sha256 = models.CharField(max_length=64)
    content = models.JSONField(help_text="Items with trace, topics, views, overall, profile.")
    computed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-computed_at"]
        constraints = (
            models.UniqueConstraint(
                fields=["snapshot", "scoring_version", "input_sha256"], name="gap_score_once_per_version"
            ),
        )

    def __str__(self) -> str:
        return f"scores v{self.scoring_version}"
