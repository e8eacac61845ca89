"""Objects of the atlas."""

from __future__ import annotations

import json

import pytest

from gazetteer.atlas_rows import (
    page_object,
    statistics_object,
    suggestion_object,
    summary_object,
    surroundings_object,
)
from gazetteer.listing import Page
from gazetteer.query import Point
from gazetteer.resolver import Resolver


def test_all_are_plain_json(resolver: Resolver) -> None:
    atlas = resolver.atlas
    objects = [
        surroundings_object(atlas.nearby(Point(36.2, 37.2), radius_m=90_000)),
        page_object(atlas.in_view(limit=3)),
        statistics_object(atlas.statistics),
        *map(suggestion_object, atlas.suggest("hal")),
    ]
    for made in objects:
        assert json.loads(json.dumps(made)) == made


def test_a_suggestion_is_a_summary_and_what_was_met(resolver: Resolver) -> None:
    (suggestion,) = resolver.atlas.suggest("مووس", limit=1)
    made = suggestion_object(suggestion)
    assert made.pop("matched") == "مووسڵ"
    assert made == summary_object(suggestion.place)


def test_the_last_page_leads_nowhere() -> None:
    assert page_object(Page(0, (), "")) == {"total": 0, "places": [], "next_cursor": None}


@pytest.mark.parametrize(("lat", "lon", "known"), [(36.0, 38.0, 4), (38.5, 34.5, 0)])
def test_units_of_every_level_are_there_or_null(
    resolver: Resolver, lat: float, lon: float, known: int
) -> None:
    units = surroundings_object(resolver.atlas.nearby(Point(lat, lon)))["units"]
    assert list(units) == ["country", "admin1", "admin2", "admin3"]
    assert sum(unit is not None for unit in units.values()) == known
