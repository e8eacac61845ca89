"""Quarters that their list does not call so: IOM has a city by its quarters, often under their bare names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

import numpy as np
import shapely

from gazetteer.geometry import METRES_PER_DEGREE, distance_m
from gazetteer.model import Place
from gazetteer.namesakes import MIN_TELLING
from gazetteer.populations import QUARTER
from gazetteer.reach import city_radius_m
from gazetteer.toponym import analyse

LISTS_QUARTERS = "iom:"
"""Prefix of the links of the list that has cities by their quarters."""

VILLAGE = "P.PPL"

CITY_PEOPLE = 10_000
"""Fewer than these are a town that the list has as one place."""

EDGE_M = 300.0
"""How far outside the circle that a city's people fill a quarter may lie, as the point is not the middle."""

NEIGHBOURS_M = 1_000.0
"""Quarters of one city lie this near to each other, villages mostly farther apart."""

NEIGHBOURS = 3
"""Rows of the list around a quarter, at least."""

LARGE_CITY_M = 3_000.0
"""From this radius on the quarters of a city lie farther apart: a third of it is as near as NEIGHBOURS_M."""

FARTHEST_M = 2_500.0
"""But never farther than this: a third of Baghdad is farmland on its edge."""

INNER = 0.9
"""Share of such a city's radius within which a row with enough quarters around is one of them."""

CORE = 0.5
"""Share of the radius of a governorate's seat within which there are no villages."""

INNER_QUARTERS = 2
"""So many of the NEIGHBOURS of a row in a large city the list itself calls quarters, at least."""

SECTION_M = 1_500.0
"""How far from its quarter, or another section of it, a section ("الحكيم الثانية") may lie."""

TOWN_PEOPLE = 5_000
"""A settlement of so many, or a seat of whatever size, is a town that has quarters."""

TOWN_M = 1_500.0
"""How near to the point of a town its quarters lie, however few its people."""

NEIGHBOURS_IN_A_TOWN = 2
"""Rows of the list around such a quarter, at least: of the 154 rows there, in no city's circle, that say in
words what they are, 147 say quarter."""

GOVERNORATE_SEATS = frozenset({"P.PPLC", "P.PPLA"})

SEATS = frozenset({"P.PPLC", "P.PPLA", "P.PPLA2", "P.PPLA3"})

_Circle = tuple[Place, float]
"""A town and the radius around its point in metres."""


def with_quarters(places: Sequence[Place], villages: AbstractSet[str] = frozenset()) -> list[Place]:
    """The places in order, a settlement that IOM alone lists a quarter where it is one of a city or town.

    One that another list has too is what that list says; a row of `villages`, by its link, is what it says.
    """
    told = list(places)
    for step in (
        with_city_quarters,
        with_quarters_of_towns,
        with_quarters_of_large_cities,
        with_sections_of_quarters,
    ):
        told = step(told)
    return [one if villages & set(one.links) else other for one, other in zip(places, told, strict=True)]


def with_city_quarters(places: Sequence[Place]) -> list[Place]:
    """The places in order, a settlement of IOM's list alone within a city, with others, a quarter."""
    cities = [p for p in places if p.feature_class == "P" and p.population >= CITY_PEOPLE]
    circles = [(city, city_radius_m(city.population) + EDGE_M) for city in cities]
    return _with_quarters_within(circles, NEIGHBOURS, places)


def with_quarters_of_towns(places: Sequence[Place]) -> list[Place]:
    """The places in order, a settlement of IOM's list alone in a town, with others, a quarter."""
    populous = (p for p in places if p.feature_class == "P" and p.population >= TOWN_PEOPLE)
    towns = [*populous, *(place for place in places if place.feature_code in SEATS)]
    return _with_quarters_within([(town, TOWN_M) for town in towns], NEIGHBOURS_IN_A_TOWN, places)


def _with_quarters_within(circles: Sequence[_Circle], least: int, places: Sequence[Place]) -> list[Place]:
    listed = [place for place in places if _is_listed(place)]
    quarters = {
        id(place)
        for place, count, inside in zip(
            listed, _counts_around(listed), _are_within(circles, listed), strict=True
        )
        if inside and count >= least and place.feature_code == VILLAGE and _is_listed_alone(place)
    }
    return [replace(place, feature_code=QUARTER) if id(place) in quarters else place for place in places]


def with_quarters_of_large_cities(places: Sequence[Place]) -> list[Place]:
    """The places in order, a settlement of IOM's list alone deep within a large city a quarter.

    At the core of a governorate's seat, or with quarters around, as far as a third of the city's radius.
    """
    listed = [place for place in places if _is_listed(place)]
    quarters: set[int] = set()
    for city in places:
        radius_m = city_radius_m(city.population) if city.feature_class == "P" else 0.0
        if radius_m >= LARGE_CITY_M:
            inside = [place for place in listed if _distance_m(place, city) <= radius_m * INNER]
            quarters.update(id(place) for place in inside if _is_deep(place, city, radius_m, inside))
    return [replace(place, feature_code=QUARTER) if id(place) in quarters else place for place in places]


def _is_deep(place: Place, city: Place, radius_m: float, inside: Sequence[Place]) -> bool:
    if place.feature_code != VILLAGE or not _is_listed_alone(place):
        return False
    if city.feature_code in GOVERNORATE_SEATS and _distance_m(place, city) <= radius_m * CORE:
        return True
    reach_m = min(max(NEIGHBOURS_M, radius_m / 3), FARTHEST_M)
    around = [other for other in inside if other is not place and _distance_m(place, other) <= reach_m]
    return len(around) >= NEIGHBOURS and (
        sum(other.feature_code == QUARTER for other in around) >= INNER_QUARTERS
    )


def with_sections_of_quarters(places: Sequence[Place]) -> list[Place]:
    """The places in order, a settlement of IOM's list alone that is told from a quarter by a word one too.

    "الحكيم الثانية" beside "حي الحكيم"; a village is told so from a village.
    """
    quarters: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        if place.feature_code == QUARTER and _is_listed(place):
            for sound in _told_apart(place):
                quarters[sound].append(place)
    sections = {
        id(place)
        for place in places
        if place.feature_code == VILLAGE
        and _is_listed_alone(place)
        and any(
            _distance_m(place, other) <= SECTION_M
            for sound, contrasts in _told_apart(place).items()
            if contrasts
            for other in quarters[sound]
        )
    }
    return [replace(place, feature_code=QUARTER) if id(place) in sections else place for place in places]


def _told_apart(place: Place) -> dict[str, int]:
    """The sounds of a place's names without types and contrast words, with the contrast words of each."""
    told: dict[str, int] = {}
    for name in place.names:
        for form in analyse(name.toponym).forms:
            if len(form.sound.skeleton) >= MIN_TELLING:
                told[form.sound.skeleton] = told.get(form.sound.skeleton, 0) | form.contrasts
    return told


def _distance_m(one: Place, other: Place) -> float:
    left, right = one.position, other.position
    return distance_m(left.lat, left.lon, right.lat, right.lon)


def _is_listed(place: Place) -> bool:
    return any(link.startswith(LISTS_QUARTERS) for link in place.links)


def _is_listed_alone(place: Place) -> bool:
    return {name for own in place.names for name in own.sources} == {LISTS_QUARTERS.rstrip(":")}


def _counts_around(listed: Sequence[Place]) -> list[int]:
    """How many others lie within NEIGHBOURS_M of each."""
    if not listed:
        return []
    points = _points(listed)
    tree = shapely.STRtree(points)
    left, _ = tree.query(points, predicate="dwithin", distance=NEIGHBOURS_M)
    return [int(count) - 1 for count in np.bincount(left, minlength=len(listed))]


def _are_within(circles: Sequence[_Circle], listed: Sequence[Place]) -> list[bool]:
    if not listed or not circles:
        return [False] * len(listed)
    middles, radii = zip(*circles, strict=True)
    areas = shapely.STRtree(shapely.buffer(_points(middles), radii))
    inside, _ = areas.query(_points(listed), predicate="intersects")
    return [bool(found) for found in np.bincount(inside, minlength=len(listed))]


def _points(places: Sequence[Place]) -> list[shapely.Point]:
    """The places on a plane in metres, true to a percent within a city."""
    return [
        shapely.Point(
            place.position.lon * METRES_PER_DEGREE * np.cos(np.radians(place.position.lat)),
            place.position.lat * METRES_PER_DEGREE,
        )
        for place in places
    ]
