"""People's words made fit for paper: no control characters, no endless lines, no more than a page of text."""

import re
import unicodedata

MAX_CHARACTERS = 4000
MAX_LINES = 40
CUT = " […]"
_ENDS_OF_LINES = re.compile(r"\r\n?|\v|\f|\u0085|\u2028|\u2029")
#: Marks that stack on one letter, and runs of one character, are how a line is made to eat a page.
_MARK = "[\u0300-\u036f\u0489\u1ab0-\u1aff\u20d0-\u20ff]"
_STACKED_MARKS = re.compile(f"({_MARK}{{3}}){_MARK}+")
#: Embeddings, overrides and isolates turn the text around them; the letters know their direction themselves.
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def printable(text: str, *, limit: int = MAX_CHARACTERS) -> str:
    """Return `text` as it can be laid out, cut where it is longer than a reader would read."""
    text = _ENDS_OF_LINES.sub("\n", text)
    text = _STACKED_MARKS.sub(r"\1", _DIRECTION.sub("", text))
    text = "".join(letter for letter in text if letter == "\n" or not is_control(letter))
    lines = [line.strip() for line in text.strip().split("\n")]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    text = "\n".join(kept[:MAX_LINES])
    is_cut = len(kept) > MAX_LINES or len(text) > limit
    return text[:limit].rstrip() + CUT if is_cut else text


def is_control(letter: str) -> bool:
    """Whether a character has no shape of its own: controls, private use, surrogates, unassigned."""
    return unicodedata.category(letter) in {"Cc", "Co", "Cs", "Cn"}
