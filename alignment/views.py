"""Pages of rounds."""

from django.http import HttpResponse

from organizations.access import MemberRequest, requires
from organizations.domain.permissions import Permission


@requires(Permission.VISIT)
def rounds(request: MemberRequest) -> HttpResponse:
    return HttpResponse("rounds")
