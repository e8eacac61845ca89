"""Boundaries of the administrative units: simplified once from OCHA's, committed, read back as polygons.

Only third-level units are stored; every coarser polygon is the union of its parts, so that levels
can never disagree. Polygons are shapely geometries in (lon, lat) order, WGS 84 degrees.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from gazetteer.errors import DataError
from gazetteer.governorates import admin1_of_pcode
from gazetteer.model import Units

TOLERANCE_DEGREES = 0.002
"""Side of the largest triangle that simplifying may cut off, about 200 m.

Measured on OCHA's files: no border moves by more than 0.0038 degrees (420 m), and 0.04 % of Syria's
and 0.02 % of Iraq's area changes hands, for 1 MB of text in place of 7 MB.
"""

DECIMALS = 5
"""Digits kept of a coordinate: a metre, as in the tables of places."""

RAW_ADMIN3 = {
    "SY": ("ocha_cod_syria/syr_admin3.geojson", "adm3_pcode", "adm2_pcode"),
    "IQ": ("ocha_cod_iraq/irq_admbnda_adm3_cso_20190603.geojson", "ADM3_PCODE", "ADM2_PCODE"),
}
"""OCHA's file of third-level units by country, and which properties hold their p-code and their parent's."""

GeometryArray = npt.NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class UnitShape:
    """A unit and its polygon; the finest code in `units` that is not empty is the unit's own."""

    units: Units
    polygon: BaseGeometry

    @property
    def code(self) -> str:
        """The unit's own code: p-code, ISO 3166-2 or, of a country, ISO 3166-1."""
        units = self.units
        return units.admin3 or units.admin2 or units.admin1 or units.country_code


@dataclass(frozen=True, slots=True)
class Boundaries:
    """The units of both countries by level, each level sorted by code."""

    countries: tuple[UnitShape, ...]
    admin1: tuple[UnitShape, ...]
    admin2: tuple[UnitShape, ...]
    admin3: tuple[UnitShape, ...]


def simplify_coverage(polygons: Sequence[BaseGeometry]) -> GeometryArray:
    """The polygons with fewer, rounded vertices, in the same order; neighbours still share their edges.

    Raises DataError where they are no coverage (they overlap or miss each other by slivers).
    """
    valid = shapely.make_valid(np.asarray(polygons, dtype=object))
    if not shapely.coverage_is_valid(valid):
        raise DataError("the polygons overlap or leave slivers: they cannot be simplified as one coverage")
    simple = shapely.coverage_simplify(valid, TOLERANCE_DEGREES)
    rounded = shapely.transform(simple, lambda points: np.round(points, DECIMALS))
    # Rounding can make two near vertices of a ring one, which pinches it: cleaning cuts that off.
    # The stubs of shapely do not know coverage_clean, hence the ignore.
    return np.asarray(shapely.coverage_clean(rounded), dtype=np.object_)  # type: ignore[attr-defined]


def import_boundaries(sources_dir: Path, data_dir: Path) -> None:
    """Write `boundaries/SY.geojson` and `boundaries/IQ.geojson` below `data_dir` from OCHA's raw files."""
    folder = data_dir / "boundaries"
    folder.mkdir(parents=True, exist_ok=True)
    for country_code, (name, own, parent) in RAW_ADMIN3.items():
        features = sorted(_features(sources_dir / name), key=lambda feature: feature["properties"][own])
        polygons = simplify_coverage([_polygon(feature) for feature in features])
        shapes = [
            UnitShape(_units_of_pcodes(country_code, f["properties"][parent], f["properties"][own]), polygon)
            for f, polygon in zip(features, polygons, strict=True)
        ]
        (folder / f"{country_code}.geojson").write_text(to_geojson(shapes), encoding="utf-8")


def to_geojson(shapes: Iterable[UnitShape]) -> str:
    """Third-level units as a GeoJSON FeatureCollection with one feature a line, so that it diffs."""
    lines = [
        json.dumps(
            {
                "type": "Feature",
                "properties": {
                    "admin3": shape.units.admin3,
                    "admin2": shape.units.admin2,
                    "admin1": shape.units.admin1,
                },
                "geometry": shapely.geometry.mapping(shape.polygon),
            },
            separators=(",", ":"),
        )
        for shape in shapes
    ]
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"


def read_boundaries(directory: Path) -> Boundaries:
    """The committed boundaries: third-level units as stored, the coarser ones as unions of them.

    `directory` holds a `<country>.geojson` each. Raises DataError naming the file that is missing or broken.
    """
    parts: list[UnitShape] = []
    for country_code in RAW_ADMIN3:
        for feature in _features(directory / f"{country_code}.geojson"):
            properties = feature["properties"]
            units = Units(country_code, properties["admin1"], properties["admin2"], properties["admin3"])
            parts.append(UnitShape(units, _polygon(feature)))
    return Boundaries(
        countries=_united(parts, lambda u: Units(u.country_code)),
        admin1=_united(parts, lambda u: Units(u.country_code, u.admin1)),
        admin2=_united(parts, lambda u: Units(u.country_code, u.admin1, u.admin2)),
        admin3=tuple(sorted(parts, key=lambda shape: shape.code)),
    )


def _united(parts: Iterable[UnitShape], coarser: Callable[[Units], Units]) -> tuple[UnitShape, ...]:
    groups: dict[Units, list[BaseGeometry]] = {}
    for part in parts:
        groups.setdefault(coarser(part.units), []).append(part.polygon)
    united = [UnitShape(units, shapely.coverage_union_all(polygons)) for units, polygons in groups.items()]
    return tuple(sorted(united, key=lambda shape: shape.code))


def _units_of_pcodes(country_code: str, admin2: str, admin3: str) -> Units:
    return Units(country_code, admin1_of_pcode(admin3), admin2, admin3)


def _features(path: Path) -> list[dict[str, Any]]:
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"{path}: not a readable GeoJSON FeatureCollection: {error!r}") from error
    return list(features)


def _polygon(feature: dict[str, Any]) -> BaseGeometry:
    geometry: BaseGeometry = shapely.geometry.shape(feature["geometry"])
    return geometry
