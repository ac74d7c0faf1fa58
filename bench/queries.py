"""Counts the queries of the main pages at two sizes: `python -m bench.queries` prints page -> [small, large]."""

import json
import os

import django

from bench.world import World, make

SCALES = (1, 10)


def counts(world: World) -> dict[str, int]:
    """Return page -> queries, sign-in included, on the second visit: what is read once a process is not counted."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    found = {}
    for name, (part, path) in pages(world).items():
        client = Client(SERVER_NAME="127.0.0.1")
        client.cookies["sessionid"] = world.sessions[part]
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path)
        assert answer.status_code == 200, (name, answer.status_code)
        found[name] = len(queries)
    return found


def pages(world: World) -> dict[str, tuple[str, str]]:
    """Page -> who opens it, and where; lists end with the word "list"."""
    return {
        "home": ("business", world.home),
        "rounds list": ("facilitator", world.rounds),
        "people list": ("facilitator", f"{world.home}people/"),
        "documents list": ("facilitator", f"{world.home}documents/"),
        "open round": ("facilitator", f"{world.rounds}{world.opened}/"),
        "question": ("business", world.question("problem.1")),
        "check": ("business", f"{world.rounds}{world.opened}/answer/check/"),
        "dashboard": ("business", world.dashboard),
        "topic": ("business", f"{world.dashboard}problem/"),
        "method": ("business", f"{world.dashboard}method/"),
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    small, large = (counts(make(scale)) for scale in SCALES)
    print(json.dumps({name: [small[name], large[name]] for name in small}))
