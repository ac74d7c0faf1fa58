"""Starting an organization, accepting an invitation, and a person's own settings."""

from django import forms

from organizations.domain.sides import SIDE_LABELS
from organizations.forms.fields import LineField, NewPasswordField, ZoneField
from organizations.models import Person

SIDES = [(side.value, label) for side, label in SIDE_LABELS.items()]
ZONE_HELP = "Times are shown in this zone."


def name_field(label: str) -> LineField:
    return LineField(label=label, max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))


class OrganizationForm(forms.Form):
    """A new organization, and the place of its first person."""

    organization = LineField(label="Organization", max_length=120)
    title = LineField(label="Your title", max_length=60, help_text="For example CEO or CTO.")
    side = forms.ChoiceField(
        label="Your side",
        choices=SIDES,
        widget=forms.RadioSelect,
        help_text="From which side you look at the AI plan. The other side is for the person you invite.",
    )


class StartForm(OrganizationForm):
    """A new organization and a new account."""

    name = LineField(
        label="Your name", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label="E-mail address", widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = NewPasswordField()
    time_zone = ZoneField(help_text=ZONE_HELP, is_guessed=True)

    field_order = ("name", "organization", "title", "side", "email", "password", "time_zone")


class AcceptForm(forms.Form):
    """The account of somebody who was invited; the address is the invitation's."""

    name = LineField(
        label="Your name", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = NewPasswordField()
    time_zone = ZoneField(help_text=ZONE_HELP, is_guessed=True)


class PersonForm(forms.Form):
    """What a person chooses for all organizations."""

    name = name_field("Name")
    time_zone = ZoneField(help_text=ZONE_HELP)
    theme = forms.ChoiceField(label="Appearance", choices=Person.Theme.choices, widget=forms.RadioSelect)


class ThemeForm(forms.Form):
    """The switch in the account menu."""

    theme = forms.ChoiceField(choices=Person.Theme.choices)
