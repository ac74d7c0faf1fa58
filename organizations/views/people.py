"""The people of an organization, and what each of them is."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from common.rules import Refused
from organizations.access import MemberRequest, requires
from organizations.domain.permissions import Permission
from organizations.forms.places import PlaceForm, place_of
from organizations.selectors.invitations import list_open_invitations
from organizations.selectors.people import get_membership_or_404, list_memberships
from organizations.services.people import change_membership, deactivate_membership, reactivate_membership


@requires(Permission.VISIT)
@require_safe
def people(request: MemberRequest) -> HttpResponse:
    """List members; whoever manages them also sees addresses and open invitations."""
    may_manage = request.membership.may(Permission.MANAGE_PEOPLE)
    context = {
        "members": list_memberships(organization=request.organization),
        "invitations": list_open_invitations(organization=request.organization) if may_manage else (),
        "may_manage": may_manage,
        "may_set": request.membership.may(Permission.MANAGE_SETTINGS),
    }
    return render(request, "organizations/people.html", context)


@requires(Permission.MANAGE_PEOPLE)
def membership(request: MemberRequest, membership_id: UUID) -> HttpResponse:
    """Change what one member is."""
    member = get_membership_or_404(organization=request.organization, membership_id=membership_id)
    form = PlaceForm(request.POST or None, initial=place_of(member))
    if request.method == "POST" and form.is_valid():
        try:
            change_membership(membership=member, **form.place().__dict__, by=request.membership)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{member.person.name} has been changed.")
            return redirect("organizations:people", slug=request.organization.slug)
    return render(request, "organizations/membership.html", {"member": member, "form": form})


@requires(Permission.MANAGE_PEOPLE)
@require_POST
def membership_deactivate(request: MemberRequest, membership_id: UUID) -> HttpResponse:
    """Take a member's rights away."""
    member = get_membership_or_404(organization=request.organization, membership_id=membership_id)
    try:
        deactivate_membership(membership=member, by=request.membership)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{member.person.name} no longer has access.")
    return redirect("organizations:people", slug=request.organization.slug)


@requires(Permission.MANAGE_PEOPLE)
@require_POST
def membership_reactivate(request: MemberRequest, membership_id: UUID) -> HttpResponse:
    """Give a member's rights back."""
    member = get_membership_or_404(organization=request.organization, membership_id=membership_id)
    reactivate_membership(membership=member, by=request.membership)
    messages.success(request, f"{member.person.name} has access again.")
    return redirect("organizations:people", slug=request.organization.slug)
