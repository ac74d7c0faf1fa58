"""The product's addresses and the floor."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from config.urls import handler400, handler403, handler404, handler500, urlpatterns
from organizations.access import MemberRequest, requires
from organizations.domain.permissions import Permission

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@requires(Permission.VISIT)
@require_safe
def floor(request: MemberRequest) -> HttpResponse:
    """What every signed-in page must do: session, person, membership, permission, one template of 1 kB."""
    return render(request, "bench/floor.html")


urlpatterns = [path("o/<slug:slug>/floor/", floor, name="floor"), *urlpatterns]
