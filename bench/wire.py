"""A browser reduced to what a measurement needs: ready-made requests on a connection that stays open."""

import socket
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

CSRF = "a" * 32  # the cookie and the header need only agree
LIMIT = 65536
HTMX = {"HX-Request": "true"}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Status, header lines and body as they came over the wire."""

    status: int
    head: bytes
    body: bytes

    def header(self, name: str) -> str:
        for line in self.head.split(b"\r\n")[1:]:
            key, _, value = line.partition(b": ")
            if key.lower() == name.lower().encode():
                return value.decode("latin-1")
        return ""

    @property
    def size(self) -> int:
        return len(self.head) + 4 + len(self.body)


class Lost(OSError):
    """The server ended the connection before its answer was complete."""


def request(
    method: str,
    path: str,
    *,
    session: str = "",
    fields: Mapping[str, str] | None = None,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """Return the bytes of one request of a signed-in browser."""
    content = body if body is not None else urlencode(fields).encode() if fields else b""
    cookie = f"csrftoken={CSRF}" + (f"; sessionid={session}" if session else "")
    lines = {"Host": "127.0.0.1", "Cookie": cookie, "Accept-Encoding": "gzip, deflate, br, zstd"}
    if content or method not in {"GET", "HEAD"}:
        kind = "application/x-www-form-urlencoded"
        lines |= {"X-CSRFToken": CSRF, "Content-Type": kind, "Content-Length": str(len(content))}
    lines |= headers or {}
    head = "\r\n".join([f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in lines.items())])
    return head.encode("utf-8", "surrogatepass") + b"\r\n\r\n" + content


def get(path: str, *, session: str, headers: Mapping[str, str] | None = None) -> bytes:
    return request("GET", path, session=session, headers=headers)


def autosave(path: str, *, session: str, sequence: int, fields: Mapping[str, str]) -> bytes:
    """What the script of the questionnaire sends on every change, from one tab."""
    stamp = {"tab": "bench", "sequence": str(sequence), "version": "0"}
    return request("POST", path, session=session, fields={**fields, **stamp}, headers=HTMX)


class Wire:
    """One connection to a server on this machine; opened again where the server has closed it."""

    def __init__(self, port: int, *, seconds: float = 30) -> None:
        self.port = port
        self.seconds = seconds
        self.socket: socket.socket | None = None

    def ask(self, message: bytes) -> Answer:
        """Send and read one answer; raises Lost or OSError where there is none."""
        fresh = self.socket is None
        try:
            return self._ask(message)
        except (Lost, ConnectionError):
            self.close()
            if fresh:
                raise
            return self._ask(message)  # the server may end an idle connection at any time

    def once(self, message: bytes) -> Answer:
        """As `ask`, but never sent twice."""
        try:
            return self._ask(message)
        except OSError:
            self.close()
            raise

    def _ask(self, message: bytes) -> Answer:
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=self.seconds)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(message)
        answer = read_answer(self.socket, is_head=message.startswith(b"HEAD "))
        if answer.header("connection").lower() == "close":
            self.close()
        return answer

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        if self.socket is not None:
            self.socket.close()
            self.socket = None


def read_answer(connection: socket.socket, *, is_head: bool) -> Answer:
    received = b""
    while b"\r\n\r\n" not in received:
        received += read_some(connection)
    head, _, body = received.partition(b"\r\n\r\n")
    answer = Answer(status=int(head[9:12]), head=head, body=body)
    if is_head or answer.status in (204, 304):
        return answer
    length = answer.header("content-length")
    if length:
        while len(body) < int(length):
            body += read_some(connection)
    else:
        body = read_to_end(connection, body, is_chunked="chunked" in answer.header("transfer-encoding"))
    return Answer(status=answer.status, head=head, body=body)


def read_some(connection: socket.socket) -> bytes:
    part = connection.recv(LIMIT)
    if not part:
        raise Lost("the connection ended")
    return part


def read_to_end(connection: socket.socket, body: bytes, *, is_chunked: bool) -> bytes:
    if is_chunked:
        while not body.endswith(b"0\r\n\r\n"):
            body += read_some(connection)
        return body
    while part := connection.recv(LIMIT):
        body += part
    return body
