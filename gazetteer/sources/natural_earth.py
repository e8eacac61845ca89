"""Natural Earth 1:10 million: towns, airports, rivers, lakes and regions near Syria and Iraq."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shapely import GeometryCollection, box
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from gazetteer.geometry import METRES_PER_DEGREE
from gazetteer.model import Position
from gazetteer.resources import load_table
from gazetteer.sources._names import make_name, unique_names
from gazetteer.sources._rows import read_features
from gazetteer.sources._stated import usual_uncertainty_m
from gazetteer.sources.base import LeftOut, Outcome, SourceRecord
from gazetteer.vocabulary import NameType

SOURCE = "ne"
UNCERTAINTY_M = usual_uncertainty_m("natural_earth")

COUNTRIES = {"OS": "SY", "OR": "IQ"}
"""Country by the first letters of an airport's ICAO code."""

_PLACES = "ne_10m_populated_places_syiq.geojson"
_AIRPORTS = "ne_10m_airports_syiq.geojson"
_SHAPES = (
    "ne_10m_rivers_lake_centerlines_syiq.geojson",
    "ne_10m_lakes_syiq.geojson",
    "ne_10m_geography_regions_polys_syiq.geojson",
    "ne_10m_geography_regions_points_syiq.geojson",
)
_SEATS = {"Admin-0 capital": "P.PPLC", "Admin-1 capital": "P.PPLA"}
_NOT_SEATS = frozenset({"Samarra"})
"""Marked as the capital of a governorate, which it is not: Tikrit is that of Salah ad-Din."""

_NAME_SIGN = re.compile(r"[|/]")


def read_natural_earth(folder: Path) -> Iterator[Outcome]:
    """An outcome for each feature of each file. Raises DataError for a missing or broken file.

    The shapes that have a part in either country are listed in data/sources.toml; of the features that
    are one thing the first becomes the record, and the point is taken from all of them.
    """
    for feature in read_features(folder / _PLACES):
        yield _town(feature["properties"])
    for feature in read_features(folder / _AIRPORTS):
        yield _airport(feature)
    yield from _shapes(folder)


def _town(cells: dict[str, Any]) -> Outcome:
    key = f"ne:town-{int(cells['GEONAMEID'])}"
    alternates = [part for part in _NAME_SIGN.split(cells["NAMEALT"] or "") if part.strip()]
    names = unique_names(
        make_name(name, SOURCE, "eng", NameType.VARIANT if i else NameType.PREFERRED)
        for i, name in enumerate([cells["NAME"], *alternates])
    )
    if not names:
        return LeftOut(key, SOURCE, "no_name")
    code = "P.PPL" if cells["NAME"] in _NOT_SEATS else _SEATS.get(cells["FEATURECLA"], "P.PPL")
    return SourceRecord(
        key=key,
        source=SOURCE,
        country_code=cells["ISO_A2"],
        feature_code=code,
        position=Position(float(cells["LATITUDE"]), float(cells["LONGITUDE"]), SOURCE, UNCERTAINTY_M),
        names=names,
        links=(key, f"gn:{int(cells['GEONAMEID'])}"),
        population=max(0, int(cells["POP_MAX"] or 0)),
    )


def _airport(feature: dict[str, Any]) -> Outcome:
    """Its IATA code is not taken over: Baghdad's is an old one."""
    cells = feature["properties"]
    icao = cells["gps_code"]
    country_code = COUNTRIES.get(icao[:2], "")
    if not country_code:
        return LeftOut(f"ne:airport-{icao}", SOURCE, "elsewhere")
    lon, lat = feature["geometry"]["coordinates"][:2]
    name = cells["name"].replace("Int'l", "International Airport")
    return SourceRecord(
        key=f"ne:airport-{icao}",
        source=SOURCE,
        country_code=country_code,
        feature_code="S.AIRP",
        position=Position(float(lat), float(lon), SOURCE, UNCERTAINTY_M),
        names=unique_names([make_name(name, SOURCE, "eng", NameType.PREFERRED)]),
        links=(f"ne:airport-{icao}", f"icao:{icao}"),
    )


def _shapes(folder: Path) -> Iterator[Outcome]:
    entries: dict[str, dict[str, Any]] = {
        row: entry for entry in load_table("sources.toml")["natural_earth"] for row in entry["rows"]
    }
    features = [(file, i, f) for file in _SHAPES for i, f in enumerate(read_features(folder / file))]
    parts: dict[str, list[BaseGeometry]] = {}
    for _, _, feature in features:
        entry = entries.get(feature["properties"]["name"] or "")
        if entry:
            parts.setdefault(entry["key"], []).append(shape(feature["geometry"]))
    done: set[str] = set()
    for file, i, feature in features:
        name = feature["properties"]["name"]
        key = f"ne:{file.removeprefix('ne_10m_').removesuffix('_syiq.geojson')}-{i}"
        entry = entries.get(name or "")
        if not name:
            yield LeftOut(key, SOURCE, "no_name")
        elif entry is None:
            yield LeftOut(key, SOURCE, "elsewhere")
        elif entry["key"] in done:
            yield LeftOut(key, SOURCE, "segment", f"ne:{entry['key']}")
        else:
            done.add(entry["key"])
            yield _shape(entry, parts[entry["key"]])


def _shape(entry: dict[str, Any], parts: list[BaseGeometry]) -> SourceRecord:
    """A point on the largest or longest part within the entry's box; half the extent is its uncertainty."""
    inside = [part.intersection(box(*entry["box"])) for part in parts] if "box" in entry else parts
    pieces = [piece for part in inside for piece in getattr(part, "geoms", [part]) if not piece.is_empty]
    main = max(pieces, key=lambda piece: (piece.area, piece.length))
    point = main.interpolate(0.5, normalized=True) if main.area == 0 else main.representative_point()
    west, south, east, north = GeometryCollection(pieces).bounds
    extent_m = max(east - west, north - south) * METRES_PER_DEGREE
    return SourceRecord(
        key=f"ne:{entry['key']}",
        source=SOURCE,
        country_code="",
        feature_code=entry["code"],
        position=Position(
            round(point.y, 5), round(point.x, 5), SOURCE, max(UNCERTAINTY_M, round(extent_m / 2))
        ),
        names=unique_names(
            make_name(name, SOURCE, lang, NameType.VARIANT if i else NameType.PREFERRED)
            for i, (name, lang) in enumerate(entry["names"])
        ),
        links=(f"ne:{entry['key']}",),
    )
