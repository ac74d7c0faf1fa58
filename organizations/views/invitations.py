"""Inviting, with the exact mail shown before it is sent; and what becomes of invitations."""

from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from common.rules import Refused
from organizations.access import MemberRequest, requires
from organizations.domain.permissions import Permission
from organizations.domain.sides import side_opposite
from organizations.forms.places import InvitationForm
from organizations.selectors.invitations import get_invitation_or_404
from organizations.services import invitations

ALREADY_HERE = "This address belongs to a member, or is already invited."


@requires(Permission.MANAGE_PEOPLE)
def invite(request: MemberRequest) -> HttpResponse:
    """Ask who, show the mail, send it: two forms on one address, nothing is kept between them."""
    form = InvitationForm(request.POST or None, initial={"side": side_opposite(request.membership.side)})
    if request.method != "POST" or not form.is_valid() or request.POST.get("step") == "edit":
        return render(request, "organizations/invite.html", {"form": form})
    if request.POST.get("step") == "send":
        return sent(request, form)
    letter = invitations.letter(
        invitations.draft(
            organization=request.organization,
            email=form.cleaned_data["email"],
            name=form.cleaned_data["name"],
            place=form.place(),
            by=request.membership,
        )
    )
    context = {"form": form, "letter": letter, "days": invitations.VALID_FOR.days}
    return render(request, "organizations/invite_check.html", context)


def sent(request: MemberRequest, form: InvitationForm) -> HttpResponse:
    """Invite, and return to the people; or to the form when the person is here already."""
    if not ratelimit.consume(request, action="invite"):
        return render(request, "429.html", status=429)
    try:
        invitations.invite(
            organization=request.organization,
            email=form.cleaned_data["email"],
            name=form.cleaned_data["name"],
            place=form.place(),
            by=request.membership,
        )
    except invitations.AlreadyMember:
        form.add_error("email", ALREADY_HERE)
        return render(request, "organizations/invite.html", {"form": form})
    messages.success(request, f"The invitation of {form.cleaned_data['name']} is on its way.")
    return redirect("organizations:people", slug=request.organization.slug)


@requires(Permission.MANAGE_PEOPLE)
@require_POST
def invitation_resend(request: MemberRequest, invitation_id: UUID) -> HttpResponse:
    """Send a new link."""
    invitation = get_invitation_or_404(organization=request.organization, invitation_id=invitation_id)
    try:
        invitations.resend(invitation=invitation, by=request.membership)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{invitation.name} gets a new link; the old one no longer works.")
    return redirect("organizations:people", slug=request.organization.slug)


@requires(Permission.MANAGE_PEOPLE)
@require_POST
def invitation_revoke(request: MemberRequest, invitation_id: UUID) -> HttpResponse:
    """Take the invitation back."""
    invitation = get_invitation_or_404(organization=request.organization, invitation_id=invitation_id)
    try:
        invitations.revoke(invitation=invitation, by=request.membership)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"The invitation of {invitation.name} has been revoked.")
    return redirect("organizations:people", slug=request.organization.slug)
