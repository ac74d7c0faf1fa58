"""Slope, diverging bars, states, sparkline and strip: what each draws and what its table says."""

from dataclasses import replace

import pytest

from common.charts import NARROW, WIDE, Geometry, SlopeLine, SparkPoint, render, signed
from tests.unit.common.charts.charts_under_test import (
    make_diverging,
    make_slope,
    make_sparkline,
    make_states,
    make_strip,
)
from tests.unit.common.charts.svg_reading import SVG, marks, read, texts

both = pytest.mark.parametrize("geometry", [WIDE, NARROW], ids=lambda geometry: geometry.name)


def _looks(svg: str, tag: str) -> list[str]:
    return [node.get("class", "").removeprefix("chart-") for node in read(svg).iter(f"{SVG}{tag}")]


@both
def test_changes_within_the_noise_look_different(geometry: Geometry) -> None:
    slope = make_slope()
    looks = _looks(render(slope, geometry=geometry), "line")
    complete = [line for line in slope.lines if line.after is not None]
    assert looks.count("noise") == sum(line.is_noise for line in complete)
    assert looks.count("change") == sum(not line.is_noise for line in complete)


def test_slope_names_what_it_cannot_draw() -> None:
    slope = make_slope()
    shown = [item.text for item in texts(read(render(slope, geometry=WIDE)))]
    assert "Not enough answers yet: Risks" in shown
    assert slope.table().rows[-1] == ("Risks", "40", "\u2013", "Not enough answers yet")
    assert [row[3] for row in slope.table().rows[:2]] == ["clear", "within the noise"]


def test_small_changes_do_not_look_large() -> None:
    small = SlopeLine(label="Data", before=30, after=32, before_text="30", after_text="32")
    root = read(render(replace(make_slope(), lines=(small,)), geometry=WIDE))
    (_, before), (_, after) = marks(root, "change-end")
    assert 0 < before - after < 15


@both
def test_bars_lie_on_their_side_of_zero(geometry: Geometry) -> None:
    chart = make_diverging()
    root = read(render(chart, geometry=geometry))
    zero = next(float(n.attrib["x1"]) for n in root.iter(f"{SVG}line") if n.get("class") == "chart-axis")
    bars = [node for node in root.iter(f"{SVG}rect") if node.get("class") == "chart-bar"]
    values = [bar.value for bar in chart.bars if bar.value]
    lefts = [float(bar.attrib["x"]) - zero for bar in bars]
    assert [left < -0.2 for left in lefts] == [value < 0 for value in values]
    lengths = [float(bar.attrib["width"]) for bar in bars]
    assert lengths[0] / 100 == pytest.approx(lengths[2] / 38.5, rel=0.01)


def test_diverging_table_prints_the_same_signed_numbers() -> None:
    chart = make_diverging()
    shown = {item.text for item in texts(read(render(chart, geometry=WIDE)))}
    printed = [row[1] for row in chart.table().rows]
    assert printed == ["\u2212100", "+100", "\u221239", "+17", "0", "\u22126", "0", "Not enough answers yet"]
    assert set(printed) <= shown


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.5, "+1"), (0.49, "0"), (-0.5, "\u22121"), (-0.4, "0"), (12.499999999999, "+13")],
)
def test_signed_numbers_round_half_up_after_nine_decimals(value: float, expected: str) -> None:
    assert signed(value) == expected


@both
def test_every_chip_has_its_own_pill_and_an_empty_cell_says_so(geometry: Geometry) -> None:
    chart = make_states()
    svg = render(chart, geometry=geometry)
    assert _looks(svg, "rect").count("chip") == sum(len(cell.chips) for cell in chart.cells)
    assert "None" in [item.text for item in texts(read(svg))]
    assert chart.table().rows[-1] == (chart.cells[2].chips[0], "Hidden difference")


def test_sparkline_leaves_a_gap_where_there_is_no_value() -> None:
    svg = render(make_sparkline(), geometry=WIDE)
    assert _looks(svg, "path") == ["spark", "spark"]
    assert make_sparkline().table().rows[2] == ("Round 3", "\u2013")


@pytest.mark.parametrize("values", [(5.0,), (5.0, 5.0)])
def test_sparkline_of_one_value_or_a_flat_line(values: tuple[float, ...]) -> None:
    points = tuple(SparkPoint(label="a", value=value, value_text="5") for value in values)
    root = read(render(replace(make_sparkline(), points=points), geometry=WIDE))
    assert [y for _, y in marks(root, "change-end")] == [13.0]


@both
def test_both_marks_of_a_strip_stay_visible_on_the_same_answer(geometry: Geometry) -> None:
    root = read(render(make_strip(first=1, second=1), geometry=geometry))
    (first,), (second,) = marks(root, "first"), marks(root, "second-hollow")
    assert first[0] == second[0]
    assert second[1] - first[1] >= 14


def test_strip_table_names_who_answered_what() -> None:
    rows = make_strip().table().rows
    assert rows[0] == ("Business", "With a number")
    assert rows[1][1].endswith("(a guess)")
    assert rows[2] == ("Expected by Business", "Vague")
    assert replace(make_strip(), second=None).table().rows[1] == ("Technology", "No answer on this scale")
