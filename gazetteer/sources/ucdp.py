"""UCDP's facilities: places in Syria that its event data named for want of a settlement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from gazetteer.model import Position
from gazetteer.resources import load_table
from gazetteer.sources._facilities import facility_code, read_facility, slug
from gazetteer.sources._names import make_name, unique_names
from gazetteer.sources._qualifiers import UnitNames
from gazetteer.sources._rows import Row, read_csv, to_number
from gazetteer.sources._stated import usual_uncertainty_m
from gazetteer.sources.base import LeftOut, Outcome, SourceRecord

SOURCE = "ucdp"
UNCERTAINTY_M = usual_uncertainty_m("ucdp")

_FILE = "facilities.csv"
_UNIT_WORD = re.compile(r"\s*\b(?:Governorate|district)$", re.IGNORECASE)


@cache
def _left_out() -> dict[str, str]:
    """Why a row is left out, by its exact text."""
    table = load_table("sources.toml")["ucdp"]
    return {text: reason for reason, texts in table.items() for text in texts}


def read_ucdp(folder: Path) -> Iterator[Outcome]:
    """A facility for each row that names one, in file order.

    Raises DataError for a missing or broken file.
    """
    path = folder / _FILE
    for number, row in read_csv(path, ("name", "adm_1", "adm_2", "lat", "lon")):
        key = f"ucdp:{slug(row['name'])}"
        reason = _left_out().get(row["name"], "" if facility_code(row["name"]) else "description")
        if reason:
            yield LeftOut(key, SOURCE, reason)
        else:
            yield _facility(key, path, number, row)


def _facility(key: str, path: Path, number: int, row: Row) -> SourceRecord:
    units = UnitNames(_UNIT_WORD.sub("", row["adm_1"]), _UNIT_WORD.sub("", row["adm_2"]))
    facility = read_facility(row["name"], units)
    return SourceRecord(
        key=key,
        source=SOURCE,
        country_code="SY",
        feature_code=facility.feature_code,
        position=Position(
            to_number(row["lat"], path, number, "lat"),
            to_number(row["lon"], path, number, "lon"),
            SOURCE,
            max(UNCERTAINTY_M, facility.extent_m),
        ),
        names=unique_names(make_name(name, SOURCE, "eng", kind) for name, kind in facility.names),
        links=(key,),
        stated_units=tuple(filter(None, (row["adm_1"], row["adm_2"]))),
        context=facility.context,
        note=facility.note,
    )
