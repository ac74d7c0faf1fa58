"""What holds for every answer of the server: nothing is cached, unreadable input is the sender's fault."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def no_store(get_response: GetResponse) -> GetResponse:
    """Keep every page out of caches and histories; static files are served before this."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    return middleware


def answer_bad_input(get_response: GetResponse) -> GetResponse:
    """Refuse text that a database cannot hold (NUL, lone surrogates) with 400 on every engine."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        fields = (request.GET, request.POST)
        if any(
            _is_unstorable(text) for field in fields for pair in field.lists() for text in (pair[0], *pair[1])
        ):
            raise BadRequest("The text holds a character that cannot be stored.")
        return get_response(request)

    return middleware


def _is_unstorable(text: str) -> bool:
    return "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text)
