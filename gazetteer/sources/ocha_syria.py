"""OCHA's common operational datasets of Syria: units, communities and neighbourhoods.

Communities carry qualifiers ("Sayda (Ein Issa)", "الخريطة - التبني") and twins ("الكبير_علكانة").
`adm4_*` is OCHA's own unqualified name of a community, which tells the two apart; it drops contrast
words too, so it is asked, never copied.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np

from gazetteer.geometry import distances_m
from gazetteer.model import Name, Position
from gazetteer.normalize import clean_toponym, fold
from gazetteer.sources._names import unique_names
from gazetteer.sources._names_of_parts import feature_code_of_parts, names_of_parts
from gazetteer.sources._qualifiers import Parts, UnitNames, sound_key, split_twins, take_apart
from gazetteer.sources._rows import Row, read_csv, to_number
from gazetteer.sources._stated import usual_uncertainty_m
from gazetteer.sources._twin_parts import without_neighbours_names
from gazetteer.sources._units import SOURCE, ocha_unit
from gazetteer.sources.base import Outcome, SourceRecord
from gazetteer.vocabulary import Romanization

UNCERTAINTY_M = usual_uncertainty_m("ocha_sy")

SEAT_DISTANCE_M = 100.0
"""A seat in `syr_admincapitals.csv` lies within 20 m of its community; the next one is 400 m off or more."""

SEAT_CODES = {"0": "P.PPLC", "1": "P.PPLA", "2": "P.PPLA2", "3": "P.PPLA3"}
"""Feature code by `adm_p_lvl`."""

_PLACES = "syr_populatedplaces.csv"
_TYPE_TAILS = frozenset({"ne", "co", "حي", "قريه"})
_NO_VALUE = "<Null>"
_CAMP_IN_BRACKETS = re.compile(r"\s*\([^()]*\bcamp\b[^()]*\)", re.IGNORECASE)
_UNIT_LEVELS = ("adm3", "adm2", "adm1")
_QUARTER_WORD = "حي"


def read_ocha_syria(folder: Path) -> Iterator[Outcome]:
    """The units from the country down, then communities and neighbourhoods in file order.

    Raises DataError for a missing or broken file.
    """
    for level in range(4):
        yield from _read_units(folder, level)
    places = list(
        read_csv(folder / _PLACES, ("featurename_en", "featurename_ar", "pcode", "point_x", "point_y"))
    )
    units = _units_by_governorate(row for _, row in places)
    neighbourhoods = {
        row["neighborhoodpcode"]: row
        for _, row in read_csv(folder / "syr_neighborhoods.csv", ("neighborhoodpcode", "neighborhoodname_ar"))
    }
    positions = [_position(folder, number, row) for number, row in places]
    seats = _seat_codes(folder, [row["pcode"] for _, row in places], positions)
    settlements: list[SourceRecord] = []
    for (_, row), position in zip(places, positions, strict=True):
        pcode, siblings = row["pcode"], units[row["adm1_pcode"]]
        if pcode in neighbourhoods:
            settlements.append(_neighbourhood(row, neighbourhoods[pcode], position, siblings))
        else:
            settlements.append(_community(row, position, siblings, seats.get(pcode, "P.PPL")))
    yield from without_neighbours_names(settlements)


def _read_units(folder: Path, level: int) -> Iterator[SourceRecord]:
    path = folder / f"syr_admin{level}.csv"
    columns = (
        f"adm{level}_name",
        f"adm{level}_name1",
        f"adm{level}_pcode",
        "center_lat",
        "center_lon",
        "area_sqkm",
    )
    for number, row in read_csv(path, columns):
        yield ocha_unit(
            level,
            row[f"adm{level}_pcode"],
            row[f"adm{level}_name"],
            row[f"adm{level}_name1"],
            to_number(row["center_lat"], path, number, "center_lat"),
            to_number(row["center_lon"], path, number, "center_lon"),
            to_number(row["area_sqkm"], path, number, "area_sqkm"),
            tuple(row[f"adm{above}_pcode"] for above in range(1, level)),
        )


def _units_by_governorate(rows: Iterable[Row]) -> dict[str, tuple[UnitNames, UnitNames]]:
    """English and Arabic names of the units of each governorate, by its p-code."""
    english: dict[str, set[str]] = defaultdict(set)
    arabic: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for level in _UNIT_LEVELS:
            english[row["adm1_pcode"]].add(row[f"{level}_en"])
            arabic[row["adm1_pcode"]].add(row[f"{level}_ar"])
    return {code: (UnitNames(*english[code]), UnitNames(*arabic[code])) for code in english}


def _position(folder: Path, number: int, row: Row) -> Position:
    path = folder / _PLACES
    lat = to_number(row["point_y"], path, number, "point_y")
    lon = to_number(row["point_x"], path, number, "point_x")
    return Position(lat, lon, SOURCE, UNCERTAINTY_M)


def _seat_codes(folder: Path, pcodes: list[str], positions: list[Position]) -> dict[str, str]:
    """Feature code of each community that is a seat, by p-code; the highest where it is one of several."""
    path = folder / "syr_admincapitals.csv"
    lats = np.array([position.lat for position in positions])
    lons = np.array([position.lon for position in positions])
    codes: dict[str, str] = {}
    for number, row in read_csv(path, ("adm_p_lvl", "x_coord", "y_coord")):
        lat = to_number(row["y_coord"], path, number, "y_coord")
        lon = to_number(row["x_coord"], path, number, "x_coord")
        distances = distances_m(lat, lon, lats, lons)
        communities = [i for i in np.argsort(distances)[:5] if pcodes[i].startswith("C")]
        if communities and distances[communities[0]] <= SEAT_DISTANCE_M:
            pcode, code = pcodes[communities[0]], SEAT_CODES[row["adm_p_lvl"]]
            codes[pcode] = min(codes.get(pcode, code), code, key=list(SEAT_CODES.values()).index)
    return codes


def _community(
    row: Row, position: Position, units: tuple[UnitNames, UnitNames], feature_code: str
) -> SourceRecord:
    text_ar = _whole(row["featurename_ar"], row["adm4_ar"])
    arabic = take_apart(text_ar, _arabic_context(text_ar, row["adm4_ar"], units[1]))
    english = _take_english_apart(row["featurename_en"], row["adm4_en"], units[0], arabic)
    arabic = _without_tail(arabic, english, units[1])
    reference = _take_english_apart(row["featurerefname"], row["adm4_en"], units[0], arabic)
    is_new = fold(row["featurerefname"]) != fold(row["featurename_en"])
    if feature_code == "P.PPL":
        feature_code = "S.CMPRF" if feature_code_of_parts(arabic, english) == "S.CMPRF" else feature_code
    return _record(
        row, position, feature_code, [(english, "eng"), (arabic, "ara")] + [(reference, "eng")] * is_new
    )


def _neighbourhood(
    row: Row, own: Row, position: Position, units: tuple[UnitNames, UnitNames]
) -> SourceRecord:
    """A neighbourhood: its own table has the name without its type, put back here, and its town and area."""
    town_en, town_ar = UnitNames(row["adm4_en"]), UnitNames(row["adm4_ar"])
    arabic = take_apart(own["neighborhoodname_ar"], lambda text: text in town_ar or text in units[1])
    english = take_apart(
        own["neighborhoodname_en"], lambda text: fold(text) in _TYPE_TAILS or town_en.sounds_like_one(text)
    )
    if arabic.names and fold(row["featurename_ar"]).startswith(f"{_QUARTER_WORD} "):
        arabic = Parts(
            (f"{_QUARTER_WORD} {arabic.names[0]}", *arabic.names[1:]), arabic.context, arabic.brackets
        )
    town = (row["adm4_en"], row["adm4_ar"], own.get("areaname_en", ""), own.get("areaname_ar", ""))
    context = tuple(dict.fromkeys(clean_toponym(text) for text in town if text not in {"", _NO_VALUE}))
    return _record(row, position, "P.PPLX", [(english, "eng"), (arabic, "ara")], context)


def _record(
    row: Row,
    position: Position,
    feature_code: str,
    texts: list[tuple[Parts, str]],
    context: tuple[str, ...] = (),
) -> SourceRecord:
    names: list[Name | None] = []
    for parts, lang in texts:
        names.extend(names_of_parts(parts, SOURCE, lang, Romanization.OCHA if lang == "eng" else None))
    taken_off = [text for parts, _ in texts for text in parts.context if fold(text) not in _TYPE_TAILS]
    key = f"ocha:{row['pcode']}"
    return SourceRecord(
        key=key,
        source=SOURCE,
        country_code="SY",
        feature_code=feature_code,
        position=position,
        names=unique_names(names),
        links=(key,),
        stated_units=(row["adm1_pcode"], row["adm2_pcode"], row["adm3_pcode"]),
        context=tuple(dict.fromkeys((*taken_off, *context))),
    )


def _dropped_tails(text: str, unqualified: str) -> frozenset[str]:
    """The last parts that OCHA's own unqualified name does not have, folded."""
    parts, kept = split_twins(text), split_twins(unqualified)
    return frozenset(fold(part) for part in parts[len(kept) :]) if kept else frozenset()


def _arabic_context(text: str, unqualified: str, units: UnitNames) -> Callable[[str], bool]:
    dropped = _dropped_tails(text, unqualified)
    return lambda part: fold(part) in _TYPE_TAILS or fold(part) in dropped or part in units


def _without_tail(arabic: Parts, english: Parts, units: UnitNames) -> Parts:
    """The Arabic name without a unit's name that ends it, where the English one sounds like the rest alone.

    OCHA tells namesakes apart so: "العامرية تدمر", which is "Al Amiriyah" in English.
    """
    if len(arabic.names) != 1 or len(english.names) != 1:
        return arabic
    words = arabic.names[0].split()
    for split in range(len(words) - 1, 0, -1):
        rest, tail = " ".join(words[:split]), " ".join(words[split:])
        if tail in units and sound_key(rest) == sound_key(english.names[0]) != "":
            return Parts((rest,), (*arabic.context, tail), arabic.brackets)
    return arabic


def _whole(text: str, unqualified: str) -> str:
    """The text, or OCHA's unqualified name where the text is only the beginning of it (cut at 27 letters)."""
    return unqualified if fold(unqualified).startswith(fold(text)) else text


def _take_english_apart(text: str, unqualified: str, units: UnitNames, arabic: Parts) -> Parts:
    """The English name apart; a tail is context as in Arabic, or where it sounds like a unit ("Jrables").

    Sound is not asked where the Arabic has as many names: "Zobar - Zorabi" are twins there.
    """
    text = _CAMP_IN_BRACKETS.sub(" Camp", text)
    bare = text.partition("(")[0]
    dropped = _dropped_tails(bare, unqualified.partition("(")[0])
    loose = len(split_twins(bare))
    tight = loose == 1 and len(arabic.names) + len(arabic.context) > 1
    by_sound = not 1 < loose <= len(arabic.names)

    def is_context(part: str) -> bool:
        known = units.sounds_like_one(part) if by_sound else part in units
        return known or fold(part) in _TYPE_TAILS or fold(part) in dropped

    parts = take_apart(text, is_context, tight)
    if tight and len(parts.names) != len(arabic.names):
        return take_apart(text, is_context)
    if arabic.context and len(parts.names) > len(arabic.names):
        split = len(arabic.names)
        return Parts(parts.names[:split], (*parts.context, *parts.names[split:]), parts.brackets)
    return parts
