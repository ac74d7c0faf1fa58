"""The ways in: the front page, the start of an organization, the list of one's organizations."""

from typing import cast

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from organizations.access import SignedInRequest, for_everyone
from organizations.domain.sides import Side
from organizations.forms.accounts import OrganizationForm, StartForm
from organizations.selectors.people import a_real_organization_exists, list_organizations_of
from organizations.services.people import AddressInUse, found_organization, start_organization

ADDRESS_IN_USE = "An account cannot be made with this address. If it is yours, sign in or reset the password."


@for_everyone
def landing(request: HttpRequest) -> HttpResponseBase:
    """Show what Parallax does, or where this person belongs; the only organization opens by itself."""
    if not request.user.is_authenticated:
        return render(request, "organizations/front.html", {"is_open": start_is_open()})
    memberships = list_organizations_of(person=request.user)
    if len(memberships) == 1:
        return redirect("reports:home", slug=memberships[0].organization.slug)
    context = {"memberships": memberships, "is_open": start_is_open()}
    return render(request, "organizations/landing.html", context)


@for_everyone
def start(request: HttpRequest) -> HttpResponseBase:
    """Start an organization, as somebody new or as somebody with an account."""
    if not start_is_open():
        return render(request, "organizations/start_closed.html", status=403)
    if refusal := ratelimit.consume_or_429(request, action="start"):
        return cast(HttpResponseBase, refusal)
    if request.user.is_authenticated:
        return start_another(cast(SignedInRequest, request))
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = started(request, form)
        if answer is not None:
            return answer
    return render(request, "organizations/start.html", {"form": form})


def started(request: HttpRequest, form: StartForm) -> HttpResponseBase | None:
    """Make organization and account and sign in; None after a refusal, which is then in the form."""
    values = form.cleaned_data
    try:
        membership = start_organization(
            name=values["organization"],
            person_name=values["name"],
            email=values["email"],
            password=values["password"],
            title=values["title"],
            side=Side(values["side"]),
            time_zone=values["time_zone"],
        )
    except AddressInUse:
        form.add_error("email", ADDRESS_IN_USE)
        return None
    home = reverse("reports:home", args=[membership.organization.slug])
    answer = perform_login(request, membership.person, redirect_url=home, signup=True)
    return cast(HttpResponseBase, answer)


def start_another(request: SignedInRequest) -> HttpResponseBase:
    form = OrganizationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        membership = found_organization(
            name=values["organization"], person=request.user, title=values["title"], side=Side(values["side"])
        )
        return redirect("reports:home", slug=membership.organization.slug)
    return render(request, "organizations/start.html", {"form": form})


def start_is_open() -> bool:
    """Say whether anybody may start an organization here: the first one always may."""
    return settings.START_IS_OPEN or not a_real_organization_exists()
