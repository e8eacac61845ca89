from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gazetteer.geometry import (
    EARTH_RADIUS_M,
    Box,
    bearing_deg,
    bearings_deg,
    destination,
    distance_m,
    distances_m,
    in_box,
)

LATS, LONS = st.floats(-90, 90), st.floats(-180, 180)
POINTS = st.tuples(LATS, LONS)


@given(POINTS, POINTS)
def test_distances_are_symmetric_and_on_the_globe(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    there, back = distance_m(*one, *other), distance_m(*other, *one)
    assert there == pytest.approx(back, abs=1e-3)
    assert 0 <= there <= np.pi * EARTH_RADIUS_M + 1


@given(POINTS)
def test_a_point_is_where_it_is(point: tuple[float, float]) -> None:
    assert distance_m(*point, *point) == 0


@given(POINTS, POINTS, POINTS)
def test_no_way_round_is_shorter(
    one: tuple[float, float], other: tuple[float, float], third: tuple[float, float]
) -> None:
    assert distance_m(*one, *third) <= distance_m(*one, *other) + distance_m(*other, *third) + 1


@given(POINTS, st.lists(POINTS, max_size=6))
def test_many_distances_are_each(point: tuple[float, float], others: list[tuple[float, float]]) -> None:
    lats, lons = np.array([lat for lat, _ in others]), np.array([lon for _, lon in others])
    assert distances_m(*point, lats, lons) == pytest.approx([distance_m(*point, *other) for other in others])


@given(LATS, LATS, LONS, LONS, POINTS)
def test_a_box_and_the_box_of_the_rest_hold_every_point(
    south: float, north: float, west: float, east: float, point: tuple[float, float]
) -> None:
    assume(west != east)
    south, north = sorted((south, north))
    lat, lon = np.array([point[0]]), np.array([point[1]])
    held = in_box(Box(west, south, east, north), lat, lon) | in_box(Box(east, south, west, north), lat, lon)
    assert held.item() is (south <= point[0] <= north)


@given(st.tuples(st.floats(-80, 80), LONS), st.floats(0, 359.9), st.floats(1_000, 500_000))
def test_a_destination_lies_so_far_off_and_that_way(
    point: tuple[float, float], bearing: float, away_m: float
) -> None:
    end = destination(*point, bearing, away_m)
    assert distance_m(*point, *end) == pytest.approx(away_m, rel=1e-6)
    turned = (bearing_deg(*point, *end) - bearing + 180) % 360 - 180
    assert turned == pytest.approx(0, abs=1e-4)


@given(POINTS, st.lists(POINTS, max_size=6))
def test_many_bearings_are_each(point: tuple[float, float], others: list[tuple[float, float]]) -> None:
    lats, lons = np.array([lat for lat, _ in others]), np.array([lon for _, lon in others])
    assert bearings_deg(*point, lats, lons) == pytest.approx(
        [bearing_deg(*point, *other) for other in others]
    )
