"""Write inter_advances.json from the font files: `python -m common.charts.extract_advances FONT.woff2...`."""

import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # fontTools ships no types
from fontTools.varLib.instancer import instantiateVariableFont  # type: ignore[import-untyped]  # as above

from common.charts.text import ADVANCES_FILE, WEIGHTS


def advances(paths: Sequence[str], *, weight: int) -> dict[str, float]:
    """Advance width in em of every character the given font files hold, at one weight."""
    found: dict[str, float] = {}
    for path in paths:
        font = instantiateVariableFont(TTFont(path), {"wght": weight})
        em, metrics = font["head"].unitsPerEm, font["hmtx"].metrics
        for code, glyph in font.getBestCmap().items():
            found.setdefault(chr(code), round(metrics[glyph][0] / em, 4))
    return found


def by_width(widths: dict[str, float]) -> dict[str, str]:
    """The same table the other way round, which is a third of the size: width -> its characters."""
    groups: defaultdict[float, list[str]] = defaultdict(list)
    for char, width in sorted(widths.items()):
        groups[width].append(char)
    return {str(width): "".join(chars) for width, chars in sorted(groups.items())}


def main(paths: Sequence[str]) -> None:
    table = {str(weight): by_width(advances(paths, weight=weight)) for weight in WEIGHTS}
    Path(ADVANCES_FILE).write_text(json.dumps(table, indent=1, ensure_ascii=True) + "\n", encoding="ascii")


if __name__ == "__main__":
    main(sys.argv[1:])
