"""Health, readiness and the pages for errors."""

import sys

import psycopg
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from organizations.access import for_everyone

#: Gone, restarting, locked or too slow; the driver's own where the fence speaks past Django (organizations.access).
AWAY = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)
RETRY_SECONDS = 5
TOO_LARGE = "What you sent is larger than this page accepts. Nothing of it was saved."


@for_everyone
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@for_everyone
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers too; 503 while it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        headers = {"Retry-After": str(RETRY_SECONDS)}
        words = "the database does not answer"
        return HttpResponse(words, status=503, content_type="text/plain", headers=headers)
    return HttpResponse("ok", content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 for what is too large; a script gets the reason alone, to show it in place."""
    is_too_large = isinstance(exception, RequestDataTooBig)
    status, reason = (413, TOO_LARGE) if is_too_large else (400, str(exception))
    if request.headers.get("HX-Request") == "true":
        return render(request, "refusal.html", {"reason": reason}, status=status)
    return render(request, f"{status}.html", {"reason": reason}, status=status)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", {"reason": str(exception)}, status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 while the database is away: nothing on that page may ask it."""
    if isinstance(sys.exc_info()[1], AWAY):
        page = render_to_string("503.html")
        return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_SECONDS)})
    return render(request, "500.html", status=500)
