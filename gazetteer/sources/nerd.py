"""NERD: archaeological sites of which radiocarbon dates are known."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from gazetteer.model import Name, Position
from gazetteer.resources import load_table
from gazetteer.sources._names import make_name, unique_names
from gazetteer.sources._qualifiers import split_brackets
from gazetteer.sources._rows import Row, read_csv, to_number, written_uncertainty_m
from gazetteer.sources.base import LeftOut, Outcome, SourceRecord
from gazetteer.vocabulary import NameType

SOURCE = "nerd"
QUALITY_UNCERTAINTY_M = {"A": 500, "B": 3000, "C": 20_000}
"""By `loc_quality`: A the site itself, B near it, C a guess."""

SITE_CODES = {"cave": "S.CAVE"}
DEFAULT_CODE = "S.ANS"

_FILE = "sites.csv"


def read_nerd(folder: Path) -> Iterator[Outcome]:
    """A site for each row but survey numbers; rows that follow each other with one id are one site.

    Raises DataError for a missing or broken file.
    """
    path = folder / _FILE
    rows = read_csv(path, ("site_id", "site_name", "country", "site_type", "lat", "lon", "loc_quality"))
    descriptions = load_table("sources.toml")["nerd"]["description"]
    for site_id, group in groupby(rows, key=lambda numbered: numbered[1]["site_id"]):
        (number, first), *others = group
        key = f"nerd:{site_id}"
        if first["site_name"] in descriptions:
            yield LeftOut(key, SOURCE, "description")
        else:
            yield _site(key, path, number, first, [row for _, row in others])
        for times, _ in enumerate(others, start=2):
            yield LeftOut(f"{key}-{times}", SOURCE, "twin", key)


def _site(key: str, path: Path, number: int, row: Row, twins: list[Row]) -> SourceRecord:
    usual = QUALITY_UNCERTAINTY_M.get(row["loc_quality"], QUALITY_UNCERTAINTY_M["C"])
    return SourceRecord(
        key=key,
        source=SOURCE,
        country_code=row["country"],
        feature_code=SITE_CODES.get(row["site_type"], DEFAULT_CODE),
        position=Position(
            to_number(row["lat"], path, number, "lat"),
            to_number(row["lon"], path, number, "lon"),
            SOURCE,
            max(usual, written_uncertainty_m(row["lat"], row["lon"])),
        ),
        names=unique_names(name for one in (row, *twins) for name in _names(one["site_name"])),
        links=(key,),
    )


def _names(text: str) -> Iterator[Name | None]:
    """The modern name of the mound, and the ancient one that stands in brackets ("Tell Ashara (Terqa)")."""
    outside, insides = split_brackets(text)
    yield make_name(outside, SOURCE, "eng", NameType.PREFERRED)
    for inside in insides:
        yield make_name(inside, SOURCE, "eng", NameType.HISTORICAL)
