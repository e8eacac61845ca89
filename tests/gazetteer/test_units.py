from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.boundaries import Boundaries, UnitShape, read_boundaries
from gazetteer.errors import DataError
from gazetteer.model import Units
from gazetteer.resources import data_dir
from gazetteer.units import NEAREST_LIMIT_M, How, UnitFinder, narrowed

WEST = Units("SY", "SY-HL", "SY0205", "SY020502")
MIDDLE = Units("SY", "SY-RA", "SY1101", "SY110100")
EAST = Units("IQ", "IQ-NI", "IQG15Q01", "IQG15Q01N01")


def made_boundaries() -> Boundaries:
    """Three squares in a row; the Iraqi one overlaps its Syrian neighbour by 0.02 degrees (1.8 km)."""
    admin3 = (
        UnitShape(EAST, shapely.box(41.98, 36, 43, 37)),
        UnitShape(WEST, shapely.box(40, 36, 41, 37)),
        UnitShape(MIDDLE, shapely.box(41, 36, 42, 37)),
    )
    admin1 = tuple(UnitShape(Units(s.units.country_code, s.units.admin1), s.polygon) for s in admin3)
    countries = (
        UnitShape(Units("IQ"), admin3[0].polygon),
        UnitShape(Units("SY"), shapely.box(40, 36, 42, 37)),
    )
    return Boundaries(countries, admin1, (), admin3)


@pytest.fixture(scope="module")
def finder() -> UnitFinder:
    return UnitFinder(made_boundaries())


@pytest.mark.parametrize(
    ("country_code", "lat", "lon", "units", "how"),
    [
        ("SY", 36.5, 40.5, WEST, How.INSIDE),
        ("", 36.5, 40.5, WEST, How.INSIDE),
        ("IQ", 36.5, 42.5, EAST, How.INSIDE),
        # In the overlap the stated country decides.
        ("SY", 36.5, 41.99, MIDDLE, How.INSIDE),
        ("IQ", 36.5, 41.99, EAST, How.INSIDE),
        # 2.2 km over the line: still the stated country.
        ("SY", 36.5, 42.025, MIDDLE, How.NEAREST),
        ("IQ", 36.5, 41.955, EAST, How.NEAREST),
        ("SY", 37.04, 40.9, WEST, How.NEAREST),
        # On the line between two units: the first by code.
        ("SY", 36.5, 41.0, WEST, How.INSIDE),
    ],
)
def test_units_of_a_point(
    finder: UnitFinder, country_code: str, lat: float, lon: float, units: Units, how: How
) -> None:
    found = finder.find(country_code, lat, lon)
    assert (found.units, found.how) == (units, how)
    assert (found.distance_m == 0) == (how is How.INSIDE)
    assert found.distance_m <= NEAREST_LIMIT_M


@pytest.mark.parametrize(
    ("country_code", "lat", "lon", "distance_km"),
    [("SY", 36.5, 42.5, 44.7), ("", 38.0, 41.5, 111.2), ("IQ", 36.5, 41.5, 42.9)],
)
def test_a_point_far_outside_its_country_has_no_units(
    finder: UnitFinder, country_code: str, lat: float, lon: float, distance_km: float
) -> None:
    found = finder.find(country_code, lat, lon)
    assert (found.how, found.units) == (How.OUTSIDE, Units(""))
    assert found.distance_m / 1000 == pytest.approx(distance_km, abs=0.1)


def test_stated_codes_win_over_the_point_and_unknown_ones_are_passed_over(finder: UnitFinder) -> None:
    assert finder.find("SY", 36.5, 41.5, ("SY02", "SY020502")).units == WEST
    assert finder.find("SY", 36.5, 41.5, ("SY-HL", "Aleppo")).units == Units("SY", "SY-HL")
    assert finder.find("SY", 36.5, 41.5, ("Aleppo",)) == finder.find("SY", 36.5, 41.5)


def test_no_points_give_no_answers(finder: UnitFinder) -> None:
    assert finder.find_all([], np.array([]), np.array([])) == []


def test_another_country_is_an_error(finder: UnitFinder) -> None:
    with pytest.raises(DataError, match="TR"):
        finder.find("TR", 38.0, 40.0)


@given(
    points=st.lists(
        st.tuples(
            st.sampled_from(["SY", "IQ", ""]),
            st.floats(35.5, 37.5, allow_nan=False),
            st.floats(39.5, 43.5, allow_nan=False),
        ),
        max_size=20,
    )
)
@settings(max_examples=50)
def test_many_points_at_once_are_answered_like_one_by_one(points: list[tuple[str, float, float]]) -> None:
    finder = UnitFinder(made_boundaries())
    codes, lats, lons = (
        [p[0] for p in points],
        np.array([p[1] for p in points]),
        np.array([p[2] for p in points]),
    )
    assert finder.find_all(codes, lats, lons) == [finder.find(*point) for point in points]


@pytest.mark.parametrize(
    ("feature_code", "expected"),
    [
        ("A.PCLI", Units("SY")),
        ("A.ADM1", Units("SY", "SY-HL")),
        ("A.ADM2", Units("SY", "SY-HL", "SY0205")),
        ("A.ADM3", WEST),
        ("P.PPL", WEST),
    ],
)
def test_a_unit_has_no_finer_units(feature_code: str, expected: Units) -> None:
    assert narrowed(WEST, feature_code) == expected


@pytest.mark.parametrize(
    ("country_code", "lat", "lon", "admin1"),
    [
        ("SY", 36.2021, 37.1343, "SY-HL"),
        ("SY", 33.5102, 36.2913, "SY-DI"),
        ("IQ", 36.34, 43.13, "IQ-NI"),
        ("IQ", 35.18, 45.99, "IQ-HA"),
        ("", 33.3152, 44.3661, "IQ-BG"),
    ],
)
def test_cities_lie_in_their_governorates(country_code: str, lat: float, lon: float, admin1: str) -> None:
    finder = UnitFinder(read_boundaries(data_dir() / "boundaries"))
    assert finder.find(country_code, lat, lon).units.admin1 == admin1


@pytest.mark.parametrize(("lat", "how"), [(37.003, How.NEAREST), (37.006, How.OUTSIDE)])
def test_without_a_stated_country_only_a_simplified_border_is_forgiven(
    finder: UnitFinder, lat: float, how: How
) -> None:
    assert finder.find("", lat, 40.9).how is how
    assert finder.find("SY", lat, 40.9).how is How.NEAREST
