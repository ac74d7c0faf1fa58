"""What the other leader's browser gets while one leader saves: byte for byte the same, over the wire."""

import re
from dataclasses import dataclass

from bench.wire import Wire, autosave, get
from bench.world import World

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
DATE = re.compile(rb"\r\nDate: [^\r]+", re.IGNORECASE)
COOKIE = re.compile(rb"\r\nSet-Cookie: [^\r]+", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class BlindnessOutcome:
    saves: int
    pages: int
    distinct: int

    @property
    def is_good(self) -> bool:
        return self.distinct == self.pages

    def __str__(self) -> str:
        return f"{self.saves} saves, {self.distinct} distinct responses of {self.pages} pages"


def watch_while_saving(*, port: int, world: World, saves: int) -> BlindnessOutcome:
    """Save as the business leader; after each save look at one page as the technology leader and the facilitator."""
    wire, watched = Wire(port), pages(world)
    seen = [{fingerprint(wire, page)} for page in watched]
    for number in range(saves):
        said = {"value": str(number % 5 + 1), "reason": f"canary {number}"}
        path = world.question(world.scales[number % len(world.scales)])
        message = autosave(path, session=world.sessions["business"], sequence=number + 1, fields=said)
        assert wire.ask(message).status == 200
        for known, page in zip(seen, watched, strict=True):
            known.add(fingerprint(wire, page))
    return BlindnessOutcome(saves=saves, pages=len(watched), distinct=sum(map(len, seen)))


def pages(world: World) -> list[bytes]:
    shared = [
        world.home,
        world.rounds,
        f"{world.rounds}{world.opened}/",
        f"{world.rounds}{world.opened}/waiting/",
    ]
    own = [world.question(world.scales[0]), f"{world.rounds}{world.opened}/answer/check/"]
    plain = {"Accept-Encoding": "identity"}
    visits = [("technology", path) for path in (*shared, *own)] + [("facilitator", path) for path in shared]
    return [get(path, session=world.sessions[part], headers=plain) for part, path in visits]


def fingerprint(wire: Wire, page: bytes) -> tuple[bytes, bytes]:
    """Head and body without the clock and without the tokens that are new on every load."""
    answer = wire.ask(page)
    assert answer.status == 200, answer.head
    return COOKIE.sub(b"", DATE.sub(b"", answer.head)), TOKEN.sub(b"", answer.body)
