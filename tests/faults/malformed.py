"""Requests that no browser sends: the same ones to two installations, which must refuse them alike."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from bench.wire import CSRF, Answer, Wire, request
from bench.world import World

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
PLACES = (
    "{home}",
    "{home}people/",
    "{home}people/{junk}/",
    "{home}people/invite/",
    "{home}settings/",
    "{home}documents/",
    "{home}documents/{junk}/",
    "{home}jobs/{junk}/",
    "{rounds}",
    "{rounds}new/",
    "{rounds}{junk}/",
    "{rounds}{opened}/",
    "{rounds}{opened}/waiting/",
    "{rounds}{opened}/seats/",
    "{rounds}{opened}/seats/{junk}/remove/",
    "{rounds}{opened}/answer/",
    "{rounds}{opened}/answer/check/",
    "{rounds}{opened}/answer/own/problem.1/",
    "{rounds}{opened}/answer/own/{item}/",
    "{rounds}{opened}/answer/prediction/{item}/",
    "{rounds}{opened}/answer/importance/data/",
    "{rounds}{opened}/answer/{junk}/{junk}/",
    "{rounds}{revealed}/gaps/",
    "{rounds}{revealed}/gaps/{junk}/",
    "{rounds}{revealed}/answer/own/{item}/",
    "/",
    "/theme/",
    "/account/settings/",
    "/invitation/{junk}/",
    "/{junk}",
)
FIELDS = (
    "value",
    "beside",
    "certainty",
    "reason",
    "tab",
    "sequence",
    "version",
    "keep_over",
    "title",
    "form",
    "due_on",
    "membership",
    "side",
    "email",
    "name",
    "role",
    "theme",
    "next",
    "page",
    "sort",
    "time_zone",
)
JUNK = (
    "",
    "0",
    "-1",
    "1",
    "3",
    "2.5",
    "1e309",
    "NaN",
    "Infinity",
    "9" * 400,
    "99999999999999999999",
    "\x00",
    "a\x00b",
    "%00",
    "\ud800",
    "\udfff\ud800",
    "\ufffe",
    "\u202e",
    "\U0010ffff",
    "../../etc/passwd",
    "..%2f..%2f",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "{% debug %}",
    "x" * 5000,
    "é" * 4001,
    "null",
    "true",
    "[]",
    "{}",
    "[" * 500,
    "2024-02-30",
    "0000-00-00",
    "9999-12-31",
    "00000000-0000-0000-0000-000000000000",
    "dont_know",
    "state:dont_know",
    "١٢٣",
    "１",
    "\r\nSet-Cookie: a=b",
    "\t",
    " ",
    "//evil.example",
    "javascript:1",
    "leader",
    "business",
    "Europe/Nowhere",
)
BODIES: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xfe\x00\x01" * 50, "application/x-www-form-urlencoded"),
    (b"value=%ED%A0%80&reason=%C0%AF&tab=%FF", "application/x-www-form-urlencoded"),
    (b"value=%00", "application/x-www-form-urlencoded"),
    (b"value=" + b"a" * 600_000, "application/x-www-form-urlencoded"),
    (b"&".join(b"a%d=1" % number for number in range(1500)), "application/x-www-form-urlencoded"),
    (b'{"value": [[[[', "application/json"),
    (b'--x\r\nContent-Disposition: form-data; name="value"\r\n\r\n3', "multipart/form-data; boundary=x"),
    (b"junk without a boundary", "multipart/form-data"),
    (b"--x--", "multipart/form-data; boundary=" + "y" * 300),
    (b"value=3", "application/x-www-form-urlencoded; charset=utf-7"),
    (b"value=3", "application/x-www-form-urlencoded; charset=nonsense"),
    (b"\x1f\x8b\x08", "text/plain"),
)
HEADERS: tuple[dict[str, str], ...] = (
    {},
    {"HX-Request": "true"},
    {"HX-Request": "true", "HX-Current-URL": "http://[::1"},
    {"Accept-Language": "x" * 4000},
    {"Range": "bytes=9-1"},
    {"If-Modified-Since": "yesterday"},
    {"Cookie": 'sessionid="; csrftoken=;;;=,'},
    {"Host": "evil.example"},
    {"Referer": "http://[bad"},
    {"X-HTTP-Method-Override": "DELETE"},
    {"Content-Encoding": "gzip"},
)


@dataclass(kw_only=True)
class MalformedOutcome:
    requests: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        return not self.failures and not self.differences and {200, 400, 404} <= set(self.statuses)

    def __str__(self) -> str:
        seen = ", ".join(f"{status}: {count}" for status, count in sorted(self.statuses.items()))
        bad = f"{len(self.failures)} x 500, {len(self.differences)} differ"
        return (
            f"{self.requests} requests, {bad} ({seen}) {' | '.join((self.failures + self.differences)[:3])}"
        )


Maker = Callable[[World], bytes]


def make(dice: random.Random) -> tuple[str, Maker]:
    """Invent one request; the same for every installation but for the ids in its address."""
    method, place = dice.choice(METHODS), dice.choice(PLACES)
    junk = [dice.choice(JUNK) for _ in range(2)]
    query = "&".join(f"{dice.choice(FIELDS)}={quoted(dice.choice(JUNK))}" for _ in range(dice.randrange(3)))
    part = dice.choice(("business", "technology", "facilitator", ""))
    body, kind = invented_body(dice)
    headers = {"Content-Type": kind, **dice.choice(HEADERS)}
    item = dice.randrange(1000)

    def message(world: World) -> bytes:
        path = place.replace("{junk}", "{}").format(
            *[quoted(text[:900]) for text in junk],
            home=world.home,
            rounds=world.rounds,
            opened=world.opened,
            revealed=world.revealed,
            item=world.scales[item % len(world.scales)],
        )
        own = world.sessions.get(part, "")
        sent = {**headers, "X-CSRFToken": CSRF} if method not in ("GET", "HEAD") else dict(headers)
        content = body if method in ("POST", "PUT", "PATCH") else b""
        target = f"{path}?{query}" if query else path
        return request(
            method,
            target,
            session=own,
            body=content,
            headers=sent,
        )

    return f"{method} {place} {junk} {query[:80]} {part} {body[:60]!r} {headers}", message


def quoted(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


def invented_body(dice: random.Random) -> tuple[bytes, str]:
    if dice.random() < 0.25:
        return dice.choice(BODIES)
    pairs = [f"{dice.choice(FIELDS)}={quoted(dice.choice(JUNK))}" for _ in range(dice.randrange(8))]
    return "&".join(pairs).encode(), "application/x-www-form-urlencoded"


def send_to_both(
    sides: Sequence[tuple[int, World]], *, requests: int, seed: int = 20260101
) -> MalformedOutcome:
    """Send each invented request to all sides and compare the statuses."""
    dice, found = random.Random(seed), MalformedOutcome()
    wires = [Wire(port) for port, _ in sides]
    while found.requests < requests:
        words, message = make(dice)
        answers: list[Answer] = []
        for wire, (_, world) in zip(wires, sides, strict=True):
            try:
                answers.append(wire.ask(message(world)))
            except OSError as error:  # no answer at all is as bad as a failure
                found.failures.append(f"{type(error).__name__}: {words}")
                wire.close()
        found.requests += len(sides)
        found.statuses.update(answer.status for answer in answers)
        found.failures += [words for answer in answers if answer.status >= 500]
        if len({answer.status for answer in answers}) > 1:
            found.differences.append(f"{[answer.status for answer in answers]} {words}")
    return found
