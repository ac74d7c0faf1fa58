"""Pages of organizations and people."""

from django.http import HttpRequest, HttpResponse

from organizations.access import MemberRequest, for_signed_in, requires
from organizations.domain.permissions import Permission


@for_signed_in
def landing(request: HttpRequest) -> HttpResponse:
    return HttpResponse("landing")


@for_signed_in
def theme(request: HttpRequest) -> HttpResponse:
    return HttpResponse("theme")


@requires(Permission.VISIT)
def people(request: MemberRequest) -> HttpResponse:
    return HttpResponse("people")
