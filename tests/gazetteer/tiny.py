"""A gazetteer of some thirty real places, small enough to be compiled by each test run.

Positions and names are public facts (GeoNames, Wikidata, OCHA); the boundaries are boxes that only
roughly lie where the units do. Places are spoken of by their link, of which the id is made.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from gazetteer.boundaries import Boundaries, UnitShape
from gazetteer.compile import compile_places
from gazetteer.ids import Redirect, id_of_key
from gazetteer.model import Name, Place, Position, Units
from gazetteer.normalize import script_of
from gazetteer.store import write_artefact
from gazetteer.units import UnitFinder, narrowed
from gazetteer.vocabulary import NameType, Romanization

VERSION = "tiny"

BORDER_LON = 38.25
"""Where the boxes of Aleppo and Raqqa meet; Dibsi Afnan lies 3 km east of it."""

# admin3, admin2, admin1, west, south, east, north
_BOXES = """
SY020000 SY0200 SY-HL 36.5 35.6 37.5 36.8
SY020502 SY0205 SY-HL 37.5 36.08 38.25 36.8
SY020503 SY0205 SY-HL 37.5 35.6 38.25 36.08
SY040100 SY0401 SY-HI 36.4 34.2 37.3 35.2
SY040500 SY0405 SY-HI 37.3 34.2 40.2 34.9
SY080000 SY0800 SY-HA 39.5 36.0 42.0 37.2
SY090100 SY0901 SY-DY 39.5 34.9 41.0 36.0
SY090200 SY0902 SY-DY 40.2 34.2 41.0 34.9
SY110100 SY1101 SY-RA 38.25 35.4 39.5 36.8
IQG01Q02N01 IQG01Q02 IQ-AN 41.0 33.5 43.0 34.9
IQG06Q01N02 IQG06Q01 IQ-SU 44.5 35.3 46.2 36.8
IQG06Q05N03 IQG06Q05 IQ-HA 45.5 34.9 46.3 35.3
IQG15Q05N04 IQG15Q05 IQ-NI 42.0 35.5 43.6 36.8
"""

_PLACES = Path(__file__).resolve().parent.parent / "data" / "tiny_places.tsv"
"""A line a place; names are "toponym/language", the first of a language preferred, "~" marks a former one."""

FORMER_ID = "0ld0ld00"
"""An id out of use that leads on to the city of Aleppo."""


def id_of(link: str) -> str:
    """The id of the place with this link."""
    return id_of_key(link)


@cache
def tiny_boundaries() -> Boundaries:
    """The boxes as units of all levels."""
    boxes: dict[Units, BaseGeometry] = {}
    for line in _BOXES.strip().splitlines():
        admin3, admin2, admin1, *edges = line.split()
        boxes[Units(admin1[:2], admin1, admin2, admin3)] = shapely.box(*map(float, edges))
    return Boundaries(*(_united(boxes, depth) for depth in (1, 2, 3, 4)))


def _united(boxes: dict[Units, BaseGeometry], depth: int) -> tuple[UnitShape, ...]:
    groups: dict[Units, list[BaseGeometry]] = {}
    for units, box in boxes.items():
        codes = (units.country_code, units.admin1, units.admin2, units.admin3)
        groups.setdefault(Units(*codes[:depth]), []).append(box)
    shapes = (UnitShape(units, shapely.union_all(group)) for units, group in groups.items())
    return tuple(sorted(shapes, key=lambda shape: shape.code))


@cache
def tiny_places() -> tuple[Place, ...]:
    """The places, sorted by id."""
    finder = UnitFinder(tiny_boundaries())
    with _PLACES.open(encoding="utf-8", newline="") as handle:
        rows = csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
        places = [_parse_place(row, finder) for row in rows]
    return tuple(sorted(places, key=lambda place: place.place_id))


def _parse_place(row: dict[str, str], finder: UnitFinder) -> Place:
    scheme, _, key = row["link"].partition(":")
    lat, lon, country_code = float(row["lat"]), float(row["lon"]), row["country_code"]
    if row["feature_code"] == "A.PCLI":
        units = Units(country_code)
    elif scheme == "ocha":
        units = finder.units_of_code(key) or Units("")
    else:
        units = finder.find(country_code, lat, lon).units
    return Place(
        place_id=id_of(row["link"]),
        feature_code=row["feature_code"],
        position=Position(lat, lon, scheme, 500),
        units=narrowed(units, row["feature_code"]),
        names=_parse_names(row["names"], scheme),
        links=(row["link"],),
        population=int(row["population"]),
    )


def _parse_names(cell: str, source: str) -> tuple[Name, ...]:
    names: list[Name] = []
    seen: set[str] = set()
    for item in cell.split(","):
        toponym, _, lang = item.strip().rpartition("/")
        name_type = NameType.VARIANT if lang in seen else NameType.PREFERRED
        if toponym.startswith("~"):
            toponym, name_type = toponym[1:], NameType.HISTORICAL
        seen.add(lang)
        names.append(Name(toponym, lang, script_of(toponym), Romanization.NONE, name_type, (source,)))
    return tuple(names)


def write_tiny(path: Path) -> None:
    """Compile the tiny gazetteer to `path`."""
    redirects = (
        Redirect(FORMER_ID, id_of("gn:170063"), "merged", "wof:1"),
        Redirect("0ld0ld01", "", "withdrawn", "wof:2"),
    )
    meta, arrays = compile_places(tiny_places(), redirects, tiny_boundaries())
    write_artefact(path, VERSION, meta, arrays)
