"""Sessions that end in time, and times in the person's own zone."""

from collections.abc import Callable
from time import time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

GetResponse = Callable[[HttpRequest], HttpResponseBase]

STARTED = "parallax_started"
SEEN = "parallax_seen"
SEEN_STEP_SECONDS = 60  # the session row is written at most once a minute


def end_old_sessions(get_response: GetResponse) -> GetResponse:
    """Sign out after two idle hours or twelve hours in all."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            now = int(time())
            started = request.session.setdefault(STARTED, now)
            seen = request.session.setdefault(SEEN, now)
            if now - started > settings.SESSION_ABSOLUTE_SECONDS or now - seen > settings.SESSION_IDLE_SECONDS:
                logout(request)
            elif now - seen > SEEN_STEP_SECONDS:
                request.session[SEEN] = now
        return get_response(request)

    return middleware


def use_own_time_zone(get_response: GetResponse) -> GetResponse:
    """Show times in the signed-in person's zone."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        zone = getattr(request.user, "time_zone", "UTC")
        with timezone.override(ZoneInfo(zone)):
            return get_response(request)

    return middleware
