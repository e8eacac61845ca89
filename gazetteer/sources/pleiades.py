"""Pleiades: ancient places, for the historical names of places and for sites.

It says no country: what lies elsewhere is left out by whoever has the boundaries.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gazetteer.model import Name, Position
from gazetteer.normalize import fold
from gazetteer.resources import load_table
from gazetteer.sources._names import make_name, unique_names
from gazetteer.sources._rows import Row, read_csv, to_number, written_uncertainty_m
from gazetteer.sources._stated import usual_uncertainty_m
from gazetteer.sources.base import LeftOut, Outcome, SourceRecord
from gazetteer.vocabulary import NameType

SOURCE = "pleiades"
UNCERTAINTY_M = usual_uncertainty_m("pleiades")

ATLAS_SQUARE_UNCERTAINTY_M = 25_000
"""For a point on quarters of a degree: the middle of a square of the Barrington Atlas's grid."""

MODERN_YEAR = 1900
"""A name still in use in this year is modern; an earlier end makes it historical."""

_UNTITLED = "untitled"
_SURVEY_NUMBER = re.compile(r"[A-Z]{1,3}[ .-]?\d+[A-Za-z]?")
_KIND_IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")
_EDITORIAL_MARKS = re.compile(r"[\[\]?*()]|(?<!\w)[‘']|[’'](?!\w)")
_SEPARATORS = re.compile(r"\s*[/,]\s*")


def read_pleiades(folder: Path) -> Iterator[Outcome]:
    """A place for each row that is located and named, in file order. Raises DataError for a broken file."""
    names: dict[str, list[Row]] = defaultdict(list)
    for _, row in read_csv(folder / "names_bbox.csv", ("id", "language", "attested", "romanized", "end")):
        names[row["id"]].append(row)
    path = folder / "places_bbox.csv"
    table = load_table("sources.toml")["pleiades"]
    for number, row in read_csv(path, ("id", "title", "types", "lat", "lon")):
        yield _outcome(path, number, row, names[row["id"]], table)


def _outcome(path: Path, number: int, row: Row, names: list[Row], table: dict[str, Any]) -> Outcome:
    key = f"pleiades:{row['id']}"
    types = row["types"].split("|")
    if "unlocated" in types:
        return LeftOut(key, SOURCE, "unlocated")
    codes = [table["codes"][kind] for kind in types if kind in table["codes"]]
    if not codes and set(types) & set(table["peoples"]):
        return LeftOut(key, SOURCE, "people")
    if not codes and set(types) & set(table["parts"]):
        return LeftOut(key, SOURCE, "part_of_a_site")
    own = unique_names(_names(row["title"], names, table["languages"]))
    if not own:
        return LeftOut(key, SOURCE, "no_name")
    lat, lon = to_number(row["lat"], path, number, "lat"), to_number(row["lon"], path, number, "lon")
    return SourceRecord(
        key=key,
        source=SOURCE,
        country_code="",
        feature_code=codes[0] if codes else "S.ANS",
        position=Position(round(lat, 6), round(lon, 6), SOURCE, _uncertainty_m(row, lat, lon)),
        names=own,
        links=(key,),
    )


def _uncertainty_m(row: Row, lat: float, lon: float) -> int:
    if (lat * 4).is_integer() and (lon * 4).is_integer():
        return ATLAS_SQUARE_UNCERTAINTY_M
    return max(UNCERTAINTY_M, written_uncertainty_m(row["lat"], row["lon"]))


def _names(title: str, rows: list[Row], languages: dict[str, str]) -> Iterator[Name | None]:
    """The title's names, then those on record; a name is historical where its record ends before 1900.

    A title is a string of alternatives with editorial marks: "*Telmenissos/Maratomyrton?",
    "[Dur-Katlimmu]/Magdalu", "Adad temple (Khorsabad)".
    """
    ended = {fold(part) for row in rows if _has_ended(row) for part in _SEPARATORS.split(row["romanized"])}
    if title.casefold() != _UNTITLED and not _SURVEY_NUMBER.fullmatch(title):
        for i, part in enumerate(_SEPARATORS.split(_KIND_IN_BRACKETS.sub("", title))):
            text = _EDITORIAL_MARKS.sub("", part)
            historical = fold(text) in ended
            usual = NameType.VARIANT if i else NameType.PREFERRED
            yield make_name(text, SOURCE, "und", NameType.HISTORICAL if historical else usual)
    for row in rows:
        kind = NameType.HISTORICAL if _has_ended(row) else NameType.VARIANT
        tag = row["language"]
        lang = languages.get(tag, tag if len(tag) == 3 else "und")
        yield make_name(row["attested"], SOURCE, lang, kind)
        for part in _SEPARATORS.split(row["romanized"]):
            yield make_name(_EDITORIAL_MARKS.sub("", part), SOURCE, lang, kind)


def _has_ended(row: Row) -> bool:
    return bool(row["end"]) and int(row["end"]) < MODERN_YEAR
