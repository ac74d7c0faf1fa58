"""Settings of one organization."""

from django import forms

from organizations.forms.fields import LineField


class RenameForm(forms.Form):
    """What the organization is called."""

    name = LineField(label="Name of the organization", max_length=120)


class EraseForm(forms.Form):
    """The deletion of an organization, confirmed by typing its name."""

    name = forms.CharField(
        label="Type the name of the organization", widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args: object, expected: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        self.expected = expected

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if name != self.expected.strip():
            raise forms.ValidationError("This is not the name of the organization.")
        return name
