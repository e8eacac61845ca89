"""Who's On First: in effect the populated places of GeoNames with their alternate names.

Each place row gives one outcome; the names tables are consumed by their places. Superseded,
deprecated and twin rows are left out, and a twin's names go to the row that stays.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gazetteer.geometry import distance_m
from gazetteer.model import Name, Position
from gazetteer.sources._feature_words import settlement_code
from gazetteer.sources._names import make_name, name_fault, unique_names
from gazetteer.sources._rows import Row, geonames_uncertainty_m, read_csv, to_number, to_population
from gazetteer.sources.base import LeftOut, Outcome, SourceRecord
from gazetteer.vocabulary import NameType

SOURCE = "wof"
UNIT_UNCERTAINTY_M = {"country": 300_000, "region": 70_000, "county": 25_000}
"""Radius of a circle as large as the usual unit of that kind."""

TWIN_DISTANCE_M = 8_000.0
"""Two rows with one id are one place if no farther apart: the pairs are 0-6 km apart, as towns are wide."""

OWN_LANGUAGES = frozenset({"und", "ara", "kur"})
"""Languages whose names are kept for any place; names in all others may be of a namesake elsewhere."""

NAMESAKE_LANGUAGE = "namesake_language"
"""Rule for names in other languages of a settlement that has no population, no Wikidata id and no seat."""

SEATS = frozenset({"P.PPLC", "P.PPLA", "P.PPLA2", "P.PPLA3", "P.PPLA4"})

_SETTLEMENTS = {"locality": "P.PPL", "neighbourhood": "P.PPLX"}
_UNITS = {"country": "A.PCLI", "region": "A.ADM1", "county": "A.ADM2"}
_CAMPUS = {"campus": "S.AIRP"}
_PLACETYPE_CODES = {**_SETTLEMENTS, **_UNITS, **_CAMPUS}
"""Feature code of rows that GeoNames gives none; the four campuses are airports."""

_NAME_TYPES = {"preferred": NameType.PREFERRED, "historical": NameType.HISTORICAL}
_BRACKETS = re.compile(r"\s*[()\[\]]\s*")
_Q_ID = re.compile(r"Q[1-9]\d*")
_AIRPORT_CODE = re.compile(r"[A-Z]{3,4}")
_NOT_PLACES = frozenset({"United Nations Disengagement Observer Force"})
_COLUMNS = ("wof_id", "name", "placetype", "lat", "lon", "gn_id", "gn_feature", "population", "wikidata")


@dataclass(frozen=True, slots=True)
class _Place:
    """A row that is neither superseded nor deprecated."""

    row: Row
    country_code: str
    lat: float
    lon: float

    @property
    def key(self) -> str:
        return f"wof:{self.row['wof_id']}"

    @property
    def q_id(self) -> str:
        """The Wikidata id; "" for the page titles that stand in the column too."""
        return self.row["wikidata"] if _Q_ID.fullmatch(self.row["wikidata"]) else ""

    @property
    def feature_code(self) -> str:
        stated = self.row["gn_feature"]
        return stated if len(stated) > 1 else _PLACETYPE_CODES[self.row["placetype"]]

    @property
    def is_settlement(self) -> bool:
        return self.row["placetype"] in _SETTLEMENTS


def read_whosonfirst(folder: Path) -> Iterator[Outcome]:
    """Places of both countries, Syria first, in file order. Raises DataError for a missing or broken file."""
    live: list[_Place] = []
    left_out: list[LeftOut] = []
    names: dict[str, list[Row]] = defaultdict(list)
    for country_code in ("SY", "IQ"):
        path = folder / f"{country_code.lower()}_places.csv"
        for number, row in read_csv(path, _COLUMNS):
            reason = _reason(row)
            if reason:
                successor = row["superseded_by"].replace(";", ",").split(",")[0].strip()
                left_out.append(
                    LeftOut(f"wof:{row['wof_id']}", SOURCE, reason, f"wof:{successor}" if successor else "")
                )
                continue
            lat = to_number(row["lat"], path, number, "lat")
            lon = to_number(row["lon"], path, number, "lon")
            live.append(_Place(row, country_code, lat, lon))
        for _, row in read_csv(
            folder / f"{country_code.lower()}_names.csv", ("wof_id", "lang", "kind", "name")
        ):
            names[row["wof_id"]].append(row)
    yield from left_out
    yield from _outcomes(live, names)


def _reason(row: Row) -> str:
    if row["superseded_by"]:
        return "superseded"
    if row["deprecated"]:
        return "deprecated"
    return "not_a_place" if row["name"] in _NOT_PLACES else ""


def _outcomes(live: list[_Place], names: dict[str, list[Row]]) -> Iterator[Outcome]:
    """One outcome for each live row; a twin leads to the row that stays."""
    regions = {
        place.row["wof_id"]: _iso_code(place.row) for place in live if place.row["placetype"] == "region"
    }
    stays = _twins(live)
    merged: dict[str, list[_Place]] = defaultdict(list)
    for place in live:
        if place.key in stays:
            merged[stays[place.key].key].append(place)
    shared = _ids_of_several(place for place in live if place.key not in stays)
    for place in live:
        if place.key in stays:
            yield LeftOut(place.key, SOURCE, "twin", stays[place.key].key)
        else:
            record = _record(place, merged[place.key], names, regions.get(place.row["region_id"], ""), shared)
            yield record if record.names else LeftOut(place.key, SOURCE, "no_name")


def _twins(live: list[_Place]) -> dict[str, _Place]:
    """The row that stays, for each settlement that another row has too, by key.

    Twins share a GeoNames or Wikidata id and lie near. The row with a GeoNames id and people stays.
    """
    by_id: dict[str, list[_Place]] = defaultdict(list)
    for place in live:
        if place.is_settlement:
            for link in _ids(place):
                by_id[link].append(place)
    stays: dict[str, _Place] = {}
    for group in by_id.values():
        best = max(group, key=_standing)
        for place in group:
            near = distance_m(best.lat, best.lon, place.lat, place.lon) <= TWIN_DISTANCE_M
            if place is not best and near and _same_place(best, place):
                stays.setdefault(place.key, best)
    return {key: stays.get(place.key, place) for key, place in stays.items()}


def _same_place(one: _Place, other: _Place) -> bool:
    """True unless both are quarters of one town that share a GeoNames id by mistake (none has a Q-id)."""
    return bool(one.q_id and one.q_id == other.q_id) or one.row["placetype"] != "neighbourhood"


def _standing(place: _Place) -> tuple[bool, int, bool]:
    return bool(place.row["gn_id"]), to_population(place.row["population"]), place.row["is_current"] == "1"


def _ids(place: _Place) -> Iterator[str]:
    if place.row["gn_id"]:
        yield f"gn:{place.row['gn_id']}"
    if place.q_id:
        yield f"wd:{place.q_id}"


def _ids_of_several(places: Iterable[_Place]) -> dict[str, str]:
    """For each id that stands on several places, the key of the one that it belongs to ("" for none).

    A Q-id on a town and on its county or region is the town's; one on two settlements or two units is
    nobody's.
    """
    holders: dict[str, list[_Place]] = defaultdict(list)
    for place in places:
        for link in _ids(place):
            holders[link].append(place)
    owners: dict[str, str] = {}
    for link, group in holders.items():
        if len(group) > 1:
            settlements = [place for place in group if place.is_settlement]
            owners[link] = settlements[0].key if len(settlements) == 1 else ""
    return owners


def _iso_code(row: Row) -> str:
    try:
        return str(json.loads(row["concordances"] or "{}").get("iso:code", ""))
    except ValueError:
        return ""


def _record(
    place: _Place, twins: list[_Place], names: dict[str, list[Row]], governorate: str, shared: dict[str, str]
) -> SourceRecord:
    group = [place, *twins]
    links = [link for one in group for link in _ids(one) if shared.get(link, place.key) == place.key]
    population = max(to_population(one.row["population"]) for one in group)
    known = bool(population or any(one.q_id for one in group) or place.feature_code in SEATS)
    keeps_world = known or not place.is_settlement
    all_names: list[Name | None] = []
    left_out: list[str] = []
    for one in group:
        rows = names[one.row["wof_id"]]
        taken = [row for row in rows if keeps_world or row["lang"] in OWN_LANGUAGES]
        left_out.extend([NAMESAKE_LANGUAGE] * (len(rows) - len(taken)))
        left_out.extend(filter(None, (name_fault(row["name"]) for row in taken)))
        all_names.extend(_names(one, taken))
    kept = unique_names(all_names)
    return SourceRecord(
        key=place.key,
        source=SOURCE,
        country_code=place.country_code,
        feature_code=settlement_code(place.feature_code, kept),
        position=Position(place.lat, place.lon, SOURCE, _uncertainty_m(place)),
        names=kept,
        links=tuple(dict.fromkeys((place.key, *links))),
        stated_units=(governorate,) if governorate and place.row["placetype"] != "region" else (),
        population=population if _is_own_population(place) else 0,
        names_left_out=tuple(left_out),
    )


def _is_own_population(place: _Place) -> bool:
    """False for quarters, whose population is their town's, and units, where some have their seat's."""
    return place.row["placetype"] == "locality"


def _names(place: _Place, rows: list[Row]) -> Iterator[Name | None]:
    """The label, then the alternate names; GeoNames' own label has the diacritics that the other lacks."""
    label = place.row.get("gn_name") or place.row["name"]
    texts = [(label, "und", NameType.PREFERRED)]
    if place.row["name"] not in {label, place.row.get("gn_ascii")}:
        texts.append((place.row["name"], "und", NameType.VARIANT))
    for row in rows:
        if place.row["placetype"] in _CAMPUS and _AIRPORT_CODE.fullmatch(row["name"]):
            texts.append((row["name"], "und", NameType.CODE))
        else:
            texts.append((row["name"], row["lang"], _NAME_TYPES.get(row["kind"], NameType.VARIANT)))
    for text, lang, kind in texts:
        for name in _without_brackets(text, place.is_settlement):
            yield make_name(name, SOURCE, lang, kind)


def _without_brackets(text: str, is_settlement: bool) -> list[str]:
    """Each name of "Homs (Hims)" for a unit; for a settlement one, as brackets hold contrast words there.

    The last bracket is often missing ("سيد مصطفى (العليا").
    """
    parts = [part for part in _BRACKETS.split(text) if part.strip()]
    return [" ".join(parts)] if is_settlement else parts


def _uncertainty_m(place: _Place) -> int:
    if place.row["placetype"] in UNIT_UNCERTAINTY_M:
        return UNIT_UNCERTAINTY_M[place.row["placetype"]]
    return geonames_uncertainty_m(place.lat, place.lon)
