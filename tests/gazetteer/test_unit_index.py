from __future__ import annotations

import numpy as np
import pytest

from gazetteer.geometry import distance_m
from gazetteer.place_index import PlaceIndex
from gazetteer.unit_index import UnitIndex
from tests.gazetteer.tiny import BORDER_LON


@pytest.mark.parametrize(
    ("level", "code", "found"),
    [
        (0, "SY", "SY"),
        (0, "iq", "IQ"),
        (1, "SY-HL", "SY-HL"),
        (1, " sy02 ", "SY-HL"),
        (1, "IQG06Q05", "IQ-HA"),
        (2, "IQG06Q05", "IQG06Q05"),
        (3, "SY020503", "SY020503"),
        (2, "SY-HL", None),
        (1, "SY-XX", None),
        (1, "", None),
    ],
)
def test_find(units: UnitIndex, level: int, code: str, found: str | None) -> None:
    unit = units.find(level, code)
    assert (unit.code if unit else None) == found


def test_a_governorate_has_a_pcode_and_other_units_are_their_own(units: UnitIndex) -> None:
    assert {(unit.code, unit.pcode) for unit in units.units if unit.code.startswith(("IQ-HA", "SY0205"))} == {
        ("IQ-HA", "IQG06Q05"),
        ("SY0205", "SY0205"),
        ("SY020502", "SY020502"),
        ("SY020503", "SY020503"),
    }


@pytest.mark.parametrize(
    ("lat", "lon", "edge"),
    [
        (36.2, 38.0, None),
        (35.9167, 38.2833, (35.9167, BORDER_LON)),
        (36.0, 39.25, (36.0, BORDER_LON)),
        (36.9, 37.0, (36.8, 37.0)),
        (35.0, 38.0, (35.6, 38.0)),
    ],
)
def test_distance_from_a_unit(
    units: UnitIndex, lat: float, lon: float, edge: tuple[float, float] | None
) -> None:
    aleppo = units.find(1, "SY-HL")
    assert aleppo is not None
    expected = distance_m(lat, lon, *edge) if edge else 0.0
    (found,) = units.distances_m([aleppo], np.array([lat]), np.array([lon]))
    assert found == pytest.approx(expected, rel=0.07)


def test_distance_is_to_the_nearest_unit(units: UnitIndex) -> None:
    aleppo, nineveh = units.find(1, "SY-HL"), units.find(1, "IQ-NI")
    assert aleppo is not None
    assert nineveh is not None
    lats, lons = np.array([36.2, 36.2]), np.array([37.0, 43.0])
    assert units.distances_m([aleppo, nineveh], lats, lons).tolist() == [0.0, 0.0]
    assert units.distances_m([aleppo], lats, lons)[1] > 300_000


def test_no_points_have_no_distances(units: UnitIndex) -> None:
    aleppo = units.find(1, "SY-HL")
    assert aleppo is not None
    assert units.distances_m([aleppo], np.zeros(0), np.zeros(0)).shape == (0,)


@pytest.mark.parametrize(("level", "code"), [(0, "SY"), (0, "IQ"), (1, "SY-HL"), (1, "IQ-NI"), (2, "SY0200")])
def test_distances_of_places_are_those_of_their_points(
    level: int, code: str, units: UnitIndex, places: PlaceIndex
) -> None:
    unit = units.find(level, code)
    assert unit is not None
    rows = np.arange(len(places))
    away = units.distances_m((unit,), places.lat, places.lon)
    assert units.distances_of((unit,), rows) == pytest.approx(away, rel=1e-6)
    assert units.distances_of((unit,), rows[:0]).shape == (0,)
