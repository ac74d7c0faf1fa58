"""What pages look like to a script: status, headers and bytes, but for what differs by design."""

import re
from uuid import uuid4

from django.test import Client

# The token against forged requests is masked anew on every load; it says nothing about anybody's answers.
TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=")[A-Za-z0-9]+"')
UNKNOWN = uuid4()


def fingerprint(client: Client, url: str) -> tuple[object, ...]:
    """Return everything of a response that a browser could tell apart, but for its own address."""
    response = client.get(url)
    headers = {name: value for name, value in response.headers.items() if name != "Set-Cookie"}
    content = TOKEN.sub(rb"\1", response.content).replace(url.encode(), b"(this address)")
    return response.status_code, tuple(sorted(headers.items())), content
