"""Drawing order of right-to-left text for the PDF."""

import pytest

from common.charts.bidi import needs_order, visual


@pytest.mark.parametrize(
    ("logical", "drawn"),
    [
        ("אבג", "גבא"),
        ("אב 12.5% גד", "דג 12.5% בא"),
        ("אב (גד)", "(דג) בא"),
        ("ה-AI הבא", "אבה AI-ה"),
        ("אב AI ok גד", "דג AI ok בא"),
    ],
)
def test_right_to_left_lines_are_drawn_from_their_end(logical: str, drawn: str) -> None:
    assert visual(logical, rtl=True) == drawn


def test_a_word_from_right_to_left_inside_a_latin_line() -> None:
    assert visual("Topic אבג, 2 weeks", rtl=False) == "Topic 2 ,גבא weeks"


def test_arabic_letters_are_joined() -> None:
    # sad-lam-alef-ha: the lam and the alef become one, joined to the letter before.
    assert visual("صلاح", rtl=True) == "\ufea1\ufefc\ufebb"


def test_vowel_points_are_left_out() -> None:
    assert visual("אָב", rtl=True) == "בא"


@pytest.mark.parametrize("text", ["Data", "Größe", "漢字"])
def test_other_text_is_left_alone(text: str) -> None:
    assert not needs_order(text)
    assert visual(text, rtl=False) == text
