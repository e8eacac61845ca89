"""airportsdata: airports and air bases of both countries with their ICAO and IATA codes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gazetteer.model import Position
from gazetteer.sources._facilities import read_facility
from gazetteer.sources._names import make_name, unique_names
from gazetteer.sources._rows import Row, read_csv, to_number
from gazetteer.sources._stated import usual_uncertainty_m
from gazetteer.sources.base import Outcome, SourceRecord
from gazetteer.vocabulary import NameType

SOURCE = "icao"
UNCERTAINTY_M = usual_uncertainty_m("airports")

DEFAULT_CODE = "S.AIRP"

_FILE = "airportsdata_sy_iq.csv"
_COLUMNS = ("icao", "iata", "name", "city", "subd", "country", "lat", "lon")


def read_airports(folder: Path) -> Iterator[Outcome]:
    """An airport for each row, in file order. Raises DataError for a missing or broken file."""
    path = folder / _FILE
    for number, row in read_csv(path, _COLUMNS):
        yield _airport(path, number, row)


def _airport(path: Path, number: int, row: Row) -> SourceRecord:
    """Its codes are names too; those of old fields ("OS58") are the source's own, as ICAO gave none."""
    facility = read_facility(row["name"])
    codes = [make_name(code, SOURCE, "und", NameType.CODE) for code in (row["icao"], row["iata"]) if code]
    own = [make_name(name, SOURCE, "eng", kind) for name, kind in facility.names]
    links = [f"icao:{row['icao']}"] + [f"iata:{row['iata']}"] * bool(row["iata"])
    lat = to_number(row["lat"], path, number, "lat")
    lon = to_number(row["lon"], path, number, "lon")
    return SourceRecord(
        key=links[0],
        source=SOURCE,
        country_code=row["country"],
        feature_code=facility.feature_code or DEFAULT_CODE,
        position=Position(lat, lon, SOURCE, UNCERTAINTY_M),
        names=unique_names((*own, *codes)),
        links=tuple(links),
        stated_units=(row["subd"],) if row["subd"] else (),
        context=(row["city"],) if row["city"] else (),
    )
