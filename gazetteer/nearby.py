"""What is at a point: the units that contain it, and the nearest places of each class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from gazetteer.answer import UnitLabel
from gazetteer.geometry import METRES_PER_DEGREE, bearing_deg, distances_m
from gazetteer.labels import Labels, PlaceSummary
from gazetteer.place_index import PlaceIndex
from gazetteer.query import Point
from gazetteer.units import UnitFinder

DEFAULT_RADIUS_M = 25_000
MAX_RADIUS_M = 100_000
DEFAULT_NEAREST = 3
MAX_NEAREST = 20

DIRECTIONS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")

_UNIT_CLASS = "A"
"""Of places that are units: their points are centres of areas, and say little of what is near."""

_SLACK = 1.02
"""The tree is asked in degrees that are good to 1 %; the distance itself is taken on the sphere."""


@dataclass(frozen=True, slots=True)
class Nearby:
    """A place near a point: metres, and the bearing from the point to it (0 north, 90 east)."""

    place: PlaceSummary
    distance_m: float
    bearing_deg: float

    @property
    def direction(self) -> str:
        """The bearing as one of DIRECTIONS."""
        return DIRECTIONS[round(self.bearing_deg / 45) % 8]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is at a point.

    `units` are country, governorate, district, subdistrict, empty outside both countries; `nearest` the
    places by feature class, nearest first, only classes that have any.
    """

    point: Point
    units: tuple[UnitLabel, ...]
    nearest: Mapping[str, tuple[Nearby, ...]]


class NearbyFinder:
    """Finds what is at points. Built when the gazetteer is opened, then only read."""

    def __init__(self, places: PlaceIndex, areas: UnitFinder, labels: Labels) -> None:
        self._places, self._areas, self._labels = places, areas, labels
        points = np.asarray(shapely.points(np.column_stack([places.lon, places.lat])))
        self._tree = shapely.STRtree(np.atleast_1d(points))
        classes = np.array([code[0] for code in places.feature_code.values])
        self._class = classes[places.feature_code.codes]

    def find(
        self,
        point: Point,
        limit: int,
        radius_m: float,
        chosen: npt.NDArray[np.bool_] | None = None,
        lang: str = "en",
    ) -> Surroundings:
        """The surroundings of a point: at most `limit` places of each class within `radius_m`.

        `chosen` marks the rows that may be; without it all do but units.
        """
        rows = self._within(point, radius_m)
        rows = rows[chosen[rows]] if chosen is not None else rows[self._class[rows] != _UNIT_CLASS]
        away = distances_m(point.lat, point.lon, self._places.lat[rows], self._places.lon[rows])
        order = np.argsort(away, kind="stable")
        order = order[away[order] <= radius_m]
        rows, away = rows[order], away[order]
        nearest = {
            str(letter): self._listed(point, rows[self._class[rows] == letter][:limit].tolist(), lang)
            for letter in sorted(set(self._class[rows].tolist()))
        }
        return Surroundings(point, self._units_at(point), nearest)

    def _within(self, point: Point, radius_m: float) -> npt.NDArray[np.int64]:
        """Rows in a box that holds the circle."""
        tall = _SLACK * radius_m / METRES_PER_DEGREE
        wide = tall / float(np.cos(np.radians(point.lat)))
        box = shapely.box(point.lon - wide, point.lat - tall, point.lon + wide, point.lat + tall)
        return np.sort(self._tree.query(box))

    def _listed(self, point: Point, rows: Sequence[int], lang: str) -> tuple[Nearby, ...]:
        lats, lons = self._places.lat[rows], self._places.lon[rows]
        away = distances_m(point.lat, point.lon, lats, lons)
        return tuple(
            Nearby(
                self._labels.summary(row, lang),
                float(metres),
                bearing_deg(point.lat, point.lon, float(lat), float(lon)),
            )
            for row, metres, lat, lon in zip(rows, away, lats, lons, strict=True)
        )

    def _units_at(self, point: Point) -> tuple[UnitLabel, ...]:
        units = self._areas.find("", point.lat, point.lon).units
        codes = (units.country_code, units.admin1, units.admin2, units.admin3)
        return tuple(
            label for level, code in enumerate(codes) if (label := self._labels.unit(level, code)) is not None
        )
