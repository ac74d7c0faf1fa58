"""Home and finished documents."""

from django.http import HttpResponse

from organizations.access import MemberRequest, requires
from organizations.domain.permissions import Permission


@requires(Permission.VISIT)
def home(request: MemberRequest) -> HttpResponse:
    return HttpResponse("home")


@requires(Permission.READ_DOCUMENTS)
def documents(request: MemberRequest) -> HttpResponse:
    return HttpResponse("documents")
