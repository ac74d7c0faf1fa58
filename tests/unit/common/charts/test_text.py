"""Measuring and wrapping text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.charts.text import clean, is_rtl, longest_word, measure, wrap

WORDS = st.text(alphabet="abcdefghijklmnop ÄÖÜßéčĐ-/.,0123456789漢字אב", max_size=140)


def test_widths_are_those_of_the_font() -> None:
    # The hmtx table of Inter at 400, in units of 1/2048 em.
    assert measure("0", size=2048) == pytest.approx(1292, abs=1)
    assert measure("MÄ", size=2048) == pytest.approx(1850 + 1413, abs=1)
    assert measure("iiii", size=10) < measure("WWWW", size=10) / 3
    assert measure("Data", size=13, weight=600) > measure("Data", size=13, weight=400)


def test_letters_beyond_latin_have_a_width() -> None:
    assert measure("漢", size=10) == 10
    assert measure("א", size=10) > 5
    assert measure("e\u0301", size=10) == measure("e", size=10)
    assert measure("ő", size=10) == pytest.approx(measure("ö", size=10), rel=0.05)


@given(text=WORDS, width=st.floats(min_value=40, max_value=300))
def test_every_line_fits_and_nothing_is_lost(text: str, width: float) -> None:
    lines = wrap(text, width=width, size=13)
    assert all(measure(line, size=13) <= width + 0.02 for line in lines)
    assert "".join(lines).replace(" ", "") == clean(text).replace(" ", "")


@given(text=st.text(max_size=60))
def test_cleaned_text_is_what_xml_allows(text: str) -> None:
    cleaned = clean(text)
    assert not [char for char in cleaned if unicodedata.category(char) in {"Cc", "Cs"}]
    assert clean(cleaned) == cleaned


def test_words_stay_whole_where_they_fit() -> None:
    assert wrap("Realistic timeline", width=70, size=13) == ("Realistic", "timeline")
    assert wrap("must-agree items", width=50, size=13) == ("must-", "agree", "items")


def test_a_number_and_its_unit_stay_together_with_a_no_break_space() -> None:
    assert wrap("about 12\u00a0weeks", width=70, size=13) == ("about", "12\u00a0weeks")


def test_ideographs_break_anywhere_but_before_a_full_stop() -> None:
    lines = wrap("日本語の文。", width=65, size=13)
    assert lines == ("日本語の", "文。")


def test_the_longest_word_decides_how_narrow_a_slot_may_be() -> None:
    assert longest_word("a wonderful b", size=10) == measure("wonderful", size=10)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Data", False), ("12 %", False), ("שלום", True), ("12 שלום", True), ("AI שלום", False)],
)
def test_direction_is_that_of_the_first_strong_letter(*, text: str, expected: bool) -> None:
    assert is_rtl(text) is expected
