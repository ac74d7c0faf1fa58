"""Our PDF engine against the library as it comes: `python -m bench.laying_out HTML-FILE` prints seconds as JSON."""

import gc
import json
import sys
import tempfile
from pathlib import Path

from weasyprint import CSS, HTML

from common.pdf.engine import Engine, style_text
from tools.measure import seconds

ROUNDS = 5


def both(html: str) -> dict[str, list[float]]:
    """Our engine as its process runs it, and the library as it comes, in turns; same fonts and style sheet."""
    engine, target = Engine(), Path(tempfile.mkdtemp()) / "report.pdf"

    def as_it_comes() -> None:
        style = CSS(string=style_text(), url_fetcher=engine.fetcher)
        HTML(string=html, url_fetcher=engine.fetcher).write_pdf(target, stylesheets=[style])

    def ours() -> None:
        engine.render(html, target=target, identifier="0" * 32)

    as_it_comes()
    ours()
    found: dict[str, list[float]] = {"ours": [], "as it comes": []}
    for _ in range(ROUNDS):
        found["as it comes"].append(seconds(as_it_comes))
        gc.collect()
        gc.disable()
        gc.freeze()
        found["ours"].append(seconds(ours))
        gc.unfreeze()
        gc.enable()
    return found


if __name__ == "__main__":
    print(json.dumps(both(Path(sys.argv[1]).read_text(encoding="utf-8"))))
