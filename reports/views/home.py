"""The first page of an organization: where we stand, and the one next step for this person."""

from django.http import HttpResponse
from django.shortcuts import render

from organizations.access import MemberRequest, requires
from organizations.domain.permissions import Permission
from reports.facts.home import home_page
from reports.selectors.home import get_home


@requires(Permission.VISIT)
def home(request: MemberRequest) -> HttpResponse:
    found = get_home(organization=request.organization, membership=request.membership)
    return render(request, "reports/home.html", {"home": home_page(found, organization=request.organization)})
