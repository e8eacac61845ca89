"""GeoNames' list of towns above 500 people, with alternate names of no stated language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gazetteer.model import Name, Position
from gazetteer.normalize import fold
from gazetteer.sources._names import is_consonant_string, make_name, unique_names
from gazetteer.sources._rows import geonames_uncertainty_m, read_records
from gazetteer.sources.base import Outcome, SourceRecord
from gazetteer.vocabulary import NameType

SOURCE = "gn"
FILES = ("cities500_SY.json", "cities500_IQ.json")

_AIRPORT_CODE = re.compile(r"[A-Z]{3}")


def read_geonames(folder: Path) -> Iterator[Outcome]:
    """A town for each element of both files. Raises DataError for a missing or broken file."""
    for file in FILES:
        for town in read_records(folder / file):
            yield _town(town)


def _town(town: dict[str, Any]) -> SourceRecord:
    """Its code is always P.PPL: this list does not say which towns are seats."""
    key = f"gn:{town['geonameid']}"
    lat, lon = float(town["latitude"]), float(town["longitude"])
    return SourceRecord(
        key=key,
        source=SOURCE,
        country_code=town["countrycode"],
        feature_code="P.PPL",
        position=Position(lat, lon, SOURCE, geonames_uncertainty_m(lat, lon)),
        names=unique_names(_names(town)),
        links=(key,),
        population=max(0, int(town.get("population") or 0)),
    )


def _names(town: dict[str, Any]) -> Iterator[Name | None]:
    """The name, then the alternates but those that GeoNames made by machine.

    Those are consonant strings, and copies in ASCII of a name with marks ("Ariha" of "Arīḩā").
    """
    yield make_name(town["name"], SOURCE, "und", NameType.PREFERRED)
    marked = {fold(text) for text in (town["name"], *town["alternatenames"]) if not text.isascii()}
    for text in town["alternatenames"]:
        if text.isascii() and fold(text) in marked:
            continue
        if _AIRPORT_CODE.fullmatch(text):
            yield make_name(text, SOURCE, "und", NameType.CODE)
        elif not is_consonant_string(text):
            yield make_name(text, SOURCE)
