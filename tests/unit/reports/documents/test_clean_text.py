"""People's words on paper: nothing lost that is text, nothing kept that breaks a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.documents.clean_text import CUT, MAX_CHARACTERS, MAX_LINES, is_control, printable


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Straße über Öl",
        "دَانِيَال",
        "דניאל בן־חיים",
        "a\n\nb",
        "x < y & z",
        "naïve café",
        "日本語",
        "👩‍👩‍👧",
    ],
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a\x00b\x07c\x1b[31m", "abc[31m"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\n\n\n\nb", "a\n\nb"),
        ("\u202eevil\u202c", "evil"),
        ("z" + "\u0301" * 50, "z" + "\u0301" * 3),
        ("\ud800", ""),
        ("  a  \n  b  ", "a\nb"),
    ],
)
def test_what_breaks_a_layout_is_taken_out(text: str, printed: str) -> None:
    assert printable(text) == printed


def test_a_long_text_is_cut_and_says_so() -> None:
    assert printable("x" * MAX_CHARACTERS) == "x" * MAX_CHARACTERS
    assert printable("x" * (MAX_CHARACTERS + 1)) == "x" * MAX_CHARACTERS + CUT


def test_many_lines_are_cut_and_say_so() -> None:
    assert printable("\n".join("x" * MAX_LINES)).count("\n") == MAX_LINES - 1
    assert printable("\n".join("x" * (MAX_LINES + 1))).endswith(CUT)


@given(st.text(st.characters(), max_size=400))
def test_whatever_comes_in_can_be_laid_out(text: str) -> None:
    printed = printable(text, limit=200)
    assert len(printed) <= 200 + len(CUT)
    assert printed.count("\n") < MAX_LINES
    assert not any(is_control(letter) for letter in printed if letter != "\n")
    assert printable(printed, limit=len(printed)) in (printed, printed + CUT)
