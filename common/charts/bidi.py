"""Puts mixed-direction text into the order in which it is drawn, for a renderer that draws letter by letter.

WeasyPrint places the letters of SVG text one after the other from left to right, unjoined. This follows the
implicit part of the Unicode bidirectional algorithm (UAX 9; explicit marks are dropped) and joins Arabic
letters with their presentation forms.
"""

import unicodedata
from functools import lru_cache

_MIRRORED = dict(zip("()[]{}<>«»", ")(][}{><»«", strict=True))
_LAM = "\u0644"


def needs_order(text: str) -> bool:
    return not text.isascii() and any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text)


def visual(text: str, *, rtl: bool) -> str:
    """The letters of one line from left to right."""
    # Vowel points are left out: letter by letter they would stand beside their letter, not on it.
    clusters = _clusters(_joined("".join(c for c in text if unicodedata.category(c) not in {"Cf", "Mn"})))
    levels = _levels([_kind(cluster[0]) for cluster in clusters], base=int(rtl))
    drawn = [_MIRRORED.get(c, c) if level % 2 else c for c, level in zip(clusters, levels, strict=True)]
    for threshold in range(max(levels, default=0), 0, -1):
        drawn, levels = _reversed_runs(drawn, levels, threshold=threshold)
    return "".join(drawn)


def _clusters(text: str) -> list[str]:
    clusters: list[str] = []
    for char in text:
        if clusters and unicodedata.combining(char):
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


def _kind(char: str) -> str:
    """L, R, E (a number or what belongs to it) or N (neutral)."""
    kind = unicodedata.bidirectional(char)
    if kind in {"R", "AL"}:
        return "R"
    return "E" if kind in {"EN", "AN"} else kind if kind in {"L", "CS", "ES", "ET"} else "N"


def _numbers(kinds: list[str]) -> list[str]:
    """Separators inside and signs beside a number become part of it; a number after Latin text is Latin."""
    kinds = list(kinds)
    last_strong = "N"
    for at, kind in enumerate(kinds):
        around = (kinds[at - 1] if at else "N", kinds[at + 1] if at + 1 < len(kinds) else "N")
        if (kind in {"CS", "ES"} and around == ("E", "E")) or (kind == "ET" and "E" in around):
            kinds[at] = "E"
        elif kind in {"CS", "ES", "ET"}:
            kinds[at] = "N"
    for at, kind in enumerate(kinds):
        last_strong = kind if kind in {"L", "R"} else last_strong
        kinds[at] = "L" if kind == "E" and last_strong == "L" else kind
    return kinds


def _levels(kinds: list[str], *, base: int) -> list[int]:
    kinds = _numbers(kinds)
    edge = "R" if base else "L"
    levels: list[int] = []
    for at, kind in enumerate(kinds):
        if kind == "N":
            before = next((k for k in reversed(kinds[:at]) if k != "N"), edge).replace("E", "R")
            after = next((k for k in kinds[at:] if k != "N"), edge).replace("E", "R")
            kind = before if before == after else edge
        levels.append({"R": 1, "E": 2, "L": 2 * base}[kind])
    return levels


def _reversed_runs(drawn: list[str], levels: list[int], *, threshold: int) -> tuple[list[str], list[int]]:
    drawn, levels = list(drawn), list(levels)
    start = 0
    while start < len(levels):
        end = start
        while end < len(levels) and levels[end] >= threshold:
            end += 1
        drawn[start:end], levels[start:end] = drawn[start:end][::-1], levels[start:end][::-1]
        start = max(end, start + 1)
    return drawn, levels


@lru_cache(maxsize=1)
def _forms() -> dict[tuple[str, str], str]:
    """(letter or lam-alef pair, position) -> presentation form, from Unicode's own table."""
    forms: dict[tuple[str, str], str] = {}
    for code in (*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEFD)):
        position, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        source = "".join(chr(int(letter, 16)) for letter in letters)
        if position and (len(source) == 1 or source.startswith(_LAM)):
            forms[source, position.strip("<>")] = chr(code)
    return forms


def _joined(text: str) -> str:
    forms = _forms()
    units = _units(text, forms)
    joined: list[str] = []
    for at, unit in enumerate(units):
        before = at > 0 and (units[at - 1], "initial") in forms and (unit, "final") in forms
        after = at + 1 < len(units) and (unit, "initial") in forms and (units[at + 1], "final") in forms
        position = {(True, True): "medial", (True, False): "final", (False, True): "initial"}.get(
            (before, after)
        )
        joined.append(forms.get((unit, position or "isolated"), unit))
    return "".join(joined)


def _units(text: str, forms: dict[tuple[str, str], str]) -> list[str]:
    """Letters, with lam and alef taken together."""
    units: list[str] = []
    for char in text:
        if units and units[-1] == _LAM and (_LAM + char, "isolated") in forms:
            units[-1] += char
        else:
            units.append(char)
    return units
