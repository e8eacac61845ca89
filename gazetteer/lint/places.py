"""Rules on positions, units and feature codes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely

from gazetteer.boundaries import UnitShape
from gazetteer.geometry import Box, distance_m
from gazetteer.lint.base import Found, Tables
from gazetteer.lint.vocabulary import known_feature_codes, known_sources
from gazetteer.model import Place, Position, Units
from gazetteer.units import NEAREST_LIMIT_M, narrowed

REGION = Box(35.0, 29.0, 49.0, 37.7)
"""Both countries with 50 km around them: what lies outside was misread, or has its coordinates swapped."""

_EAST_WEST_SHRINK = float(np.cos(np.radians(34.0)))
"""Makes degrees of longitude as long as those of latitude, so that the nearest edge is found."""


def position_range(tables: Tables) -> Found:
    """Positions outside the region, and errors that are none."""
    for place in tables.places:
        for position in _positions(place):
            lat, lon = position.lat, position.lon
            if not (REGION.south <= lat <= REGION.north and REGION.west <= lon <= REGION.east):
                yield place.place_id, f"{position.source} has it at {lat}, {lon}"
            if position.uncertainty_m <= 0:
                yield place.place_id, f"{position.source} is {position.uncertainty_m} m sure of it"


def position_source(tables: Tables) -> Found:
    """Positions of no source that is known, and a position that is listed twice."""
    for place in tables.places:
        for position in _positions(place):
            if position.source not in known_sources():
                yield place.place_id, f"a position of {position.source!r}"
        if len(set(_positions(place))) <= len(place.other_positions):
            yield place.place_id, "a position is listed twice"


def position_outside_unit(tables: Tables) -> Found:
    """Places farther outside the unit that they are in than the rule of the border allows."""
    shapes = {shape.units: shape for shape in _shapes(tables)}
    groups: dict[Units, list[Place]] = {}
    for place in tables.places:
        groups.setdefault(place.units, []).append(place)
    for units, group in groups.items():
        if units not in shapes:
            continue
        polygon = shapes[units].polygon
        shapely.prepare(polygon)
        lonlat = np.array([(place.position.lon, place.position.lat) for place in group])
        inside = shapely.intersects_xy(polygon, lonlat)
        for place in (place for place, holds in zip(group, inside, strict=True) if not holds):
            away_m = _distance_m(shapes[units], place.position)
            if away_m > NEAREST_LIMIT_M:
                name = place.names[0].toponym if place.names else ""
                yield place.place_id, f"{name}: {away_m / 1000:.1f} km outside {shapes[units].code}"


def unit_unknown(tables: Tables) -> Found:
    """Places in units that the boundaries do not have together."""
    known = {shape.units for shape in _shapes(tables)}
    for place in tables.places:
        if place.units not in known:
            yield place.place_id, f"no such unit: {place.units}"


def unit_of_unit(tables: Tables) -> Found:
    """Places that are units and lie in finer units than themselves."""
    for place in tables.places:
        if narrowed(place.units, place.feature_code) != place.units:
            yield place.place_id, f"a {place.feature_code} in {place.units}"


def unit_missing(tables: Tables) -> Found:
    """Units of the boundaries that are no place."""
    present = {place.units for place in tables.places if place.feature_class == "A"}
    for shape in _shapes(tables):
        if shape.units not in present:
            yield shape.code, "a unit of the boundaries, but no place"


def feature_code(tables: Tables) -> Found:
    """Places of a feature code that has no meaning."""
    for place in tables.places:
        if place.feature_code not in known_feature_codes():
            yield place.place_id, f"{place.feature_code} is not in feature_codes.toml"


def _positions(place: Place) -> tuple[Position, ...]:
    return (place.position, *place.other_positions)


def _shapes(tables: Tables) -> Iterator[UnitShape]:
    boundaries = tables.boundaries
    for level in (boundaries.countries, boundaries.admin1, boundaries.admin2, boundaries.admin3):
        yield from level


def _distance_m(shape: UnitShape, position: Position) -> float:
    scale = np.array([_EAST_WEST_SHRINK, 1.0])
    flat = shapely.transform(shape.polygon, lambda lonlat: lonlat * scale)
    point = shapely.Point(position.lon * _EAST_WEST_SHRINK, position.lat)
    edge = shapely.shortest_line(flat, point).coords[0]
    return distance_m(position.lat, position.lon, edge[1], edge[0] / _EAST_WEST_SHRINK)
