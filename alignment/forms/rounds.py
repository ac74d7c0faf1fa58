"""The forms of setting up a round."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from alignment.facts.pages.setup import leaders_to_add
from alignment.models import Round
from organizations.domain.sides import Side
from organizations.models import Membership

FORM_CHOICES = (
    ("full", "Full questionnaire: every question, about 15 minutes a person"),
    ("short", "Short form: the anchor questions only, about 6 minutes; for repeat rounds"),
)


class RoundForm(forms.Form):
    """A new round; who takes part is chosen on its page."""

    title = forms.CharField(
        label="Title", max_length=120, help_text="Participants see it, and so does the report."
    )
    form = forms.ChoiceField(
        label="Questionnaire", choices=FORM_CHOICES, initial="full", widget=forms.RadioSelect
    )
    due_on = forms.DateField(
        label="Please answer by",
        required=False,
        help_text="Participants see this date. The round stays open until everybody required has submitted.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_due_on(self) -> date | None:
        due_on: date | None = self.cleaned_data["due_on"]
        if due_on and due_on < timezone.localdate():
            raise forms.ValidationError("This date has passed. Choose today or a later day.")
        return due_on


class SeatForm(forms.Form):
    """A leader of one side who shall take part; only leaders who do not yet are offered."""

    membership = forms.ChoiceField(label="Leader")
    is_required = forms.BooleanField(label="The reveal waits for this person", required=False, initial=True)

    def __init__(self, data: Any = None, *, side: str, leaders: Sequence[tuple[str, str]]) -> None:
        """Any: what a form is bound to, as Django types it."""
        super().__init__(data, auto_id=f"{side}_%s")
        field = self.fields["membership"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(leaders)


def seat_forms(round: Round, leaders: Sequence[Membership]) -> Mapping[str, SeatForm | None]:
    """Return the empty form of each side; None where every leader of the side takes part already."""
    offered = {side.value: leaders_to_add(round, side.value, leaders) for side in Side}
    return {
        side: SeatForm(side=side, leaders=options) if options else None for side, options in offered.items()
    }


def chosen_leader(leaders: Sequence[Membership], data: Any) -> tuple[Membership, bool] | None:
    """Return who was chosen and whether the reveal waits for them; None where it is none of the leaders."""
    by_id = {str(leader.pk): leader for leader in leaders}
    form = SeatForm(data, side="", leaders=[(key, "") for key in by_id])
    if not form.is_valid():
        return None
    return by_id[form.cleaned_data["membership"]], form.cleaned_data["is_required"]
