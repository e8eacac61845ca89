"""One answer of `/resolve` in the formats that map tools and spreadsheets read; JSON is the row itself."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import orjson

from gazetteer import ATTRIBUTION
from service.headers import LICENCE_URL

Row = Mapping[str, Any]

CSV_COLUMNS = {
    "id": ("id",),
    "name": ("name",),
    "name_en": ("names", "en"),
    "name_ar": ("names", "ar"),
    "label": ("label",),
    "lat": ("lat",),
    "lon": ("lon",),
    "uncertainty_m": ("uncertainty_m",),
    "confidence": ("confidence",),
    "match_type": ("match", "type"),
    "match_name": ("match", "name"),
    "feature_code": ("feature_code",),
    "country_code": ("country_code",),
    "admin1_code": ("admin1", "code"),
    "admin2_code": ("admin2", "code"),
    "admin3_code": ("admin3", "code"),
}
"""Each column of the CSV, and where its value stands in a result; `rank` and `decision` come before them."""

_GEOCODEJSON = "0.1.0"
_COUNTRIES = {"SY": "Syria", "IQ": "Iraq"}
_KINDS = (("P", "city"), ("A.PCLI", "country"), ("A.ADM1", "state"), ("A.ADM2", "county"), ("A", "district"))
"""GeocodeJSON's word for a kind of place, by the beginning of its feature code; else it is a locality."""


def to_geojson(row: Row) -> bytes:
    """A FeatureCollection with a feature a result, best first; all else of the row beside it."""
    return orjson.dumps(to_features(row, "results"))


def to_features(body: Mapping[str, Any], member: str) -> dict[str, Any]:
    """A body as a FeatureCollection, with the places of one of its members as the features."""
    rest = {key: value for key, value in body.items() if key != member}
    features = [
        {"type": "Feature", "id": place["id"], "geometry": point(place), "properties": _properties(place)}
        for place in body[member]
    ]
    return {"type": "FeatureCollection", "features": features, **rest}


def to_geocodejson(row: Row) -> bytes:
    """GeocodeJSON 0.1.0 (https://github.com/geocoders/geocodejson-spec)."""
    features = [
        {"type": "Feature", "geometry": point(result), "properties": {"geocoding": _geocoding(result)}}
        for result in row["results"]
    ]
    about = {
        "version": _GEOCODEJSON,
        "licence": LICENCE_URL,
        "attribution": ATTRIBUTION,
        "query": row["query"]["name"],
        "decision": row["decision"],
    }
    return orjson.dumps({"type": "FeatureCollection", "geocoding": about, "features": features})


def to_csv(row: Row) -> bytes:
    """A line a result, best first, below a header; UTF-8 with a byte order mark, for Excel."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["rank", "decision", *CSV_COLUMNS])
    for rank, result in enumerate(row["results"], start=1):
        writer.writerow([rank, row["decision"], *(_value(result, path) for path in CSV_COLUMNS.values())])
    return text.getvalue().encode("utf-8-sig")


FORMATTERS: Mapping[str, Callable[[Row], bytes]] = {
    "geojson": to_geojson,
    "geocodejson": to_geocodejson,
    "csv": to_csv,
}


def point(place: Mapping[str, Any]) -> dict[str, Any]:
    """The position of a result or place as a GeoJSON point: longitude first."""
    return {"type": "Point", "coordinates": [place["lon"], place["lat"]]}


def _value(result: Mapping[str, Any], path: Sequence[str]) -> object:
    """What stands there, "" below a unit that the place is not in."""
    found: Any = result
    for key in path:
        found = found[key] if found is not None else ""
    return found


def _properties(result: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in result.items() if key not in ("id", "lat", "lon")}


def _geocoding(result: Mapping[str, Any]) -> dict[str, Any]:
    code = result["feature_code"]
    units = {
        word: result[level]["name"]
        for word, level in (("state", "admin1"), ("county", "admin2"), ("district", "admin3"))
        if result[level] is not None
    }
    return {
        "type": next((kind for begin, kind in _KINDS if code.startswith(begin)), "locality"),
        "label": result["label"],
        "name": result["name"],
        "accuracy": result["uncertainty_m"],
        "country": _COUNTRIES.get(result["country_code"], result["country_code"]),
        **units,
        "place_id": result["id"],
        "confidence": result["confidence"],
    }
