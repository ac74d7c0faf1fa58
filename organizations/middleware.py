"""Sessions that end in time, sign-out that leaves nothing behind, and times in the person's own zone."""

from collections.abc import Callable
from time import time
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

GetResponse = Callable[[HttpRequest], HttpResponseBase]
View = Callable[..., HttpResponseBase]

STARTED = "parallax_started"
SEEN = "parallax_seen"
SEEN_STEP_SECONDS = 60  # the session row is written at most once a minute
POLL_HEADER = "X-Poll"  # sent by pages that ask by themselves: nobody need be there


def end_old_sessions(get_response: GetResponse) -> GetResponse:
    """Sign out after two idle hours or twelve hours in all; a page that polls alone is idle."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            now = int(time())
            started = request.session.setdefault(STARTED, now)
            seen = request.session.setdefault(SEEN, now)
            if (
                now - started > settings.SESSION_ABSOLUTE_SECONDS
                or now - seen > settings.SESSION_IDLE_SECONDS
            ):
                logout(request)
            elif now - seen > SEEN_STEP_SECONDS and POLL_HEADER not in request.headers:
                request.session[SEEN] = now
        return get_response(request)

    return middleware


def leave_nothing_behind(get_response: GetResponse) -> GetResponse:
    """On sign-out empty the browser's cache and storage.

    Storage too, on purpose: typed text that waits there to be saved is for the same person after a session
    that ran out (where nothing is cleared), never for whoever sits at this screen after a sign-out.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        was_signed_in = request.user.is_authenticated
        response = get_response(request)
        if was_signed_in and not request.user.is_authenticated:
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return middleware


class SignInRequired(LoginRequiredMiddleware):
    """Ask for a sign-in, then return to the page the person was on; htmx and forms ask from within a page."""

    def handle_no_permission(  # type: ignore[override]  # an answer to htmx is no redirect
        self, request: HttpRequest, view_func: View
    ) -> HttpResponseBase:
        is_htmx = "HX-Request" in request.headers
        if not is_htmx and request.method in {"GET", "HEAD"}:
            return super().handle_no_permission(request, view_func)
        page = request.headers.get("HX-Current-URL" if is_htmx else "Referer", "")
        answer = redirect_to_login(own_path(request, page), self.get_login_url(view_func))
        if not is_htmx:
            return answer
        return HttpResponse(headers={"HX-Redirect": answer.url})


def own_path(request: HttpRequest, address: str) -> str:
    """Return path and query of an address of ours, else the front door."""
    try:
        parts = urlsplit(address)
    except ValueError:  # "http://[": whoever sent it was on no page of ours
        return "/"
    path = parts._replace(scheme="", netloc="", fragment="").geturl()
    is_ours = parts.netloc == request.get_host() and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if is_ours else "/"


def use_own_time_zone(get_response: GetResponse) -> GetResponse:
    """Show times in the signed-in person's zone."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        zone = getattr(request.user, "time_zone", "UTC")
        with timezone.override(ZoneInfo(zone)):
            return get_response(request)

    return middleware
