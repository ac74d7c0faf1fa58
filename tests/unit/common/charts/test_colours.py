"""Print colours and screen colours come from the same tokens."""

import re
from pathlib import Path

import pytest

from common.charts.paint import PAINTS, attributes
from common.charts.palette import TOKENS_FILE, read_tokens, tokens

STYLE_SHEET = (TOKENS_FILE.parent / "charts.css").read_text(encoding="utf-8")
RULES = dict(re.findall(r"^  \.chart-([\w-]+) \{ ([^}]*) \}$", STYLE_SHEET, re.MULTILINE))


def _declared(name: str) -> dict[str, str]:
    return dict(re.findall(r"(fill|stroke): var\(--([\w-]+)\);", RULES.get(name, "")))


@pytest.mark.parametrize("name", sorted(PAINTS))
def test_a_look_has_the_same_tokens_on_screen_and_on_paper(name: str) -> None:
    paint = PAINTS[name]
    expected = {key: value for key, value in (("fill", paint.fill), ("stroke", paint.stroke)) if value}
    # The ground of a chart is its own property on screen: a page may set charts on another surface.
    on_paper = {key: value.replace("chart-ground", "surface") for key, value in _declared(name).items()}
    assert on_paper == expected


@pytest.mark.parametrize("name", sorted(PAINTS))
def test_every_look_is_ruled_for_forced_colours(name: str) -> None:
    forced = STYLE_SHEET[STYLE_SHEET.index("forced-colors") :]
    assert name.startswith("text") or re.search(rf"\.chart-{name}\b(?!-)", forced)


def test_attributes_carry_the_light_values() -> None:
    assert f'fill="{tokens()["business"]}"' in attributes()["first"]


def test_the_first_root_block_counts() -> None:
    css = "/* :root { --ink: no } */ :root { --ink: #111; } @media x { :root { --ink: #eee; } }"
    assert read_tokens(css) == {"ink": "#111"}


def test_a_sheet_without_root_is_refused() -> None:
    with pytest.raises(ValueError, match=":root"):
        read_tokens("body {}")


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_texts_and_marks_stand_out_from_their_ground(theme: str) -> None:
    css = Path(TOKENS_FILE).read_text(encoding="utf-8")
    dark = css[css.index('[data-theme="dark"]') :].replace('[data-theme="dark"]', ":root", 1)
    values = tokens() if theme == "light" else read_tokens(dark)
    for ground in ("surface", "surface-2"):
        for text in ("ink", "ink-2", "ink-3"):
            assert _contrast(values[text], values[ground]) >= 4.5
        for shape in ("business", "technology", "span-strong", "line-strong"):
            assert _contrast(values[shape], values[ground]) >= 3
    for name in ("business", "technology"):
        assert _contrast(values[name], values["surface"]) >= 4.5
