"""The page behind an invitation's link: looking is harmless, only the button uses it up."""

from typing import cast

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from organizations.access import SignedInRequest, for_everyone
from organizations.forms.accounts import AcceptForm
from organizations.selectors.invitations import Door, find_invitation
from organizations.selectors.people import person_exists
from organizations.services.acceptance import InvitationClosed, accept_as, accept_as_new
from organizations.services.people import AddressInUse

STATUS = {Door.UNKNOWN: 404}
GONE = 410


@for_everyone
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show who invites to what, or say in one sentence why the link leads nowhere."""
    if refusal := ratelimit.consume_or_429(request, action="invitation"):
        return cast(HttpResponseBase, refusal)
    found = find_invitation(token=token)
    if found.invitation is None:
        return closed(request, found.door)
    context = {"invitation": found.invitation, "here": request.path}
    if request.user.is_authenticated:
        return for_somebody(cast(SignedInRequest, request), token, context)
    if person_exists(email=found.invitation.email):
        return render(request, "organizations/invitation_sign_in.html", context)
    return for_somebody_new(request, token, context)


def for_somebody(request: SignedInRequest, token: str, context: dict[str, object]) -> HttpResponse:
    """One button for the invited person; somebody else is asked to change places."""
    if getattr(context["invitation"], "email", "") != request.user.email:
        return render(request, "organizations/invitation_other.html", context)
    if request.method != "POST":
        return render(request, "organizations/invitation_accept.html", context)
    try:
        membership = accept_as(token=token, person=request.user)
    except InvitationClosed:
        return closed(request, Door.USED)
    return redirect("reports:home", slug=membership.organization.slug)


def for_somebody_new(request: HttpRequest, token: str, context: dict[str, object]) -> HttpResponseBase:
    """A form for name and password; its POST makes the account and signs in."""
    name = getattr(context["invitation"], "name", "")
    form = AcceptForm(request.POST or None, initial={"name": name})
    if request.method != "POST" or not form.is_valid():
        return render(request, "organizations/invitation_new.html", {**context, "form": form})
    try:
        membership = accept_as_new(token=token, **form.cleaned_data)
    except (InvitationClosed, AddressInUse):
        return closed(request, Door.USED)
    home = reverse("reports:home", args=[membership.organization.slug])
    return cast(HttpResponseBase, perform_login(request, membership.person, redirect_url=home))


def closed(request: HttpRequest, door: Door) -> HttpResponse:
    status = STATUS.get(door, GONE)
    return render(request, "organizations/invitation_closed.html", {"door": door.value}, status=status)
