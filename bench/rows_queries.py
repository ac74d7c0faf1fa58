"""How often pages ask the database."""

import json
from functools import cache

from bench.registry import Outcome, row
from bench.stage import sqlite_stage


@cache
def counted() -> dict[str, list[int]]:
    found: dict[str, list[int]] = json.loads(sqlite_stage().python("-m", "bench.queries"))
    return found


def highest(of: dict[str, int], *, at_most: int) -> Outcome:
    value = max(of.values())
    shown = ", ".join(f"{name} {count}" for name, count in of.items())
    return Outcome(value=value, shown=shown, met=value <= at_most)


@row("queries of detail pages, sign-in included", against="-", target="<= 8")
def on_details() -> Outcome:
    return highest(
        {name: counts[1] for name, counts in counted().items() if not name.endswith("list")}, at_most=8
    )


@row("queries of lists, sign-in included", against="-", target="<= 6")
def on_lists() -> Outcome:
    return highest(
        {name: counts[1] for name, counts in counted().items() if name.endswith("list")}, at_most=6
    )


@row("queries that grow with the rows", against="the same pages at a tenth", target="0 pages")
def growing() -> Outcome:
    grown = [name for name, (few, many) in counted().items() if few != many]
    return Outcome(value=len(grown), shown=", ".join(grown) or "0", met=not grown)
