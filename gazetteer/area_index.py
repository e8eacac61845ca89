"""The third-level units with their boundaries as they are committed, for asking which units a point lies in.

The polygons of `unit_index` are lighter, for distances; these tell a point 300 m from a border right.
"""

from __future__ import annotations

import numpy as np
import shapely

from gazetteer.boundaries import Boundaries, UnitShape
from gazetteer.model import Units
from gazetteer.store import Array, Artefact, pack_strings
from gazetteer.units import UnitFinder


def build_area_index(boundaries: Boundaries) -> dict[str, Array]:
    """The units, each as its four codes, and their polygons as WKB (lon, lat)."""
    blobs = [shapely.to_wkb(shape.polygon) for shape in boundaries.admin3]
    codes = [
        " ".join((s.units.country_code, s.units.admin1, s.units.admin2, s.units.admin3))
        for s in boundaries.admin3
    ]
    return {
        **pack_strings("area_units", codes),
        "area_wkb.data": np.frombuffer(b"".join(blobs), dtype=np.uint8),
        "area_wkb.ends": np.cumsum([len(blob) for blob in blobs], dtype=np.uint32),
    }


def open_areas(artefact: Artefact) -> UnitFinder:
    """A finder over the units in an artefact; it knows no codes, only points."""
    data = artefact.arrays["area_wkb.data"].tobytes()
    ends = artefact.arrays["area_wkb.ends"].tolist()
    polygons = shapely.from_wkb([data[a:b] for a, b in zip([0, *ends], ends, strict=False)])
    units = [Units(*codes.split(" ")) for codes in artefact.strings("area_units")]
    shapes = tuple(UnitShape(unit, polygon) for unit, polygon in zip(units, polygons, strict=True))
    return UnitFinder(Boundaries((), (), (), shapes))
