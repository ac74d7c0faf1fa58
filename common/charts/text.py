"""Measures and wraps text with Inter's own advance widths, so that no label is ever cut."""

import json
import re
import unicodedata
from functools import lru_cache
from pathlib import Path

WEIGHTS = (400, 600)
ADVANCES_FILE = Path(__file__).with_name("inter_advances.json")
LINE_HEIGHT = 1.35
ASCENT, DESCENT = 0.78, 0.22  # em above and below the baseline that Latin text needs

# Other faces draw what Inter's latin files lack; these are on the wide side of the usual fallbacks.
_EMOJI_EM, _WIDE_EM, _OTHER_EM = 1.3, 1.0, 0.68
_SPACE = re.compile(r"[ \t\r\n\f\v\u2028\u2029]+")  # not the no-break spaces
_JOINT = re.compile(r"(?<=[^\W\d][-/\u2013])(?=[^\W\d])")  # "must-agree" may break, "2026-11" not
_SLACK = 0.01  # sums of widths in another order must not break a word that fits exactly
_NEVER_FIRST = "、。，．！？）」』】〉》：；ー"


@lru_cache(maxsize=1)
def _advances() -> dict[int, dict[str, float]]:
    stored: dict[str, dict[str, str]] = json.loads(ADVANCES_FILE.read_text(encoding="ascii"))
    return {
        int(weight): {char: float(width) for width, chars in groups.items() for char in chars}
        for weight, groups in stored.items()
    }


def _fallback(char: str) -> float:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(char) in "WF":
        return _EMOJI_EM if ord(char) >= 0x1F000 else _WIDE_EM
    return _OTHER_EM


@lru_cache(maxsize=8192)
def _em(text: str, weight: int) -> float:
    table = _advances()[weight]
    bolder = 1.08 if weight > 400 else 1.0
    return sum(table[char] if char in table else _fallback(char) * bolder for char in text)


def measure(text: str, *, size: float, weight: int = 400) -> float:
    """Width of one line in user units."""
    return _em(text, weight) * size


def clean(text: str) -> str:
    """One line, composed letters, nothing that XML forbids."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    spaced = _SPACE.sub(" ", unicodedata.normalize("NFC", text))
    return "".join(char for char in spaced if unicodedata.category(char) not in {"Cc", "Cs", "Cn"}).strip()


def upper_first(text: str) -> str:
    """The first letter as a capital, the rest (names) as it is."""
    return text[:1].upper() + text[1:]


def is_rtl(text: str) -> bool:
    """True when the first letter with a direction runs from right to left."""
    if text.isascii():
        return False
    strong = (unicodedata.bidirectional(char) for char in text)
    return next((kind for kind in strong if kind in {"L", "R", "AL"}), "L") != "L"


def _is_ideograph(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF" and char not in _NEVER_FIRST


def _pieces(text: str) -> list[str]:
    """Parts that must stay together; a part that follows a space starts with it."""
    pieces: list[str] = []
    for index, word in enumerate(text.split(" ")):
        parts = _JOINT.split(word)
        if not word.isascii():
            parts = [part for joint in parts for part in _split_ideographs(joint)]
        pieces.extend((" " if index and not at else "") + part for at, part in enumerate(parts))
    return pieces


def _split_ideographs(word: str) -> list[str]:
    parts = [""]
    for char in word:
        if parts[-1] and _is_ideograph(char):
            parts.append(char)
        else:
            parts[-1] += char
    return parts


def _broken(word: str, *, width: float, size: float, weight: int) -> list[str]:
    """A word longer than the line, broken between letters (never before a combining mark)."""
    lines = [""]
    for char in word:
        is_mark = bool(unicodedata.combining(char)) or char == "\u200d"
        if lines[-1] and not is_mark and measure(lines[-1] + char, size=size, weight=weight) > width:
            lines.append(char)
        else:
            lines[-1] += char
    return lines


@lru_cache(maxsize=8192)
def wrap(text: str, *, width: float, size: float, weight: int = 400) -> tuple[str, ...]:
    """Lines no wider than `width`; () for an empty text. A word is broken only where it alone is too wide."""
    text = clean(text)
    if not text:
        return ()
    width += _SLACK
    if measure(text, size=size, weight=weight) <= width:
        return (text,)
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and measure(line + piece, size=size, weight=weight) <= width:
            line += piece
            continue
        if line:
            lines.append(line)
        *full, line = _broken(piece.lstrip(" "), width=width, size=size, weight=weight)
        lines.extend(full)
    return (*lines, line)


@lru_cache(maxsize=4096)
def longest_word(text: str, *, size: float, weight: int = 400) -> float:
    """Width of the widest part that should not be broken."""
    return max(
        (measure(piece.strip(), size=size, weight=weight) for piece in _pieces(clean(text))), default=0
    )


def widest(lines: tuple[str, ...], *, size: float, weight: int = 400) -> float:
    return max((measure(line, size=size, weight=weight) for line in lines), default=0.0)


def block_height(lines: tuple[str, ...], *, size: float) -> float:
    """Height of a block of lines from the top of the first to the bottom of the last."""
    return len(lines) * size * LINE_HEIGHT
