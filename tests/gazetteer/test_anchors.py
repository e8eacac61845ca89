from __future__ import annotations

import numpy as np
import pytest

from gazetteer.anchors import Anchors, anchor_costs
from gazetteer.place_index import PlaceIndex
from gazetteer.reading import Qualifier
from gazetteer.unit_index import UnitIndex
from gazetteer.weights import load_weights

WEIGHTS = load_weights()
QUALIFIER = WEIGHTS.qualifier
ALEPPO, ALEPPO_UNIT, MOSUL, DIBSI = "gn:170063", "gn:170062", "gn:99072", "gn:172410"
EUPHRATES = "gn:90150"
"""Dibsi lies 90 km east of Aleppo, over the line of its governorate; Mosul 540 km east of it."""

FAR = 100.0
"""More than any cost here, so that nothing is cut off."""


def costs(
    qualifier: Qualifier, anchor: str, places: PlaceIndex, units: UnitIndex, *links: str
) -> list[float]:
    row = places.find(anchor)
    anchors = Anchors(qualifier, (row,), (0,), (0.0,), FAR)
    rows = np.array([places.find(link) for link in links])
    return anchor_costs(anchors, rows, places, units, WEIGHTS).tolist()


def test_the_farther_from_a_town_the_dearer(places: PlaceIndex, units: UnitIndex) -> None:
    here, near, far = costs(Qualifier("Aleppo", "near"), ALEPPO, places, units, ALEPPO, DIBSI, MOSUL)
    assert here == 0 < near < far


def test_outside_the_unit_that_a_place_is_said_to_lie_in(places: PlaceIndex, units: UnitIndex) -> None:
    inside, near = (
        costs(Qualifier("Aleppo", relation), ALEPPO_UNIT, places, units, ALEPPO, DIBSI)
        for relation in ("inside", "near")
    )
    assert inside[0] == near[0] == 0
    assert inside[1] > near[1] > 0


@pytest.mark.parametrize("stated_m", [10_000.0, 90_000.0, 300_000.0])
def test_what_is_not_so_far_off_as_is_said_costs(
    stated_m: float, places: PlaceIndex, units: UnitIndex
) -> None:
    qualifier = Qualifier("Aleppo", "side", stated_m)
    near, far = costs(qualifier, ALEPPO, places, units, DIBSI, MOSUL)
    least = min((10_000.0, 90_000.0, 300_000.0), key=lambda m: costs_at(m, places, units))
    assert (near < QUALIFIER.outside) == (stated_m == least)
    assert far > near


def costs_at(stated_m: float, places: PlaceIndex, units: UnitIndex) -> float:
    return costs(Qualifier("Aleppo", "side", stated_m), ALEPPO, places, units, DIBSI)[0]


def test_the_side_that_is_said_is_heeded(places: PlaceIndex, units: UnitIndex) -> None:
    east, west = (
        costs(Qualifier("Aleppo", "side", 0.0, bearing), ALEPPO, places, units, DIBSI)[0]
        for bearing in (90.0, 270.0)
    )
    assert east < west < east + QUALIFIER.other_side


def test_side_and_distance_make_a_point(places: PlaceIndex, units: UnitIndex) -> None:
    east, west = (
        costs(Qualifier("Aleppo", "side", 90_000.0, bearing), ALEPPO, places, units, DIBSI)[0]
        for bearing in (90.0, 270.0)
    )
    assert east < QUALIFIER.outside < west


def test_the_place_itself_stands_for_what_is_off_it(places: PlaceIndex, units: UnitIndex) -> None:
    for bearing in (None, 90.0):
        assert costs(Qualifier("Aleppo", "side", 90_000.0, bearing), ALEPPO, places, units, ALEPPO) == [0.0]


def test_what_a_river_places_lies_along_it(places: PlaceIndex, units: UnitIndex) -> None:
    (by_river,) = costs(Qualifier("Euphrates", "near"), EUPHRATES, places, units, MOSUL)
    (by_town,) = costs(Qualifier("Dibsi", "near"), DIBSI, places, units, MOSUL)
    assert 0 < by_river < by_town
