"""What the organization is called, and its end."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from organizations.access import MemberRequest, requires
from organizations.domain.permissions import Permission
from organizations.forms.organizations import EraseForm, RenameForm
from organizations.services.erasure import erase_organization
from organizations.services.settings import rename_organization


@requires(Permission.MANAGE_SETTINGS)
def settings(request: MemberRequest) -> HttpResponse:
    """Rename the organization, and the way to its deletion."""
    form = RenameForm(request.POST or None, initial={"name": request.organization.name})
    if request.method == "POST" and form.is_valid():
        rename_organization(
            organization=request.organization, name=form.cleaned_data["name"], by=request.membership
        )
        messages.success(request, "The name has been saved.")
        return redirect("organizations:settings", slug=request.organization.slug)
    return render(request, "organizations/settings.html", {"form": form})


@requires(Permission.MANAGE_SETTINGS)
def erase(request: MemberRequest) -> HttpResponse:
    """Delete the organization once its name has been typed."""
    form = EraseForm(request.POST or None, expected=request.organization.name)
    if request.method == "POST" and form.is_valid():
        erase_organization(organization=request.organization, by=request.membership)
        messages.success(request, f"{request.organization.name} has been deleted.")
        return redirect("organizations:landing")
    return render(request, "organizations/erase.html", {"form": form})
