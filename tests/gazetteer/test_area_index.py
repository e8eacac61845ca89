"""The units in an artefact, as those of the boundaries that it was made from."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.area_index import open_areas
from gazetteer.store import Artefact
from gazetteer.units import How, UnitFinder
from tests.gazetteer.tiny import tiny_boundaries


@settings(max_examples=100, deadline=None)
@given(lat=st.floats(33, 38), lon=st.floats(36, 47))
def test_points_lie_where_the_boundaries_say(artefact: Artefact, lat: float, lon: float) -> None:
    assert open_areas(artefact).find("", lat, lon) == UnitFinder(tiny_boundaries()).find("", lat, lon)


def test_a_point_in_neither_country(artefact: Artefact) -> None:
    found = open_areas(artefact).find("", 30.0, 35.0)
    assert (found.how, found.units.country_code) == (How.OUTSIDE, "")
