"""Ids, keys and escaping of a rendered chart."""

from dataclasses import replace

import pytest

from common.charts import NARROW, WIDE, render, render_responsive
from tests.unit.common.charts.charts_under_test import HOSTILE, make_dumbbell, make_sparkline
from tests.unit.common.charts.svg_reading import read, texts


def test_without_a_key_the_id_comes_from_the_content() -> None:
    chart = make_sparkline()
    nameless = replace(chart, key="")
    other = replace(nameless, title="Another figure")
    ids = [read(render(each, geometry=WIDE))[0].attrib["id"] for each in (nameless, nameless, other)]
    assert ids[0] == ids[1] != ids[2]


@pytest.mark.parametrize("key", ["Topics", "1st", "a b", 'a"b', "a\n"])
def test_a_key_that_is_no_identifier_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="chart key"):
        render(replace(make_sparkline(), key=key), geometry=WIDE)


def test_a_chart_without_a_title_is_refused() -> None:
    with pytest.raises(ValueError, match="title"):
        render(replace(make_sparkline(), title=" "), geometry=WIDE)


def test_hostile_text_is_text() -> None:
    svg = render(replace(make_dumbbell(), title=HOSTILE, description=HOSTILE), geometry=WIDE)
    root = read(svg)
    assert "<script" not in svg
    assert root[0].text == HOSTILE.replace("\x0b", " ")
    assert any("<script>" in item.text for item in texts(root))


def test_the_page_gets_both_geometries() -> None:
    chart = make_dumbbell()
    page = render_responsive(chart)
    assert render(chart, geometry=WIDE) in page
    assert render(chart, geometry=NARROW) in page


def test_a_chart_of_its_own_size_is_not_stretched() -> None:
    root = read(render(make_sparkline(), geometry=WIDE))
    assert root.get("class") == "chart-svg chart-inline"
