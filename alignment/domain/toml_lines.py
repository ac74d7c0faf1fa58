"""Where in a TOML text each table and key stands, so that a fault can name its line."""

import re

from .reading import Path

_HEADER = re.compile(r"^\s*\[(\[)?\s*([A-Za-z0-9_.\-\s\"']+?)\s*\]")
_KEY = re.compile(r"^\s*([A-Za-z0-9_\-]+|\"[^\"]*\"|'[^']*')\s*=")
#: Strings and comments, so that brackets and keys inside them are not taken for the document's own.
_QUIET = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*', re.DOTALL
)


def lines_of(text: str) -> dict[Path, int]:
    """The line, from 1, of every table and every plain key of a text that is known to be valid TOML.

    Entries of arrays of tables are counted as `tomllib` counts them. Keys inside inline tables have no
    line of their own: `line_of` falls back to the key that holds them.
    """
    lines: dict[Path, int] = {(): 1}
    counts: dict[Path, int] = {}
    here: Path = ()
    depth = 0
    for number, line in enumerate(_silenced(text).split("\n"), start=1):
        header = None if depth else _HEADER.match(line)
        if header is not None:
            here = _table(header[2], counts, is_array=header[1] is not None)
            lines.setdefault(here, number)
            continue
        key = None if depth else _KEY.match(line)
        if key is not None:
            lines.setdefault((*here, key[1].strip("\"'")), number)
        depth += sum(line.count(bracket) for bracket in "[{") - sum(line.count(bracket) for bracket in "]}")
    return lines


def line_of(path: Path, lines: dict[Path, int]) -> int:
    """The line of a place, or of the nearest thing around it that has one."""
    return next(lines[path[:end]] for end in range(len(path), -1, -1) if path[:end] in lines)


def _silenced(text: str) -> str:
    """The text with the inside of strings and comments blanked, line breaks kept; quoted keys stay."""

    def blank(found: re.Match[str]) -> str:
        quiet = found[0]
        if "\n" not in quiet and re.match(r"\s*=", text[found.end() :]):
            return quiet
        return "".join(letter if letter == "\n" else " " for letter in quiet)

    return _QUIET.sub(blank, text)


def _table(name: str, counts: dict[Path, int], *, is_array: bool) -> Path:
    """The path of a table header; the last array entry stands for arrays on the way to it."""
    path: Path = ()
    parts = [part.strip().strip("\"'") for part in name.split(".")]
    for part in parts[:-1]:
        path = _entered((*path, part), counts)
    path = (*path, parts[-1])
    if not is_array:
        return path
    counts[path] = counts.get(path, -1) + 1
    return _entered(path, counts)


def _entered(path: Path, counts: dict[Path, int]) -> Path:
    return (*path, counts[path]) if path in counts else path
