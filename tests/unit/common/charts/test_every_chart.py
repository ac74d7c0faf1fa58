"""What must hold for every chart in every geometry."""

import itertools
import re

import pytest

from common.charts import NARROW, PRINT, WIDE, Chart, Geometry, render, render_responsive
from common.charts.bidi import needs_order
from common.charts.geometry import Box
from common.charts.paint import PAINTS
from common.charts.text import clean
from tests.unit.common.charts.charts_under_test import CHARTS
from tests.unit.common.charts.svg_reading import SVG, read, shapes, texts, view_box

GEOMETRIES = (WIDE, NARROW, PRINT)
each_chart = pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.key)
each_geometry = pytest.mark.parametrize("geometry", GEOMETRIES, ids=lambda geometry: geometry.name)


def _is_inside(inner: Box, outer: Box) -> bool:
    slack = 0.6
    return (
        inner.left >= outer.left - slack
        and inner.top >= outer.top - slack
        and inner.right <= outer.right + slack
        and inner.bottom <= outer.bottom + slack
    )


@each_geometry
@each_chart
def test_texts_and_shapes_stay_inside_the_view_box(chart: Chart, geometry: Geometry) -> None:
    root = read(render(chart, geometry=geometry))
    outer = view_box(root)
    assert [item for item in texts(root) if not _is_inside(item.box, outer)] == []
    assert [box for box in shapes(root) if not _is_inside(box, outer)] == []


@each_geometry
@each_chart
def test_no_text_covers_another(chart: Chart, geometry: Geometry) -> None:
    boxes = texts(read(render(chart, geometry=geometry)))
    assert [(a.text, b.text) for a, b in itertools.combinations(boxes, 2) if a.box.overlaps(b.box)] == []


@each_geometry
@each_chart
def test_no_type_is_smaller_than_eleven_pixels_where_it_is_shown(chart: Chart, geometry: Geometry) -> None:
    shrunk = {"wide": 660 / 720, "narrow": 288 / 328, "print": 1.0}[geometry.name]
    sizes = [item.size for item in texts(read(render(chart, geometry=geometry)))]
    assert all(size * shrunk >= 11 for size in sizes)


@each_geometry
@each_chart
def test_labels_are_wrapped_never_cut(chart: Chart, geometry: Geometry) -> None:
    """Every label of the table is in the picture, letter for letter."""
    root = read(render(chart, geometry=geometry))
    shown = "".join(item.text for item in texts(root)).replace(" ", "").lower()
    labels = [next(cell for cell in row if not cell.isdigit()) for row in chart.table().rows]
    if geometry.visual_order:
        labels = [label for label in labels if not needs_order(label)]
    if not texts(root) or chart.key == "nobody":  # no words at all; no marks, so nobody to name
        return
    assert [label for label in labels if clean(label).replace(" ", "").lower() not in shown] == []


@each_geometry
@each_chart
def test_the_image_is_named_by_its_first_child(chart: Chart, geometry: Geometry) -> None:
    root = read(render(chart, geometry=geometry))
    assert root.get("role") == "img"
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == chart.title
    named_by = root.attrib["aria-labelledby"].split()
    assert named_by == [node.attrib["id"] for node in root if "id" in node.attrib]


@each_geometry
@each_chart
def test_markup_is_fit_for_a_strict_policy(chart: Chart, geometry: Geometry) -> None:
    root = read(render(chart, geometry=geometry))
    names = {name for node in root.iter() for name in node.attrib}
    assert not {name for name in names if name == "style" or name.startswith("on") or "href" in name}
    allowed = {f"{SVG}{tag}" for tag in ("svg", "title", "desc", "text", "line", "rect", "circle", "path")}
    assert {node.tag for node in root.iter()} <= allowed


@each_geometry
@each_chart
def test_colours_are_print_attributes_with_a_class_beside_them(chart: Chart, geometry: Geometry) -> None:
    root = read(render(chart, geometry=geometry))
    painted = [node for node in root.iter() if node.get("fill") or node.get("stroke")]
    assert all(node.attrib["class"].removeprefix("chart-") in PAINTS for node in painted)
    values = {node.get(name) for node in painted for name in ("fill", "stroke")} - {None, "none"}
    assert all(re.fullmatch("#[0-9a-f]{6}", value or "") for value in values)


@each_chart
def test_the_same_chart_gives_the_same_bytes(chart: Chart) -> None:
    assert render(chart, geometry=WIDE) == render(chart, geometry=WIDE)


@each_chart
def test_table_rows_are_as_long_as_the_header(chart: Chart) -> None:
    table = chart.table()
    assert all(len(row) == len(table.header) for row in table.rows)


def test_ids_are_unique_on_a_page_with_all_charts() -> None:
    page = "".join(render_responsive(chart) for chart in CHARTS)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids)) > 2 * len(CHARTS)
