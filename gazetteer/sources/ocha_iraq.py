"""OCHA's common operational datasets of Iraq: the country and its three levels of units."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shapely.geometry import shape

from gazetteer.geometry import METRES_PER_DEGREE
from gazetteer.sources._rows import read_features
from gazetteer.sources._units import ocha_unit
from gazetteer.sources.base import Outcome, SourceRecord

FILES = (
    "irq_admbnda_adm0_cso_itos_20190603.geojson",
    "irq_admbnda_adm1_cso_20190603.geojson",
    "irq_admbnda_adm2_cso_20190603.geojson",
    "irq_admbnda_adm3_cso_20190603.geojson",
)
"""By level."""


def read_ocha_iraq(folder: Path) -> Iterator[Outcome]:
    """Every unit at its centroid, or at a point inside it where that lies outside.

    Raises DataError for a file that is missing or broken.
    """
    for level, name in enumerate(FILES):
        for feature in read_features(folder / name):
            yield _unit(level, feature)


def _unit(level: int, feature: dict[str, Any]) -> SourceRecord:
    cells = feature["properties"]
    polygon = shape(feature["geometry"])
    point = polygon.centroid if polygon.contains(polygon.centroid) else polygon.representative_point()
    square_km = (METRES_PER_DEGREE / 1000) ** 2
    area_km2 = polygon.area * square_km * math.cos(math.radians(point.y))
    return ocha_unit(
        level,
        cells[f"ADM{level}_PCODE"],
        cells[f"ADM{level}_EN"],
        cells[f"ADM{level}_AR"],
        round(point.y, 6),
        round(point.x, 6),
        area_km2,
        tuple(cells[f"ADM{above}_PCODE"] for above in range(1, level)),
    )
