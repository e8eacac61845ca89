"""What is at a point, beside a slow and obvious way to tell."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.geometry import bearing_deg, distance_m
from gazetteer.query import Point
from gazetteer.resolver import Resolver
from tests.gazetteer.tiny import BORDER_LON, id_of, tiny_places

POINTS = st.builds(Point, st.floats(27.5, 38.9), st.floats(34.0, 50.2))


@settings(max_examples=80, deadline=None)
@given(POINTS, st.integers(1, 5), st.sampled_from([1.0, 5_000.0, 60_000.0, 100_000.0]))
def test_nearest_are_the_nearest(resolver: Resolver, point: Point, limit: int, radius_m: float) -> None:
    nearest = resolver.atlas.nearby(point, limit, radius_m).nearest
    for letter in {place.feature_class for place in tiny_places()} - {"A"}:
        away = sorted(
            d
            for place in tiny_places()
            if place.feature_class == letter
            and (d := distance_m(*point, place.position.lat, place.position.lon)) <= radius_m
        )
        assert [near.distance_m for near in nearest.get(letter, ())] == away[:limit]


def test_units_tell_the_sides_of_a_border(resolver: Resolver) -> None:
    west = resolver.atlas.nearby(Point(36.0, BORDER_LON - 0.01)).units
    east = resolver.atlas.nearby(Point(36.0, BORDER_LON + 0.01)).units
    assert [unit.code for unit in west] == ["SY", "SY-HL", "SY0205", "SY020503"]
    assert [unit.code for unit in east] == ["SY", "SY-RA", "SY1101", "SY110100"]
    assert west[1].pcode == "SY02"


def test_units_are_listed_only_where_asked(resolver: Resolver) -> None:
    point = Point(36.15, 37.4)
    assert "A" not in resolver.atlas.nearby(point).nearest
    units = resolver.atlas.nearby(point, feature="A").nearest
    assert set(units) == {"A"}
    assert units["A"][0].place.place_id == id_of("gn:170062")


def test_directions(resolver: Resolver) -> None:
    places = {p.place_id: p for p in tiny_places()}
    home = places[id_of("gn:170063")].position
    for north, east, expected in ((1, 0, "S"), (-1, 0, "N"), (0, 1, "W"), (0, -1, "E"), (1, 1, "SW")):
        point = Point(home.lat + north * 0.1, home.lon + east * 0.1)
        (near,) = resolver.atlas.nearby(point, 1, 20_000).nearest["P"]
        assert (near.place.place_id, near.direction) == (id_of("gn:170063"), expected)


def test_bearings() -> None:
    assert bearing_deg(36, 38, 37, 38) == 0
    assert round(bearing_deg(0, 38, 0, 39)) == 90
    assert round(bearing_deg(36, 38, 35, 38)) == 180
    assert round(bearing_deg(0, 38, 0, 37)) == 270
