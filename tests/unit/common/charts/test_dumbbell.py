"""The dumbbell: distances, near marks, predictions, rows without a score, parts for paper."""

import pytest

from common.charts import NARROW, PRINT, WIDE, AxisLabel, Dumbbell, DumbbellRow, Geometry, Reading, render
from common.charts.marks import DIAMOND, RADIUS
from tests.unit.common.charts.charts_under_test import NAMES, make_dumbbell, make_survey
from tests.unit.common.charts.svg_reading import SVG, marks, read, texts

each_geometry = pytest.mark.parametrize("geometry", [WIDE, NARROW, PRINT], ids=lambda geometry: geometry.name)


def _chart(*rows: DumbbellRow) -> Dumbbell:
    return Dumbbell(key="one", title="One", names=NAMES, rows=rows)


def _row(first: float, second: float) -> DumbbellRow:
    return DumbbellRow(
        label="Data",
        first=Reading(position=first, answer="a"),
        second=Reading(position=second, answer="b"),
        value="1",
    )


@each_geometry
def test_the_line_is_as_long_as_the_distance(geometry: Geometry) -> None:
    root = read(render(_chart(_row(0, 1), _row(0.25, 0.75)), geometry=geometry))
    spans = [node for node in root.iter(f"{SVG}line") if node.get("class") == "chart-span"]
    whole, half = (abs(float(span.attrib["x2"]) - float(span.attrib["x1"])) for span in spans)
    assert half == pytest.approx(whole / 2, abs=0.2)


@each_geometry
@pytest.mark.parametrize("second", [0.5, 0.51, 0.53, 0.0, 1.0])
def test_marks_never_hide_one_another(geometry: Geometry, second: float) -> None:
    root = read(render(_chart(_row(0.5, second)), geometry=geometry))
    (x1, y1), (x2, y2) = marks(root, "first")[-1], marks(root, "second")[-1]
    assert abs(x1 - x2) + abs(y1 - y2) >= RADIUS + DIAMOND - 1.1


def test_a_guess_is_hollow_and_named_in_the_key() -> None:
    row = DumbbellRow(label="Data", first=Reading(position=0.2, answer="a", is_guess=True))
    root = read(render(_chart(row), geometry=WIDE))
    assert len(marks(root, "first-hollow")) == 2
    assert "a guess" in [item.text for item in texts(root)]


def test_without_guesses_and_predictions_the_key_has_two_entries() -> None:
    shown = [item.text for item in texts(read(render(_chart(_row(0.1, 0.9)), geometry=WIDE)))]
    assert not [text for text in shown if "guess" in text or "expected" in text]


def test_a_row_without_a_score_says_so_and_has_no_mark() -> None:
    root = read(render(_chart(DumbbellRow(label="Culture", note="Not enough answers yet")), geometry=WIDE))
    assert "Not enough answers yet" in [item.text for item in texts(root)]
    assert len(marks(root, "first")) == 1  # the one in the key


def test_the_same_answer_is_printed_once() -> None:
    same = Reading(position=0.5, answer="3 systems")
    chart = Dumbbell(
        key="same",
        title="Same",
        names=NAMES,
        rows=(DumbbellRow(label="Q", first=same, second=same),),
        show_answers=True,
    )
    shown = [item.text for item in texts(read(render(chart, geometry=WIDE)))]
    assert shown.count("3 systems") == 1


def test_group_headings_appear_where_the_group_changes() -> None:
    rows = tuple(DumbbellRow(label=str(at), note="-", group=group) for at, group in enumerate("AABA"))
    shown = [item.text for item in texts(read(render(_chart(*rows), geometry=WIDE)))]
    assert [text for text in shown if text in "AB"] == ["A", "B", "A"]


def test_table_says_what_the_marks_say() -> None:
    row = DumbbellRow(
        label="Weeks",
        first=Reading(position=0.2, answer="4 weeks", is_guess=True),
        first_prediction=Reading(position=0.4, answer="8 weeks"),
        value="12",
        value_word="aligned",
        note="Open fact",
    )
    table = _chart(row).table()
    assert table.header == ("Topic", "Business", "Technology", "Expected by Business", "Difference")
    assert table.rows == (("Weeks", "4 weeks (a guess)", "\u2013", "8 weeks", "12 aligned; Open fact"),)


def test_the_table_has_a_row_for_each_row_in_the_same_order() -> None:
    chart = make_dumbbell()
    assert [row[0] for row in chart.table().rows] == [row.label for row in chart.rows]


def test_parts_hold_all_rows_and_fit_the_page() -> None:
    chart = make_survey()
    parts = chart.parts(geometry=PRINT, max_height=900)
    assert tuple(row for part in parts for row in part.rows) == chart.rows
    heights = [float(read(render(part, geometry=PRINT)).attrib["height"]) for part in parts]
    assert max(heights) <= 900
    assert min(heights[:-1]) > 600, "a part is filled before the next one begins"
    assert len({part.key for part in parts}) == len(parts)


def test_a_tall_chart_repeats_its_axis_on_top() -> None:
    axis = (AxisLabel(position=0, text="Low"), AxisLabel(position=1, text="High"))
    rows = tuple(_row(0.1, 0.9) for _ in range(13))
    chart = Dumbbell(key="tall", title="Tall", names=NAMES, rows=rows, axis=axis)
    shown = [item.text for item in texts(read(render(chart, geometry=WIDE)))]
    assert shown.count("Low") == 2
