"""The component templates say with words and roles what they show."""

from types import SimpleNamespace
from typing import Any

from django import forms
from django.template.loader import render_to_string


class Sample(forms.Form):
    """One control of each shape."""

    budget = forms.DecimalField(help_text="Without tax.")
    note = forms.CharField(required=False)
    side = forms.ChoiceField(choices=[("business", "Business")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="I may speak for this organization")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def component(template: str, /, **context: Any) -> str:  # Any: what a template takes
    return " ".join(render_to_string(f"components/{template}.html", context).split())


def sent(**answers: str) -> Sample:
    form = Sample(answers)
    form.is_valid()
    return form


def test_field_is_tied_to_its_label_help_and_error() -> None:
    shown = component("field", field=sent()["budget"], unit="EUR")
    assert '<label class="field__label" for="id_budget">' in shown
    assert 'aria-describedby="id_budget_helptext id_budget_error"' in shown
    assert 'id="id_budget_helptext"' in shown
    assert 'id="id_budget_error"' in shown
    assert 'aria-invalid="true"' in shown
    assert "EUR" in shown


def test_optional_field_says_so_and_required_does_not() -> None:
    assert "(optional)" in component("field", field=Sample()["note"])
    assert "(optional)" not in component("field", field=Sample()["budget"])


def test_radios_are_a_fieldset_with_a_legend() -> None:
    shown = component("field", field=Sample()["side"])
    assert shown.startswith("<fieldset")
    assert "<legend" in shown


def test_hidden_field_has_no_label() -> None:
    assert "<label" not in component("field", field=Sample()["token"])


def test_error_summary_links_to_the_first_control_of_each_field() -> None:
    shown = component("error_summary", form=sent(note="x"))
    assert 'href="#id_budget"' in shown
    assert 'href="#id_side_0"' in shown
    assert "id_note" not in shown


def test_error_summary_is_silent_without_errors() -> None:
    assert component("error_summary", form=Sample()) == ""


def test_notice_carries_its_kind_as_a_word() -> None:
    for kind, word in {"neutral": "Note", "good": "Done", "warn": "Careful", "bad": "Problem"}.items():
        assert f">{word}<" in component("notice", kind=kind, title="x")


def test_side_has_its_own_shape_and_its_word() -> None:
    business, technology = component("side", side="business"), component("side", side="technology")
    assert "Business" in business
    assert "Technology" in technology
    assert business.split("<path")[1].split("/>")[0] != technology.split("<path")[1].split("/>")[0]


def test_step_says_its_state() -> None:
    items = [{"label": "Selection", "state": state} for state in ("done", "current", "open")]
    shown = component("steps", label="Phases", items=items)
    assert all(f">{word}<" in shown for word in ("Done", "Now", "Open"))
    assert shown.count('aria-current="step"') == 1


def test_one_tab_is_current_and_a_count_of_zero_is_shown() -> None:
    items = [
        SimpleNamespace(label="All", url="/", is_current=True, count=0),
        {"label": "Mine", "url": "/mine"},
    ]
    shown = component("tabs", label="Views", items=items)
    assert shown.count('aria-current="page"') == 1
    assert '<span class="tabs__count">0</span>' in shown


def test_text_of_people_is_escaped() -> None:
    assert "<b>" not in component("person", name="<b>Clara</b>", side="business", role="<b>")
    assert "<b>" not in component("table", id="t", caption="<b>", columns=["<b>"], rows=[["<b>", "<b>"]])


def test_error_pages_need_neither_person_nor_database() -> None:
    for code in ("500", "503"):
        shown = render_to_string(f"{code}.html")
        assert "<h1>" in shown
        assert "account_logout" not in shown
