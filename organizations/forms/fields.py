"""Fields that several forms share: names that are only names, passwords, time zones."""

from functools import cache
from unicodedata import category
from zoneinfo import available_timezones

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

PASSWORD_LENGTH = 256
REGIONS = frozenset(
    ["Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"]
)
LINK_MARKS = ("://", "www.")


def plain_line(text: str) -> None:
    """Refuse what no name holds: control characters, invisible direction marks, and web addresses."""
    if any(category(letter) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"} for letter in text):
        raise ValidationError("Please use letters, digits and signs only.", code="control")
    if any(mark in text.lower() for mark in LINK_MARKS):
        raise ValidationError("Please leave web addresses out.", code="link")


@cache
def zone_choices() -> tuple[tuple[str, str], ...]:
    """Return the zones people live in, plus UTC, for a select."""
    regions = {
        "Africa",
        "America",
        "Antarctica",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    }
    zones = sorted(zone for zone in available_timezones() if zone.partition("/")[0] in regions)
    return (("UTC", "UTC"), *((zone, zone.replace("_", " ")) for zone in zones))


class LineField(forms.CharField):
    """One line of plain text; it may appear in mails and headings."""

    default_validators = [*forms.CharField.default_validators, plain_line]


class ZoneField(forms.ChoiceField):
    """A time zone; where it `is_guessed`, the form begins with the one of the browser."""

    def __init__(
        self, *, label: str = "Time zone", initial: str = "UTC", help_text: str = "", is_guessed: bool = False
    ) -> None:
        super().__init__(choices=zone_choices, label=label, initial=initial, help_text=help_text)
        if is_guessed:
            self.widget.attrs["data-own-zone"] = ""


class NewPasswordField(forms.CharField):
    """A password for a new account, under the rules of the settings."""

    def __init__(self, *, label: str = "Password") -> None:
        super().__init__(
            label=label,
            max_length=PASSWORD_LENGTH,
            strip=False,
            help_text="At least 12 characters. A sentence you can remember is a good password.",
            widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        )

    def validate(self, value: str) -> None:
        super().validate(value)
        validate_password(value)
