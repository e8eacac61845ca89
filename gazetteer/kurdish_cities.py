"""Kurdish names of cities that stand on namesakes where nobody speaks Kurdish.

Wikipedia's Kurdish name of Sulaymaniyah is GeoNames' name of each village called السليمانية, as far as Basra.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from gazetteer.model import Name, Place
from gazetteer.resources import load_table
from gazetteer.vocabulary import Script

Cities = Mapping[str, frozenset[str]]
"""For each Kurdish name of a city or unit in Latin letters, the governorates that have one so called."""

NO_CITIES: Cities = {}

KURDISH_LANGUAGES = frozenset({"kmr", "ckb"})

SEATS = frozenset({"P.PPLC", "P.PPLA", "P.PPLA2"})
"""Feature codes of the settlements that others are taken for."""


def kurdish_cities(places: Iterable[Place]) -> Cities:
    """The Kurdish names of the units, and of the seats of governorates and districts, in Latin letters."""
    cities: dict[str, set[str]] = defaultdict(set)
    for place in places:
        if place.feature_class == "A" or place.feature_code in SEATS:
            for name in filter(_is_kurdish_in_latin, place.names):
                cities[name.toponym].add(place.units.admin1)
    return {toponym: frozenset(units) for toponym, units in cities.items()}


def is_of_a_city_elsewhere(name: Name, place: Place, names: Iterable[Name], cities: Cities) -> bool:
    """True for a city's Kurdish name on another settlement, where it has none in Kurdish letters.

    Only outside the governorates where Kurdish is spoken, and where the place is in no unit of that name.
    """
    held = cities.get(name.toponym, frozenset())
    return (
        bool(held)
        and _is_kurdish_in_latin(name)
        and place.feature_class == "P"
        and place.units.admin1 not in held | _kurdish_speaking()
        and not any(other.lang in KURDISH_LANGUAGES and other.script is Script.ARABIC for other in names)
    )


def _is_kurdish_in_latin(name: Name) -> bool:
    return name.lang in KURDISH_LANGUAGES and name.script is Script.LATIN


@cache
def _kurdish_speaking() -> frozenset[str]:
    return frozenset(load_table("languages.toml")["kurdish"]["admin1"])
