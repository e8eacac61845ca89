"""The administrative units as the resolver needs them: codes, polygons, and how far a point is from one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from gazetteer.boundaries import Boundaries
from gazetteer.geometry import METRES_PER_DEGREE, FloatArray
from gazetteer.governorates import load_governorates
from gazetteer.model import Place
from gazetteer.store import Array, Artefact, pack_strings

_EAST_WEST_SHRINK = float(np.cos(np.radians(34.0)))
"""Length of a degree of longitude in degrees of latitude, mid-way between both countries' ends."""

TOLERANCE_DEGREES = 0.01
"""How much polygons are simplified: a distance from a unit may be off by 1 km, and takes a fifth of the time.
Whether a place lies in a unit is told by its codes, never by these polygons."""

LEVELS_KEPT = 2
"""Levels, countries and governorates, from whose units the distance of every place is kept: they are asked
most, and a distance from a polygon takes as long as all else that is done for a candidate."""

LEVELS = ("country_code", "admin1", "admin2", "admin3")
"""The fields of Units, coarsest first; a level's index here is its number."""

LEVEL_CODES = ("A.PCLI", "A.ADM1", "A.ADM2", "A.ADM3")
"""The feature code of the places that are units, by the number of their level."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: its level (index into LEVELS), its code, its p-code, and its number among all."""

    level: int
    code: str
    pcode: str
    number: int


def build_unit_index(boundaries: Boundaries) -> dict[str, Array]:
    """The units of all levels with their polygons, simplified for distances, as WKB (lon, lat)."""
    shapes = [
        (level, shape)
        for level, tier in enumerate(
            (boundaries.countries, boundaries.admin1, boundaries.admin2, boundaries.admin3)
        )
        for shape in tier
    ]
    blobs = [shapely.to_wkb(shape.polygon.simplify(TOLERANCE_DEGREES)) for _, shape in shapes]
    return {
        **pack_strings("unit_code", [shape.code for _, shape in shapes]),
        "unit_level": np.array([level for level, _ in shapes], dtype=np.uint8),
        "unit_wkb.data": np.frombuffer(b"".join(blobs), dtype=np.uint8),
        "unit_wkb.ends": np.cumsum([len(blob) for blob in blobs], dtype=np.uint32),
    }


def build_unit_distances(boundaries: Boundaries, places: Sequence[Place]) -> dict[str, Array]:
    """Metres from the units of LEVELS_KEPT to these places; shape (units, places)."""
    shapes = (*boundaries.countries, *boundaries.admin1)
    polygons = _opened([shapely.to_wkb(shape.polygon.simplify(TOLERANCE_DEGREES)) for shape in shapes])
    lonlat = np.array([(place.position.lon, place.position.lat) for place in places]).reshape(-1, 2)
    points = shapely.points(_flatten(lonlat))
    degrees = [shapely.distance(polygon, points) for polygon in polygons]
    return {"unit_distance_m": np.array(degrees, dtype=np.float32) * np.float32(METRES_PER_DEGREE)}


def _opened(blobs: Sequence[bytes]) -> npt.NDArray[np.object_]:
    """The polygons of some WKB with both axes of one scale, prepared to be asked."""
    polygons = shapely.transform(shapely.from_wkb(blobs), _flatten)
    shapely.prepare(polygons)
    return polygons


class UnitIndex:
    """The opened units, numbered by level; a place's row is that of the `PlaceIndex`."""

    def __init__(self, artefact: Artefact) -> None:
        pcodes = {governorate.code: governorate.pcode for governorate in load_governorates()}
        codes = artefact.strings("unit_code").to_list()
        levels = artefact.arrays["unit_level"].tolist()
        data = artefact.arrays["unit_wkb.data"].tobytes()
        ends = artefact.arrays["unit_wkb.ends"].tolist()
        blobs = [data[a:b] for a, b in zip([0, *ends], ends, strict=False)]
        self._polygons = _opened(blobs)
        self._distances_m = artefact.arrays["unit_distance_m"]
        self._lat, self._lon = artefact.arrays["lat"], artefact.arrays["lon"]
        self.units = tuple(
            Unit(level, code, pcodes.get(code, code), number)
            for number, (level, code) in enumerate(zip(levels, codes, strict=True))
        )
        self._by_code = {
            (unit.level, key.upper()): unit for unit in self.units for key in (unit.code, unit.pcode)
        }

    def find(self, level: int, code: str) -> Unit | None:
        """The unit of this level with this ISO code or p-code, in any case; None if there is none."""
        return self._by_code.get((level, code.strip().upper()))

    def contains(self, unit: Unit, lat: float, lon: float) -> bool:
        """True where the point lies in the unit."""
        return bool(shapely.contains_xy(self._polygons[unit.number], lon, lat))

    def distances_of(self, units: Sequence[Unit], rows: Array) -> FloatArray:
        """Metres from each of these places to the nearest of the units, 0 inside; shape of `rows`."""
        nearest = np.full(len(rows), np.inf)
        for unit in units:
            if unit.level < LEVELS_KEPT:
                own: FloatArray = self._distances_m[unit.number][rows]
            else:
                own = self.distances_m((unit,), self._lat[rows], self._lon[rows])
            nearest = np.minimum(nearest, own)
        return nearest

    def distances_m(self, units: Sequence[Unit], lats: FloatArray, lons: FloatArray) -> FloatArray:
        """Metres from each point to the nearest of these units, 0 inside; good to 7 % in both countries."""
        points = shapely.points(_flatten(np.column_stack([lons, lats])))
        nearest = np.full(len(lats), np.inf)
        for unit in units:
            degrees = shapely.distance(self._polygons[unit.number], points)
            nearest = np.minimum(nearest, degrees)
        return np.asarray(nearest * METRES_PER_DEGREE)


def _flatten(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Points in (lon, lat) degrees with both axes of one scale."""
    return np.asarray(points * np.array([_EAST_WEST_SHRINK, 1.0]))
