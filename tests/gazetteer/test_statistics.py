"""Counts, beside a recount of the places themselves."""

from __future__ import annotations

from collections import Counter

from gazetteer.resolver import Resolver
from tests.gazetteer.tiny import tiny_places


def test_counts_are_those_of_the_places(resolver: Resolver) -> None:
    counted = resolver.atlas.statistics
    places = tiny_places()
    names = [name for place in places for name in place.names]
    assert (counted.places, counted.names) == (len(places), len(names))
    assert counted.places_by_country == Counter(place.units.country_code for place in places)
    assert counted.places_by_admin1 == Counter(p.units.admin1 for p in places if p.units.admin1)
    assert counted.places_by_feature == Counter(place.feature_code for place in places)
    assert counted.names_by_script == Counter(str(name.script) for name in names)
    assert counted.names_by_language == Counter(name.lang for name in names)
    assert counted.names_by_source == Counter(source for name in names for source in name.sources)
    for counts in (counted.places_by_feature, counted.names_by_language):
        assert list(counts.values()) == sorted(counts.values(), reverse=True)
