"""Numbers as people type them."""

import pytest

from alignment.forms.numbers import NotANumber, read_number


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12", 12),
        (" 12 ", 12),
        ("012", 12),
        ("0", 0),
        ("12.5", 12.5),
        ("12,5", 12.5),
        ("12.50", 12.5),
        ("12.0", 12),
        ("40%", 40),
        ("40 %", 40),
        ("250 000", 250_000),
        ("250\u00a0000", 250_000),
        ("250\u202f000", 250_000),
        ("250'000", 250_000),
        ("1,250,000", 1_250_000),
        ("1.250.000", 1_250_000),
        ("0.125", 0.125),
        ("0,125", 0.125),
        ("1234.567", 1234.567),
        ("9" * 30, float("9" * 30)),
    ],
)
def test_reads_what_was_meant(typed: str, meant: float) -> None:
    assert read_number(typed) == meant


def test_whole_numbers_are_whole() -> None:
    assert type(read_number("12.0")) is int


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "-1",
        "+1",
        "1e5",
        "nan",
        "NaN",
        "inf",
        "-inf",
        "Infinity",
        "0x10",
        "1_000",
        "twelve",
        "12 weeks",
        "250k",
        "€ 250",
        "1.2.3",
        "1,2,3",
        "1,250.000",
        "12.",
        ".5",
        "\u0661\u0662",
        "\u00bd",
        "1\x002",
        "\ud800",
        "1" * 41,
    ],
)
def test_refuses_what_is_no_number(typed: str) -> None:
    with pytest.raises(NotANumber):
        read_number(typed)


@pytest.mark.parametrize(("typed", "advice"), [("250,000", "250000"), ("1.500", "1500"), ("12.345", "12345")])
def test_asks_where_a_separator_can_mean_two_things(typed: str, advice: str) -> None:
    with pytest.raises(NotANumber, match=advice):
        read_number(typed)
