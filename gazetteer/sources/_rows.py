"""Reading of raw files: rows as dictionaries, with the file and line named where something is missing."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gazetteer.errors import DataError
from gazetteer.geometry import on_grid
from gazetteer.sources._stated import usual_uncertainty_m

Row = dict[str, str]


def read_csv(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, Row]]:
    """Number (from 1) and cells of each record; every cell is text, empty where the file has nothing.

    Raises DataError if the file is not there or lacks one of `columns`.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.DictReader(handle)
            missing = [name for name in columns if name not in (reader.fieldnames or [])]
            if missing:
                raise DataError(f"{path}: no column {', '.join(missing)}")
            for number, row in enumerate(reader, start=1):
                yield number, {key: value or "" for key, value in row.items() if key is not None}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path}: {error}") from error


def read_records(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON file that holds a list of them. Raises DataError if it does not."""
    value = _read_json(path)
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise DataError(f"{path}: not a list of objects")
    return value


def read_features(path: Path) -> list[dict[str, Any]]:
    """The features of a GeoJSON collection. Raises DataError if it is none."""
    value = _read_json(path)
    if not isinstance(value, dict) or not isinstance(value.get("features"), list):
        raise DataError(f"{path}: not a GeoJSON FeatureCollection")
    return list(value["features"])


def _read_json(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"{path}: {error}") from error


def to_number(text: str, path: Path, row: int, column: str) -> float:
    """A cell as a number. Raises DataError naming file, record and column."""
    try:
        return float(text)
    except ValueError as error:
        raise DataError(f"{path}, record {row}: {column} is {text!r}, not a number") from error


def to_population(text: str) -> int:
    """A population cell; 0 where it is empty, not a number or below zero."""
    try:
        return max(0, round(float(text)))
    except ValueError:
        return 0


GEONAMES_UNCERTAINTY_M = usual_uncertainty_m("geonames")

WHOLE_MINUTE_UNCERTAINTY_M = 1500
"""For a point on whole minutes of arc: 3 % of Syria's rows and 7 % of Iraq's, where chance gives none.

Half a minute each way is 1.2 km; the few that OCHA has under the same name are farther off.
"""


MINUTES = 60
"""Minutes of arc to a degree."""


def on_whole_minutes(lat: float, lon: float, decimals: int = 5) -> bool:
    """True where both degrees are whole minutes of arc, as exactly as this many decimals can say it."""
    return on_grid(lat, lon, MINUTES, decimals)


def geonames_uncertainty_m(lat: float, lon: float) -> int:
    """How far off a GeoNames point may be: more where both degrees are whole minutes of arc."""
    return WHOLE_MINUTE_UNCERTAINTY_M if on_whole_minutes(lat, lon) else GEONAMES_UNCERTAINTY_M


def written_uncertainty_m(lat_text: str, lon_text: str) -> int:
    """What the written digits leave open.

    111 km at no decimal, a tenth of that with each, by the finer of both texts; 1500 m for whole minutes of
    arc written with three decimals or more.
    """
    decimals = max(len(text.partition(".")[2]) for text in (lat_text, lon_text))
    if decimals >= 3 and on_whole_minutes(float(lat_text), float(lon_text), min(decimals, 5)):
        return WHOLE_MINUTE_UNCERTAINTY_M
    return round(111_000 * 10.0**-decimals)
