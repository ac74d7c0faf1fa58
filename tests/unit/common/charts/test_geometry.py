"""Spreading of labels and the scales of raw answers."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.charts import doubling_labels, linear_position, log_position
from common.charts.geometry import spread

BOXES = st.lists(st.tuples(st.floats(0, 300), st.floats(1, 15)), max_size=10)


@given(boxes=BOXES)
def test_spread_boxes_do_not_overlap_and_stay_inside(boxes: list[tuple[float, float]]) -> None:
    boxes.sort()
    halves = [half for _, half in boxes]
    placed = spread([centre for centre, _ in boxes], halves, low=0, high=300)
    edges = [(centre - half, centre + half) for centre, half in zip(placed, halves, strict=True)]
    assert all(low >= -1e-6 and high <= 300 + 1e-6 for low, high in edges)
    assert all(a[1] <= b[0] + 1e-6 for a, b in itertools.pairwise(edges))


def test_boxes_with_room_stay_where_they_are() -> None:
    assert spread([50, 100], [10, 10], low=0, high=200) == [50, 100]


def test_two_boxes_on_one_place_part_evenly() -> None:
    assert spread([50, 50], [10, 10], low=0, high=200) == [40, 60]


def test_equal_ratios_are_equal_distances() -> None:
    places = [log_position(value, low=1, high=64) for value in (1, 2, 16, 32, 64)]
    assert places[1] - places[0] == pytest.approx(places[3] - places[2])
    assert (places[0], places[-1]) == (0, 1)


def test_positions_stop_at_the_ends_of_the_axis() -> None:
    assert log_position(500, low=1, high=64) == 1
    assert linear_position(-5, low=0, high=100) == 0


def test_doublings_carry_the_unit_once() -> None:
    assert [label.text for label in doubling_labels(low=1, high=8, unit="weeks")] == [
        "1",
        "2",
        "4",
        "8 weeks",
    ]
    assert len(doubling_labels(low=1, high=1024)) == 6
