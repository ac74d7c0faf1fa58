"""The matrix: both sides of each threshold, dots that share a place."""

import itertools
import math

import pytest

from common.charts import NARROW, WIDE, Geometry, Matrix, MatrixAxis, MatrixPoint, Quadrants, render
from tests.unit.common.charts.charts_under_test import make_matrix
from tests.unit.common.charts.svg_reading import marks, read, texts

QUADRANTS = Quadrants(both_high="Talk first", only_y_high="Note", only_x_high="Keep", both_low="Park")


def _matrix(*places: tuple[float, float]) -> Matrix:
    return Matrix(
        key="m",
        title="M",
        x=MatrixAxis(name="Importance", threshold=0.6),
        y=MatrixAxis(name="Difference", threshold=0.3),
        quadrants=QUADRANTS,
        points=tuple(MatrixPoint(label="Topic", x=x, y=y, x_text=str(x), y_text=str(y)) for x, y in places),
    )


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [
        (0.6, 0.3, "Talk first"),
        (0.1 + 0.2 + 0.3, 0.1 * 3, "Talk first"),
        (0.6 - 1e-12, 0.3 - 1e-12, "Talk first"),
        (0.599, 0.3, "Note"),
        (0.6, 0.299, "Keep"),
        (0.599, 0.299, "Park"),
    ],
)
def test_quadrant_on_both_sides_of_the_thresholds(x: float, y: float, expected: str) -> None:
    chart = _matrix((x, y))
    assert chart.quadrant_of(chart.points[0]) == expected
    assert chart.table().rows == (("1", "Topic", str(x), str(y), expected),)


@pytest.mark.parametrize("geometry", [WIDE, NARROW], ids=lambda geometry: geometry.name)
def test_dots_never_cover_one_another(geometry: Geometry) -> None:
    dots = marks(read(render(make_matrix(), geometry=geometry)), "dot")
    assert len(dots) == len(make_matrix().points)
    assert all(math.dist(a, b) >= 20 for a, b in itertools.combinations(dots, 2))


def test_a_dot_that_gave_way_stays_in_its_quadrant_and_shows_where_it_belongs() -> None:
    root = read(render(_matrix((0.6, 0.3), (0.6, 0.3), (0.599, 0.299), (0.599, 0.299)), geometry=WIDE))
    dots, points = marks(root, "dot"), marks(root, "point")
    split_x, split_y = dots[0]
    assert len(points) == 3
    assert dots[1][0] >= split_x - 0.1
    assert dots[1][1] <= split_y + 0.1
    assert all(x <= split_x + 0.1 and y >= split_y - 0.1 for x, y in dots[2:])


def test_every_number_stands_in_the_plot_and_in_the_list() -> None:
    shown = [item.text for item in texts(read(render(_matrix((0.1, 0.1), (0.9, 0.9)), geometry=WIDE)))]
    assert shown.count("1") == shown.count("2") == 2
