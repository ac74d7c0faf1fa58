"""What holds for every answer of the server: nothing is cached, unreadable input is the sender's fault."""

import gzip
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

GetResponse = Callable[[HttpRequest], HttpResponseBase]
PLAIN_FORM = "application/x-www-form-urlencoded"
FORMS = frozenset({PLAIN_FORM, "multipart/form-data"})

QUICK, SMALL = 3, 500  # zlib's level; bytes below which a header costs more than it saves


def no_store(get_response: GetResponse) -> GetResponse:
    """Keep every page out of caches and histories; static files are served before this."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    return middleware


def compress(get_response: GetResponse) -> GetResponse:
    """Send pages gzipped, quickly rather than as small as can be.

    What a page repeats of a request cannot be played against a secret in it (BREACH): tokens are masked anew
    in every answer, and cookies do not come along with requests from elsewhere (SameSite).
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if isinstance(response, HttpResponse) and _is_worth_it(response):
            patch_vary_headers(response, ["Accept-Encoding"])
            if "gzip" in request.headers.get("Accept-Encoding", ""):
                response.content = gzip.compress(response.content, compresslevel=QUICK, mtime=0)
                response.headers["Content-Length"] = str(len(response.content))
                response.headers["Content-Encoding"] = "gzip"
        return response

    return middleware


def _is_worth_it(response: HttpResponse) -> bool:
    is_text = response.headers.get("Content-Type", "").startswith("text/")
    return is_text and len(response.content) >= SMALL and not response.has_header("Content-Encoding")


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
