"""Populations that are another place's: taken off, so that they do not make a quarter a city."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gazetteer.geometry import distance_m
from gazetteer.model import Place

QUARTER = "P.PPLX"

CITY_RADIUS_M = 20_000.0
"""How far from its city's point a quarter may lie: Sadr City is 7.6 km from that of Baghdad, and a city of
seven million at 10,000 people a km2 has a radius of 15 km."""


def without_city_populations(places: Sequence[Place]) -> list[Place]:
    """The places in order, a quarter that has more people than each town near it without a population.

    GeoNames gives New Mosul and Old Basra the people of the whole city, of a later year than the city's own
    figure. A quarter with no town near keeps what it has.
    """
    towns = [
        place
        for place in places
        if place.population and place.feature_class == "P" and place.feature_code != QUARTER
    ]
    return [replace(place, population=0) if _is_city_s(place, towns) else place for place in places]


def _is_city_s(place: Place, towns: Sequence[Place]) -> bool:
    if not place.population or place.feature_code != QUARTER:
        return False
    near = [
        town.population
        for town in towns
        if distance_m(place.position.lat, place.position.lon, town.position.lat, town.position.lon)
        <= CITY_RADIUS_M
    ]
    return bool(near) and place.population > max(near)
