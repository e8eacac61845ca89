"""The Syriac Gazetteer: places of Syriac studies with Syriac, Arabic and learned names.

It says no country: what lies elsewhere is left out by whoever has the boundaries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from gazetteer.geometry import Box, in_box
from gazetteer.model import Name, Position
from gazetteer.normalize import fold
from gazetteer.resources import load_table
from gazetteer.sources._names import make_name, unique_names
from gazetteer.sources._rows import Row, read_csv, to_number, written_uncertainty_m
from gazetteer.sources._stated import usual_uncertainty_m
from gazetteer.sources.base import LeftOut, Outcome, SourceRecord
from gazetteer.vocabulary import NameType

SOURCE = "syriaca"
UNCERTAINTY_M = usual_uncertainty_m("syriaca")

BOTH_COUNTRIES = Box(35.5, 29.0, 48.8, 37.5)
"""Syria and Iraq with what lies between: the source has places from Ceylon to the Adriatic."""

LANGUAGES = {
    "ar": "ara", "de": "deu", "el": "ell", "en": "eng", "fr": "fra", "la": "lat",
    "syr": "syr", "syr-Syrj": "syr", "syr-Syrn": "syr",
}  # fmt: skip
"""ISO 639-3 by tag. Names tagged en-x-srp1 are made by machine, from words of other names too: not taken."""


def read_syriac_gazetteer(folder: Path) -> Iterator[Outcome]:
    """A place for each row that has a position, in file order. Raises DataError for a broken file."""
    names: dict[str, list[Row]] = defaultdict(list)
    for _, row in read_csv(folder / "names.csv", ("syriaca_id", "lang", "name")):
        names[row["syriaca_id"]].append(row)
    codes = load_table("sources.toml")["syriaca"]["codes"]
    path = folder / "places.csv"
    for number, row in read_csv(path, ("syriaca_id", "type", "headword", "lat", "lon")):
        key = f"syriaca:{row['syriaca_id']}"
        if not row["lat"] or not row["lon"]:
            yield LeftOut(key, SOURCE, "no_position")
        elif row["type"] not in codes:
            yield LeftOut(key, SOURCE, "people")
        elif not _is_near(row):
            yield LeftOut(key, SOURCE, "elsewhere")
        else:
            yield SourceRecord(
                key=key,
                source=SOURCE,
                country_code="",
                feature_code=codes[row["type"]],
                position=Position(
                    to_number(row["lat"], path, number, "lat"),
                    to_number(row["lon"], path, number, "lon"),
                    SOURCE,
                    max(UNCERTAINTY_M, written_uncertainty_m(row["lat"], row["lon"])),
                ),
                names=unique_names(_names(row["headword"], names[row["syriaca_id"]])),
                links=(key,),
            )


def _is_near(row: Row) -> bool:
    lat, lon = np.array([float(row["lat"])]), np.array([float(row["lon"])])
    return bool(in_box(BOTH_COUNTRIES, lat, lon)[0])


def _names(headword: str, rows: list[Row]) -> Iterator[Name | None]:
    """The headword, then each name once but for vowel signs; learned Latin names may be of any age."""
    yield make_name(headword, SOURCE, "eng", NameType.PREFERRED)
    seen = {("eng", fold(headword))}
    for row in rows:
        lang = LANGUAGES.get(row["lang"], "")
        known = (lang, fold(row["name"]))
        if not lang or known in seen:
            continue
        seen.add(known)
        yield make_name(row["name"], SOURCE, lang, NameType.HISTORICAL if lang == "eng" else NameType.VARIANT)
