"""What holds for every answer of the server: nothing is cached, unreadable input is the sender's fault."""

from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase

GetResponse = Callable[[HttpRequest], HttpResponseBase]
PLAIN_FORM = "application/x-www-form-urlencoded"
FORMS = frozenset({PLAIN_FORM, "multipart/form-data"})


def no_store(get_response: GetResponse) -> GetResponse:
    """Keep every page out of caches and histories; static files are served before this."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    return middleware


def answer_bad_input(get_response: GetResponse) -> GetResponse:
    """Refuse with 400, on every engine alike, what is no form, no UTF-8, or no text a database can hold."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if _is_no_form(request):
            raise BadRequest("Only forms can be sent to this page.")
        fields = (request.GET, request.POST)
        if not _is_utf8(request) or any(
            _is_unstorable(text) for field in fields for pair in field.lists() for text in (pair[0], *pair[1])
        ):
            raise BadRequest("The text holds a character that cannot be stored.")
        return get_response(request)

    return middleware


def _is_no_form(request: HttpRequest) -> bool:
    """A body that Django would leave unread would look like an empty form, and could empty an answer."""
    has_body = request.META.get("CONTENT_LENGTH") not in {None, "", "0"}
    return request.method == "POST" and has_body and request.content_type not in FORMS


def _is_utf8(request: HttpRequest) -> bool:
    """Whether query and plain form decode as they are; Django would put replacement signs into the text."""
    parts = [request.META.get("QUERY_STRING", "").encode("latin-1", "replace")]
    parts += [request.body] if request.content_type == PLAIN_FORM else []
    try:
        return all(unquote_to_bytes(part).decode() is not None for part in parts)
    except UnicodeDecodeError:
        return False


def _is_unstorable(text: str) -> bool:
    return "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text)
