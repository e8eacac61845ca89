"""Which administrative units a point lies in, and what to believe near a border.

The rules: a row's stated country wins within 5 km of that country's border; p-codes that a source
states itself win over the polygons; a row without a country takes the polygon it lies in, or one
within 500 m.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import shapely

from gazetteer.boundaries import Boundaries
from gazetteer.errors import DataError
from gazetteer.geometry import FloatArray, distance_m
from gazetteer.governorates import load_governorates
from gazetteer.model import Units

NEAREST_LIMIT_M = 5_000.0
"""How far outside its country a point may lie and still be given that country's nearest unit.

The two countries' official boundaries overlap by up to 3 km, and sources place border villages
1-2 km over the line; farther off, the position or the country is wrong.
"""

UNSTATED_LIMIT_M = 500.0
"""The same for a point whose source names no country: simplifying moved borders by up to 420 m, and
beyond that nothing says that a ruin over the line is not the neighbour's."""

_EAST_WEST_SHRINK = float(np.cos(np.radians(34.0)))
"""Length of a degree of longitude in degrees of latitude, mid-way between both countries' ends:
good enough (7 %) to tell which unit is the nearest; the distance itself is taken on the sphere."""

IntArray = npt.NDArray[np.int64]


class How(StrEnum):
    """How units were found.

    stated: the source gives the p-codes. inside: the point lies in the unit's polygon. nearest: it lies
    in none of its country, and the nearest unit was taken. outside: farther than the limit, no units.
    """

    STATED = "stated"
    INSIDE = "inside"
    NEAREST = "nearest"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Found:
    """Units of a point, how they were found, and how far (metres) the point is from their polygon.

    `units` is empty (country_code "") if and only if `how` is outside; `distance_m` is then the distance
    to the nearest unit that could have been meant. It is 0 for stated units, which are not measured.
    """

    units: Units
    how: How
    distance_m: float


class UnitFinder:
    """Finds the units of points; built once from the boundaries, then only read."""

    def __init__(self, boundaries: Boundaries) -> None:
        self._units = np.array([shape.units for shape in boundaries.admin3], dtype=object)
        polygons = np.array([shape.polygon for shape in boundaries.admin3], dtype=object)
        self._flat = shapely.transform(polygons, _flatten)
        shapely.prepare(self._flat)
        countries = [units.country_code for units in self._units]
        every = np.arange(len(self._units))
        self._rows: dict[str, IntArray] = {"": every}
        for country_code in sorted(set(countries)):
            self._rows[country_code] = every[np.asarray([code == country_code for code in countries])]
        self._trees = {code: shapely.STRtree(self._flat[rows]) for code, rows in self._rows.items()}
        self._by_code = _units_by_code(boundaries)

    def units_of_code(self, code: str) -> Units | None:
        """The units that a p-code or ISO code of any level names, finer levels empty; None if unknown."""
        return self._by_code.get(code)

    def find(self, country_code: str, lat: float, lon: float, stated: Sequence[str] = ()) -> Found:
        """`find_all` for one point."""
        return self.find_all([country_code], np.array([lat]), np.array([lon]), [stated])[0]

    def find_all(
        self,
        country_codes: Sequence[str],
        lats: FloatArray,
        lons: FloatArray,
        stated: Sequence[Sequence[str]] | None = None,
    ) -> list[Found]:
        """Units of many points, in order.

        `country_codes` holds "SY", "IQ" or "" (not said) for each point; `stated` the codes that its source
        gives, coarsest first, where codes unknown to the boundaries (a name, an older code) are passed over.
        Raises DataError for another country code.
        """
        found: list[Found | None] = [None] * len(country_codes)
        for index, codes in enumerate(stated or ()):
            units = self._stated_units(codes)
            if units is not None:
                found[index] = Found(units, How.STATED, 0.0)
        open_rows: dict[str, list[int]] = {}
        for index, country_code in enumerate(country_codes):
            if country_code not in self._trees:
                raise DataError(f"no boundaries for the country {country_code!r}")
            if found[index] is None:
                open_rows.setdefault(country_code, []).append(index)
        for country_code, indices in open_rows.items():
            rows = np.asarray(indices)
            for index, answer in zip(
                indices, self._locate(country_code, lats[rows], lons[rows]), strict=True
            ):
                found[index] = answer
        return [answer for answer in found if answer is not None]

    def _stated_units(self, codes: Sequence[str]) -> Units | None:
        for code in reversed(codes):
            units = self._by_code.get(code)
            if units is not None:
                return units
        return None

    def _locate(self, country_code: str, lats: FloatArray, lons: FloatArray) -> list[Found]:
        tree, rows = self._trees[country_code], self._rows[country_code]
        points = np.atleast_1d(np.asarray(shapely.points(_flatten(np.column_stack([lons, lats])))))
        holder = np.full(len(points), -1, dtype=np.int64)
        which, unit = tree.query(points, predicate="intersects")
        # Reversed, so that a point on a shared edge goes to the unit that comes first by code.
        order = np.argsort(-unit, kind="stable")
        holder[which[order]] = unit[order]
        answers = [
            Found(self._units[rows[index]], How.INSIDE, 0.0) if index >= 0 else None
            for index in holder.tolist()
        ]
        lost = np.flatnonzero(holder < 0)
        if len(lost):
            limit_m = NEAREST_LIMIT_M if country_code else UNSTATED_LIMIT_M
            which, unit = tree.query_nearest(points[lost], all_matches=True)
            nearest = np.full(len(lost), len(rows), dtype=np.int64)
            np.minimum.at(nearest, which, unit)
            for index, row in zip(lost.tolist(), rows[nearest].tolist(), strict=True):
                answers[index] = self._nearest(row, float(lats[index]), float(lons[index]), limit_m)
        return [answer for answer in answers if answer is not None]

    def _nearest(self, row: int, lat: float, lon: float, limit_m: float) -> Found:
        point = shapely.Point(_flatten(np.array([[lon, lat]]))[0])
        edge = shapely.shortest_line(self._flat[row], point).coords[0]
        away_m = distance_m(lat, lon, edge[1], edge[0] / _EAST_WEST_SHRINK)
        if away_m > limit_m:
            return Found(Units(""), How.OUTSIDE, away_m)
        return Found(self._units[row], How.NEAREST, away_m)


def narrowed(units: Units, feature_code: str) -> Units:
    """The units of a place, without those that are finer than the place itself.

    A country has no governorate and a governorate no district; all but units of the first three levels
    are returned as they are.
    """
    match feature_code:
        case "A.PCLI":
            return Units(units.country_code)
        case "A.ADM1":
            return Units(units.country_code, units.admin1)
        case "A.ADM2":
            return Units(units.country_code, units.admin1, units.admin2)
    return units


def _flatten(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.asarray(points * np.array([_EAST_WEST_SHRINK, 1.0]))


def _units_by_code(boundaries: Boundaries) -> dict[str, Units]:
    levels = (boundaries.countries, boundaries.admin1, boundaries.admin2, boundaries.admin3)
    table = {shape.code: shape.units for level in levels for shape in level}
    for unit in load_governorates():
        # Halabja's p-code is at the same time its former district's: that reading, the finer one, stays.
        if unit.code in table and unit.pcode not in table:
            table[unit.pcode] = table[unit.code]
    return table
