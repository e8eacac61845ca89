"""Anchors: the places that a qualifier may mean, and how likely a candidate lies by one of them.

A qualifier is a name like any other: "Aleppo" in "Bza'a, Aleppo" may be the city or the governorate. So it
is evidence of several places at once, each with its probability.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gazetteer.geometry import bearings_deg, destination, distances_m
from gazetteer.name_index import NameIndex
from gazetteer.name_search import find_candidates
from gazetteer.place_index import PlaceIndex
from gazetteer.ranking import best_first, none_score, share_out
from gazetteer.reading import Qualifier
from gazetteer.scoring import PlaceScorer, features_of
from gazetteer.store import Array
from gazetteer.toponym import analyse
from gazetteer.unit_index import LEVEL_CODES, LEVELS, Unit, UnitIndex
from gazetteer.weights import QualifierWeights, Weights
from gazetteer.words import unit_bit

ANCHORS_KEPT = 20
"""Places that one qualifier is taken to mean at most."""

LEAST_PROBABILITY = 0.005
"""Places less likely than this are not meant by a qualifier."""

_LONG = ("H.STM", "H.STMI", "H.CNL", "H.WAD", "L.RGN", "R.RD", "R.RR", "T.DSRT", "T.MTS")
"""Codes of what runs far beyond its point: rivers, canals, roads, regions, deserts and mountain ranges."""

FloatArray = npt.NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Anchors:
    """What a qualifier may mean: rows of places, their best names, the cost of each (-log probability).

    `unheeded` is the most that it costs a candidate: little where the qualifier itself is probably not in
    the gazetteer, so that "Interior Ministry" pulls nowhere.
    """

    qualifier: Qualifier
    rows: tuple[int, ...]
    names: tuple[int, ...]
    costs: tuple[float, ...]
    unheeded: float


def find_anchors(
    qualifier: Qualifier, index: NameIndex, places: PlaceIndex, scorer: PlaceScorer, weights: Weights
) -> Anchors:
    """The places that a qualifier may mean, the likeliest first; none where nothing is like it.

    One that means another country costs every place as much as a qualifier can.
    """
    if qualifier.relation == "elsewhere":
        return Anchors(qualifier, (), (), (), weights.qualifier.unheeded)
    toponym = analyse(qualifier.text)
    units = unit_bit(1) | unit_bit(2) | unit_bit(3)
    found = find_candidates(toponym.with_features(units), index, weights)
    if not len(found.places):
        return Anchors(qualifier, (), (), (), 0.0)
    parts = scorer.scores(found.places, features_of(toponym))
    # A unit does not stand back here: "X, Aleppo" means the governorate as often as the city.
    scores = found.spelling + sum(part for name, part in parts.items() if name != "unit")
    shares = share_out(scores, none_score(len(toponym.core), weights), weights)
    best = [i for i in best_first(scores, found.places, ANCHORS_KEPT) if shares.each[i] >= LEAST_PROBABILITY]
    most = weights.qualifier.alias_unheeded if qualifier.relation == "alias" else weights.qualifier.unheeded
    unknown = max(1.0 - shares.whole, np.finfo(np.float64).tiny)
    return Anchors(
        qualifier,
        tuple(found.places[best].tolist()),
        tuple(found.names[best].tolist()),
        tuple((-np.log(shares.each[best])).tolist()),
        min(most, weights.qualifier.unknown - float(np.log(unknown))),
    )


def anchor_costs(
    anchors: Anchors, rows: Array, places: PlaceIndex, units: UnitIndex, weights: Weights
) -> FloatArray:
    """What candidates cost for lying away from what a qualifier means; at most `unheeded` of the anchors.

    The cheapest anchor counts: its own improbability, and the distance from it. Shape of `rows`.
    """
    cost = np.full(len(rows), anchors.unheeded)
    for row, own in zip(anchors.rows, anchors.costs, strict=True):
        cost = np.minimum(cost, own + _costs_from(row, anchors.qualifier, rows, places, units, weights))
    return cost


def _costs_from(
    row: int, qualifier: Qualifier, rows: Array, places: PlaceIndex, units: UnitIndex, weights: Weights
) -> FloatArray:
    """What places cost for not lying to the place in `row` as the qualifier says."""
    weight = weights.qualifier
    if qualifier.distance_m:
        scale = max(weight.scale_m, weight.stated_share * qualifier.distance_m)
        # Where only the qualifier is found, its place stands for what is so far from it.
        off_m = np.where(rows == row, 0.0, _off_m(row, qualifier, rows, places))
        return np.asarray(weight.outside * np.log1p(off_m / scale))
    scale = _scale_m(row, qualifier, places, units, weight)
    costs = weight.outside * np.log1p(distances_from_m(row, rows, places, units) / scale)
    if qualifier.bearing_deg is not None:
        costs += weight.other_side * _other_side(row, qualifier.bearing_deg, rows, places, weight.scale_m)
    return np.asarray(costs)


def _scale_m(
    row: int, qualifier: Qualifier, places: PlaceIndex, units: UnitIndex, weight: QualifierWeights
) -> float:
    """Metres from the place in `row` within which what it places lies as a rule."""
    if places.feature_code.of(row) in _LONG:
        return weight.long_scale_m
    inside_unit = qualifier.relation == "inside" and _unit_of(row, places, units) is not None
    return weight.unit_scale_m if inside_unit else weight.scale_m


def _off_m(row: int, qualifier: Qualifier, rows: Array, places: PlaceIndex) -> FloatArray:
    """Metres from where the qualifier says: a point, or without a side a ring around the place in `row`."""
    lat, lon = places.lat.item(row), places.lon.item(row)
    lats, lons = places.lat[rows], places.lon[rows]
    if qualifier.bearing_deg is None:
        return np.asarray(np.abs(distances_m(lat, lon, lats, lons) - qualifier.distance_m))
    point = destination(lat, lon, qualifier.bearing_deg, qualifier.distance_m)
    return distances_m(*point, lats, lons)


def _other_side(row: int, bearing: float, rows: Array, places: PlaceIndex, scale_m: float) -> FloatArray:
    """How much places lie on the other side of the one in `row`, 0-1; less within `scale_m` of it."""
    lat, lon = places.lat.item(row), places.lon.item(row)
    lats, lons = places.lat[rows], places.lon[rows]
    away_m = distances_m(lat, lon, lats, lons)
    turned = np.radians(bearings_deg(lat, lon, lats, lons) - bearing)
    return np.asarray((1 - np.cos(turned)) / 2 * away_m / (away_m + scale_m))


def distances_from_m(row: int, rows: Array, places: PlaceIndex, units: UnitIndex) -> FloatArray:
    """Metres from a place to others; from a unit, 0 within it."""
    unit = _unit_of(row, places, units)
    if unit is None:
        return distances_m(places.lat[row], places.lon[row], places.lat[rows], places.lon[rows])
    column = places.units[LEVELS[unit.level]]
    distance = np.zeros(len(rows))
    outside = np.flatnonzero(column.codes[rows] != column.code_of(unit.code))
    distance[outside] = units.distances_of((unit,), rows[outside])
    return distance


def _unit_of(row: int, places: PlaceIndex, units: UnitIndex) -> Unit | None:
    code = places.feature_code.of(row)
    if code not in LEVEL_CODES:
        return None
    level = LEVEL_CODES.index(code)
    return units.find(level, places.units[LEVELS[level]].of(row))
