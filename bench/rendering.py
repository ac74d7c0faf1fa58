"""Renders one HTML file again and again until stopped: `python -m bench.rendering HTML-FILE`."""

import sys
from pathlib import Path

from common.pdf import Renderer

if __name__ == "__main__":
    source = Path(sys.argv[1])
    renderer, html = Renderer(), source.read_text(encoding="utf-8")
    while True:
        renderer.render(html=html, target=source.with_name(f"{id(renderer)}.pdf"), identifier="0" * 32)
