"""What somebody is to be in an organization: invited, or changed."""

from typing import Any

from django import forms

from organizations.domain.permissions import ROLE_LABELS, Role
from organizations.domain.sides import SIDE_LABELS, Side
from organizations.forms.fields import LineField
from organizations.models import Membership
from organizations.services.people import Place

SIDES = (("", "No side"), *((side.value, label) for side, label in SIDE_LABELS.items()))


class PlaceForm(forms.Form):
    """Role, side and title of a member."""

    role = forms.ChoiceField(
        label="Role",
        choices=[(role.value, label) for role, label in ROLE_LABELS.items()],
        initial=Role.LEADER.value,
        help_text="Leaders answer rounds. Facilitators run them. Board readers see finished documents.",
    )
    side = forms.ChoiceField(
        label="Side", choices=SIDES, required=False, help_text="From which side a leader looks at the plan."
    )
    title = LineField(label="Title", max_length=60, required=False, help_text="For example CEO or CTO.")
    is_administrator = forms.BooleanField(
        label="Also administers: invites people, changes roles and settings", required=False
    )

    def clean(self) -> dict[str, Any]:  # Any: Django's cleaned values
        cleaned = super().clean() or {}
        if cleaned.get("role") == Role.LEADER.value and not cleaned.get("side"):
            self.add_error("side", "A leader answers for one side. Choose it.")
        return cleaned

    def place(self) -> Place:
        """Return the checked values."""
        side = self.cleaned_data["side"]
        return Place(
            role=Role(self.cleaned_data["role"]),
            side=Side(side) if side else None,
            title=self.cleaned_data["title"],
            is_administrator=self.cleaned_data["is_administrator"],
        )


class InvitationForm(PlaceForm):
    """Who is invited, and as what."""

    name = LineField(label="Name", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.EmailField(label="E-mail address", widget=forms.EmailInput(attrs={"autocomplete": "off"}))

    field_order = ("name", "email", "role", "side", "title", "is_administrator")


def place_of(membership: Membership) -> dict[str, object]:
    """Return the initial values of a PlaceForm."""
    return {
        "role": membership.role,
        "side": membership.side,
        "title": membership.title,
        "is_administrator": membership.is_administrator,
    }
