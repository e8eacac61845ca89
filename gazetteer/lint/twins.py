"""The rule on one place that stands in the tables twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import shapely

from gazetteer.geometry import METRES_PER_DEGREE, distance_m
from gazetteer.kinds import common_limits, kind_of
from gazetteer.lint.base import Found, Tables
from gazetteer.model import Place
from gazetteer.normalize import fold
from gazetteer.profiles import Contrast, contrast_of, profile_of
from gazetteer.vocabulary import NameType

TWIN_M = 500.0
"""Two places of one name nearer than this are one until somebody says otherwise: as in conflation, where a
place that was entered twice lies within 500 m of itself."""

_SHRINK_AT_THE_NORTH_END = float(np.cos(np.radians(38.0)))
"""Length of a degree of longitude where it is shortest: a search by it misses nothing."""

FIRST = frozenset({NameType.PREFERRED})
WRITTEN = frozenset({NameType.PREFERRED, NameType.VARIANT})


def twins(tables: Tables) -> Found:
    """Pairs of places of kinds that can be one place, near each other, under one name.

    One name: a preferred name of one is, once folded, a preferred name or variant of the other, and no
    contrast words tell them apart (Upper and Lower); where only one has such a word, preferred on both sides.
    """
    for one, other in _neighbours(tables.places):
        shared = _shared(one, other, FIRST, WRITTEN) | _shared(one, other, WRITTEN, FIRST)
        if not shared or common_limits(kind_of(one.feature_code), kind_of(other.feature_code)) is None:
            continue
        contrast = contrast_of(profile_of(one.names), profile_of(other.names))
        if contrast is Contrast.MISSING:
            shared = _shared(one, other, FIRST, FIRST)
        if contrast is Contrast.CONFLICT or not shared:
            continue
        away_m = _distance_m(one, other)
        if away_m <= TWIN_M:
            told = f"{one.feature_code}, {other.feature_code}, {away_m:.0f} m, {contrast}"
            links = f"{' '.join(one.links[:3])} = {' '.join(other.links[:3])}"
            yield one.place_id, f"{other.place_id} is called {sorted(shared)[0]!r} too ({told}): {links}"


def _shared(one: Place, other: Place, left: frozenset[NameType], right: frozenset[NameType]) -> set[str]:
    return _folded(one, left) & _folded(other, right)


def _folded(place: Place, kinds: frozenset[NameType]) -> set[str]:
    return {fold(name.toponym) for name in place.names if name.name_type in kinds} - {""}


def _neighbours(places: Sequence[Place]) -> Iterator[tuple[Place, Place]]:
    """Pairs of places of one class within about the distance of twins, in the order of `places`."""
    lonlat = np.array([(p.position.lon * _SHRINK_AT_THE_NORTH_END, p.position.lat) for p in places])
    points = np.atleast_1d(np.asarray(shapely.points(lonlat.reshape(-1, 2))))
    left, right = shapely.STRtree(points).query(
        points, predicate="dwithin", distance=TWIN_M / METRES_PER_DEGREE
    )
    for i, j in sorted(zip(left[left < right].tolist(), right[left < right].tolist(), strict=True)):
        if places[i].feature_class == places[j].feature_class:
            yield places[i], places[j]


def _distance_m(one: Place, other: Place) -> float:
    return distance_m(one.position.lat, one.position.lon, other.position.lat, other.position.lon)
