"""What a person sets for all organizations."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from organizations.access import SignedInRequest, for_signed_in
from organizations.forms.accounts import PersonForm, ThemeForm
from organizations.services.people import change_person, choose_theme


@for_signed_in
def account(request: HttpRequest) -> HttpResponse:
    """Name, time zone and appearance; e-mail, password and second factor are allauth's pages."""
    person = cast(SignedInRequest, request).user
    initial = {"name": person.name, "time_zone": person.time_zone, "theme": person.theme}
    form = PersonForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        change_person(person=person, **form.cleaned_data)
        messages.success(request, "Your settings have been saved.")
        return redirect("organizations:account")
    return render(request, "organizations/account.html", {"form": form})


@for_signed_in
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the choice of light or dark, and go back to where it was made."""
    form = ThemeForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest("This appearance does not exist.", content_type="text/plain")
    choose_theme(person=cast(SignedInRequest, request).user, theme=form.cleaned_data["theme"])
    if "HX-Request" in request.headers:
        return HttpResponse(status=204)
    wanted = request.POST.get("next", "")
    is_safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return redirect(wanted if is_safe else "organizations:landing")
