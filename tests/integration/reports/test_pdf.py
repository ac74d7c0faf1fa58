"""The finished file: tagged, named, bookmarked, complete, and the same bytes again."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from common.pdf import Rendered, Renderer
from reports.documents.paper import round_report_html
from reports.documents.round_report import RoundReport, build_round_report
from tests.factories.round_reports import Texts, make_sources

HARD = Texts(
    organization="Grüne Überlandwerke für Energie- und Wasserversorgung Südwest & Söhne " + "x" * 50,
    title="Żółć gęślą jaźń " * 7,
    business="Dr. Ottilie-Friederike Freifrau von Übelhör-Schönström zu Wachtelskirchen " + "y" * 45,
    technology="דניאל בן־חיים",
    business_title="Vorsitzende der Geschäftsführung, Sprecherin der Gesellschaft",
    technology_title="מנהל טכנולוגיה ראשי",
    reason="<b>Größe</b> & Maß. " + "Ein Satz über Daten. " * 140 + "هذا نص عربي طويل. " * 60,
)


@dataclass(frozen=True)
class Paper:
    report: RoundReport
    rendered: Rendered
    path: Path

    def text(self) -> str:
        command = ["pdftotext", "-layout", str(self.path), "-"]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    renderer = Renderer()
    yield renderer
    renderer.close()


def make_paper(renderer: Renderer, folder: Path, name: str, **sources: Any) -> Paper:
    report = build_round_report(make_sources(**sources))
    html = round_report_html(report, history="abc123 (entry 7)")
    path = folder / f"{name}.pdf"
    return Paper(report, renderer.render(html=html, target=path, identifier=report.content_sha256[:32]), path)


@pytest.fixture(scope="module")
def paper(renderer: Renderer, tmp_path_factory: pytest.TempPathFactory) -> Paper:
    return make_paper(renderer, tmp_path_factory.mktemp("paper"), "normal")


@pytest.fixture(scope="module")
def hard_paper(renderer: Renderer, tmp_path_factory: pytest.TempPathFactory) -> Paper:
    return make_paper(renderer, tmp_path_factory.mktemp("paper"), "hard", texts=HARD)


def test_templates_and_style_give_no_reason_to_warn(
    paper: Paper, hard_paper: Paper, renderer: Renderer, tmp_path: Path
) -> None:
    empty = make_paper(renderer, tmp_path, "empty", is_empty=True)
    same = make_paper(renderer, tmp_path, "same", spread=0)
    for made in (paper, hard_paper, empty, same):
        assert made.rendered.warnings == ()


def test_it_is_tagged_named_and_in_a_language(paper: Paper) -> None:
    with pikepdf.open(paper.path) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo["/Title"]) == f"{paper.report.title}: {paper.report.headline}"
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        assert len(pdf.pages) == paper.rendered.pages


def test_every_figure_says_what_it_shows(paper: Paper) -> None:
    with pikepdf.open(paper.path) as pdf:
        figures = [one for one in structure(pdf.Root.StructTreeRoot) if one.get("/S") == "/Figure"]
        assert len(figures) > 5
        texts = [str(one.get("/Alt", "")) for one in figures]
    assert all(texts), texts
    assert any("by topic" in text for text in texts)


def structure(node: Any) -> Iterator[Any]:
    """Every element of the tag tree (Any: pikepdf's objects have no types)."""
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from structure(child)


def test_tables_have_headings_and_headings_have_levels(paper: Paper) -> None:
    with pikepdf.open(paper.path) as pdf:
        kinds = {str(one.S) for one in structure(pdf.Root.StructTreeRoot)}
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/Caption", "/P", "/L"} <= kinds


def test_bookmarks_and_contents_lead_to_every_part(paper: Paper) -> None:
    with pikepdf.open(paper.path) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        below = [child.title for item in outline.root for child in item.children]
    assert titles[0] == paper.report.headline
    assert {"All topics", "Open facts", "Annex: every question", "How the figures are made"} <= set(titles)
    assert "12 Understanding of AI" in below
    contents = re.findall(
        r"^ *(Annex: every question|How the figures are made) +(\d+)$", paper.text(), re.MULTILINE
    )
    assert [name for name, _ in contents] == ["Annex: every question", "How the figures are made"]
    assert int(contents[1][1]) == paper.rendered.pages, "the method box is on the last page"


def test_only_embedded_subsets_of_fonts(paper: Paper, hard_paper: Paper) -> None:
    for made in (paper, hard_paper):
        listed = subprocess.run(["pdffonts", made.path], check=True, capture_output=True, text=True).stdout
        rows = [line for line in listed.splitlines()[2:] if line]
        assert rows
        assert all(re.search(r" yes yes yes ", row) for row in rows), listed
        assert any("Inter" in row for row in rows)


def test_every_page_is_numbered_and_dated(paper: Paper) -> None:
    pages = paper.text().split("\f")[:-1]
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "as of 22 November 2026, 09:00 UTC" in page


def test_the_order_of_the_story(paper: Paper) -> None:
    text = paper.text()
    parts = (
        "The two sides agree on",
        "Shared views",
        "Closer than expected",
        "What to talk about first",
        "All topics, most urgent first",
        "Importance against difference",
        "What is, against what was expected",
        "1 Problem and value",
        "12 Understanding of AI",
        "Formula",
        "they are not a test of either person",
    )
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_nothing_of_a_person_is_cut_or_becomes_markup(hard_paper: Paper) -> None:
    text = re.sub(r"\s+", " ", hard_paper.text())
    assert "<b>Größe</b> & Maß." in text
    assert "Wachtelskirchen" in text
    assert "Żółć gęślą jaźń" in text
    raw = subprocess.run(
        ["pdftotext", "-raw", hard_paper.path, "-"], check=True, capture_output=True, text=True
    )
    assert "דניאל" in raw.stdout or "לאינד" in raw.stdout
    assert raw.stdout.count("Ein Satz über Daten") > 140


def test_repeated_heads_of_long_tables(hard_paper: Paper) -> None:
    heads = [
        page
        for page in hard_paper.text().split("\f")
        if re.search(r"^ *Question .* Difference$", page, re.MULTILINE)
    ]
    assert len(heads) > 12


def test_the_same_content_is_the_same_bytes_even_from_another_process(paper: Paper, tmp_path: Path) -> None:
    other = Renderer()
    try:
        again = make_paper(other, tmp_path, "again")
    finally:
        other.close()
    assert again.rendered == paper.rendered
    assert again.path.read_bytes() == paper.path.read_bytes()


def test_it_holds_no_script_attachment_or_address(hard_paper: Paper) -> None:
    with pikepdf.open(hard_paper.path) as pdf:
        assert "/OpenAction" not in pdf.Root
        names: Any = pdf.Root.get("/Names", {})
        assert "/EmbeddedFiles" not in names
        assert "/JavaScript" not in names
        uris = [one for page in pdf.pages for one in page.get("/Annots", []) if "/URI" in one.get("/A", {})]
    assert uris == []
