"""The tokens are readable in light and dark, and the first visit stays small."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # ships no types
import django_htmx
import pytest

ROOT = Path(__file__).resolve().parents[3]
STATIC = ROOT / "static"
TOKENS = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
BLOCK = re.compile(r"^\s*(:root[^{]*)\{([^}]*)\}", re.MULTILINE)
COLOUR = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6});")

GROUNDS = ("paper", "surface", "surface-2")
WRITING = ("ink", "ink-2", "ink-3", "link", "business", "technology", "good", "warn", "bad")
SOFT = ("business", "technology", "good", "warn", "bad")
OUTLINES = ("line-strong", "focus", "span-strong")
TEXT, OUTLINE = 4.5, 3.0  # WCAG 2.2: 1.4.3 contrast (minimum), 1.4.11 non-text contrast
FIRST_VISIT = 92_000  # bytes; the page itself has the rest of the 100 kB


def palettes() -> list[dict[str, str]]:
    blocks = [dict(COLOUR.findall(body)) for _, body in BLOCK.findall(TOKENS)]
    return [block for block in blocks if block]


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def pairs() -> Iterator[tuple[str, str, float]]:
    """Yield what stands on what, and the contrast it needs."""
    yield from ((word, ground, TEXT) for word in WRITING for ground in GROUNDS)
    yield from ((word, f"{word}-soft", TEXT) for word in SOFT)
    yield from (("ink", f"{word}-soft", TEXT) for word in SOFT)
    yield from ((line, ground, OUTLINE) for line in OUTLINES for ground in GROUNDS)
    yield ("accent-ink", "accent", TEXT)
    yield ("link", "warn-soft", TEXT)
    yield ("link", "bad-soft", TEXT)


def too_faint(palette: Mapping[str, str]) -> list[str]:
    return [
        f"{front} on {ground} {contrast(palette[front], palette[ground]):.2f} < {wanted}"
        for front, ground, wanted in pairs()
        if contrast(palette[front], palette[ground]) < wanted
    ]


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("number", [0, 1, 2], ids=["light", "dark of the system", "dark of the person"])
def test_every_pair_is_readable(number: int) -> None:
    assert too_faint(palettes()[number]) == []


def test_a_faint_palette_is_found() -> None:
    assert too_faint(dict.fromkeys(palettes()[0], "#808080"))


def test_both_dark_blocks_are_the_same_and_name_every_colour() -> None:
    light, of_the_system, of_the_person = palettes()
    assert of_the_system == of_the_person
    assert light.keys() == of_the_system.keys()


def test_style_sheets_hold_no_colour_of_their_own() -> None:
    sheets = [path for path in (STATIC / "css").glob("*.css") if path.name != "tokens.css"]
    assert {path.name for path in sheets if re.search(r"#[0-9a-f]{3,8}\b", path.read_text())} == set()


def test_every_token_in_use_exists() -> None:
    sheets = [path.read_text() for path in (STATIC / "css").glob("*.css")]
    known = {name for sheet in sheets for name in re.findall(r"(--[\w-]+)\s*:", sheet)}
    used = {name for sheet in sheets for name in re.findall(r"var\((--[\w-]+)", sheet)}
    assert used - known == set()


def test_first_visit_is_small() -> None:
    htmx = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
    base = (ROOT / "templates" / "components" / "styles.html").read_text()
    linked = [STATIC / path for path in re.findall(r'static "(css/[\w.-]+)"', base)]
    texts = [htmx, STATIC / "js" / "ui.js", STATIC / "img" / "favicon.svg", *linked]
    fonts = [STATIC / "fonts" / name for name in ("inter-latin.woff2", "headline-latin.woff2")]
    size = sum(len(brotli.compress(path.read_bytes())) for path in texts)
    assert size + sum(path.stat().st_size for path in fonts) <= FIRST_VISIT


def test_every_font_has_its_licence_beside_it() -> None:
    families = {path.name.split("-")[0].title() for path in (STATIC / "fonts").glob("*.woff2")}
    assert {path.name.split("-")[0] for path in (STATIC / "fonts").glob("*-LICENSE.txt")} == families
