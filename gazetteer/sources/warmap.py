"""Hills, bases, fields and crossings of both countries as mapped on Wikipedia's war maps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gazetteer.model import Name, Position
from gazetteer.resources import load_table
from gazetteer.sources._facilities import ARMY_UNIT, Facility, facility_code, read_facility, slug
from gazetteer.sources._names import make_name, unique_names
from gazetteer.sources._qualifiers import UnitNames
from gazetteer.sources._rows import Row, read_csv, to_number
from gazetteer.sources._stated import usual_uncertainty_m
from gazetteer.sources.base import LeftOut, Outcome, SourceRecord
from gazetteer.vocabulary import NameType

SOURCE = "warmap"
UNCERTAINTY_M = usual_uncertainty_m("warmap")

_FILE = "features.csv"
_ADDED_WORDS = {"S.PSTB": "border crossing", "L.MILB": "base"}
"""What reports put to a bare name of such a thing: "Brigade 87" is its base, "Bab al-Hawa" the crossing."""


def read_warmap(folder: Path) -> Iterator[Outcome]:
    """A feature for each row that names one, in file order; namesakes get "-2", "-3" … behind the key.

    Raises DataError for a missing or broken file.
    """
    path = folder / _FILE
    table = load_table("sources.toml")["warmap"]
    seen: Counter[str] = Counter()
    for number, row in read_csv(path, ("country", "kind", "name", "lat", "lon")):
        key = f"warmap:{slug(row['name'])}"
        seen[key] += 1
        if seen[key] > 1:
            key = f"{key}-{seen[key]}"
        if row["name"] in table["description"]:
            yield LeftOut(key, SOURCE, "description")
        else:
            yield _feature(key, path, number, row, table)


def _feature(key: str, path: Path, number: int, row: Row, table: dict[str, Any]) -> SourceRecord:
    """A crossing between the countries is of neither; rows of one country carry its code."""
    facility = read_facility(row["name"], UnitNames(*table["context"]))
    code = _feature_code(row, facility, table)
    return SourceRecord(
        key=key,
        source=SOURCE,
        country_code=row["country"] if len(row["country"]) == 2 else "",
        feature_code=code,
        position=Position(
            to_number(row["lat"], path, number, "lat"),
            to_number(row["lon"], path, number, "lon"),
            SOURCE,
            max(UNCERTAINTY_M, facility.extent_m),
        ),
        names=unique_names(_names(facility, code)),
        links=(key,),
        context=facility.context,
        note=facility.note,
    )


def _feature_code(row: Row, facility: Facility, table: dict[str, Any]) -> str:
    """The row's own code, else what its generic or feature word tells, else what the map's kind is."""
    if row["name"] in table["codes"]:
        return str(table["codes"][row["name"]])
    if row["kind"] == "hill":
        first = row["name"].split()[0]
        told = [code for code, words in table["heights"].items() if first in words]
        return told[0] if told else facility.feature_code or str(table["kinds"]["hill"])
    return facility.feature_code or str(table["kinds"][row["kind"]])


def _names(facility: Facility, code: str) -> Iterator[Name | None]:
    first = facility.names[0][0]
    word = _ADDED_WORDS.get(code, "")
    for name, kind in facility.names:
        yield make_name(name, SOURCE, "eng", kind)
    if word and not facility_code(first) and (code == "S.PSTB" or ARMY_UNIT.search(first)):
        yield make_name(f"{first} {word}", SOURCE, "eng", NameType.VARIANT)
