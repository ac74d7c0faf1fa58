"""The only module that imports WeasyPrint; it runs in the renderer's processes and nowhere else."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from common.charts.palette import tokens

STATIC = Path(__file__).resolve().parents[2] / "static"
STYLESHEET = STATIC / "css" / "report.css"
#: The whole world of a document: what a style sheet may name, and the file of ours that it means.
ASSETS: Mapping[str, Path] = {
    f"asset:{name}": STATIC / "fonts" / name
    for name in (
        "inter-latin.woff2",
        "inter-latin-ext.woff2",
        "headline-latin.woff2",
        "headline-latin-ext.woff2",
    )
}


class OwnAssetsOnly(URLFetcher):  # type: ignore[misc]  # the library has no types
    """Gives out the files above and refuses everything else: no disk, network, redirect or data URL."""

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        if url not in ASSETS:
            raise ValueError("Documents hold no references to the outside.")
        return URLFetcherResponse(url, ASSETS[url].read_bytes(), {"Content-Type": "font/woff2"})


class Warnings(logging.Handler):
    """Collects what the library complains about; a clean template gives no reason to."""

    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def collected_warnings() -> Iterator[list[str]]:
    handler, logger = Warnings(), logging.getLogger("weasyprint")
    logger.handlers = [handler]
    try:
        yield handler.messages
    finally:
        logger.removeHandler(handler)


class Engine:
    """Style sheet and fonts, parsed once and inherited by every forked rendering."""

    def __init__(self) -> None:
        self.fetcher = OwnAssetsOnly()
        self.fonts = FontConfiguration()
        with collected_warnings() as self.style_warnings:
            self.style = CSS(string=style_text(), font_config=self.fonts, url_fetcher=self.fetcher)

    def render(self, html: str, *, target: Path, identifier: str) -> dict[str, Any]:
        """Write the PDF of `html` to `target`; the same input gives the same bytes."""
        with collected_warnings() as warnings:
            source = HTML(string=html, url_fetcher=self.fetcher)
            document = source.render(
                stylesheets=[self.style], font_config=self.fonts, pdf_variant="pdf/ua-1", pdf_tags=True
            )
            document.write_pdf(
                target, pdf_identifier=identifier.encode("ascii"), pdf_variant="pdf/ua-1", pdf_tags=True
            )
        return {"pages": len(document.pages), "warnings": [*self.style_warnings, *warnings]}


def style_text() -> str:
    """The print style sheet, led by the token values that it shares with the screen."""
    values = "".join(f"--{name}: {value};" for name, value in tokens().items())
    return f":root {{ {values} }}\n{STYLESHEET.read_text(encoding='utf-8')}"
