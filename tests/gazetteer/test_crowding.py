from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.crowding import CELL_DEGREES, WITHIN_M, neighbours
from gazetteer.geometry import METRES_PER_DEGREE, distances_m
from gazetteer.model import Place
from tests.gazetteer.makers import make_place

KILOMETRE = 1000 / METRES_PER_DEGREE
"""Degrees of latitude."""

SLACK_M = 2 * CELL_DEGREES * METRES_PER_DEGREE
"""Cells are counted whole, by their middles."""


def at(lat: float, lon: float, feature_code: str = "P.PPL") -> Place:
    place = make_place("x", "X")
    return replace(place, feature_code=feature_code, position=replace(place.position, lat=lat, lon=lon))


def test_neighbours_are_counted_and_not_the_place_itself() -> None:
    places = [at(36.0, 38.0), at(36.0 + 2 * KILOMETRE, 38.0), at(36.0 + 30 * KILOMETRE, 38.0)]
    assert neighbours(places).tolist() == [1, 1, 0]


def test_places_on_one_spot_are_neighbours() -> None:
    assert neighbours([at(36.0, 38.0)] * 3).tolist() == [2, 2, 2]


def test_quarters_ruins_and_hills_are_no_neighbours_but_have_them() -> None:
    others = [at(36.0, 38.0, code) for code in ("P.PPLX", "P.PPLQ", "T.HLL")]
    assert neighbours([at(36.0, 38.0), *others]).tolist() == [0, 1, 1, 1]


def test_none_at_all() -> None:
    assert neighbours([]).tolist() == []
    assert neighbours([at(36.0, 38.0, "T.HLL")]).tolist() == [0]


@given(st.lists(st.tuples(st.floats(33.8, 34.2), st.floats(39.8, 40.2)), max_size=30))
def test_as_many_as_lie_near_but_for_the_cells(points: list[tuple[float, float]]) -> None:
    counted = neighbours([at(*point) for point in points])
    lats, lons = np.array([p[0] for p in points]), np.array([p[1] for p in points])
    for point, found in zip(points, counted.tolist(), strict=True):
        away = distances_m(*point, lats, lons)
        least, most = ((away <= WITHIN_M + slack).sum() - 1 for slack in (-SLACK_M, SLACK_M))
        assert least <= found <= most
