"""IOM DTM Iraq's master lists: villages, towns, quarters and camps as field staff typed them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from gazetteer.model import Name, Position
from gazetteer.normalize import fold
from gazetteer.resources import load_table
from gazetteer.sources._feature_words import read_feature_words
from gazetteer.sources._iom_paths import DistrictIndex, Reading, Text, dissect
from gazetteer.sources._names import make_name, unique_names
from gazetteer.sources._qualifiers import UnitNames, is_contrast, sound_key
from gazetteer.sources._rows import Row, read_csv, to_number
from gazetteer.sources._stated import usual_uncertainty_m
from gazetteer.sources.base import LeftOut, Outcome, SourceRecord
from gazetteer.vocabulary import NameType

SOURCE = "iom"
UNCERTAINTY_M = usual_uncertainty_m("iom")

_FILE = "locations.csv"
_COLUMNS = (
    "place_id",
    "governorate",
    "district",
    "name_en",
    "name_ar",
    "lat",
    "lon",
    "ocha_pcode",
    "max_coord_dev_km",
)


def read_iom_iraq(folder: Path) -> Iterator[Outcome]:
    """A location for each row, in file order. Raises DataError for a missing or broken file."""
    path = folder / _FILE
    rows = list(read_csv(path, _COLUMNS))
    english = [dissect(row["name_en"]) for _, row in rows]
    arabic = [dissect(row["name_ar"]) for _, row in rows]
    districts = [(row["governorate"], row["district"]) for _, row in rows]
    english_index, arabic_index = _indexes(districts, english), _indexes(districts, arabic)
    for (number, row), text_en, text_ar, district in zip(rows, english, arabic, districts, strict=True):
        reading_ar = arabic_index[district].read(text_ar)
        joins = any(is_contrast(bracket) for bracket in text_ar.brackets)
        reading_en = english_index[district].read(text_en, joins)
        if len(text_en.parts) > 1 and len(text_ar.parts) == 1 and not reading_en.by_evidence:
            whole = Text((" ".join(text_en.parts),), text_en.number, text_en.brackets)
            reading_en = english_index[district].read(whole, joins)
        reading_en, reading_ar = _reconcile(reading_en, reading_ar)
        yield _outcome(path, number, row, reading_en, reading_ar, (text_en, text_ar))


def _indexes(districts: list[tuple[str, str]], texts: list[Text]) -> dict[tuple[str, str], DistrictIndex]:
    grouped: dict[tuple[str, str], list[Text]] = defaultdict(list)
    for district, text in zip(districts, texts, strict=True):
        grouped[district].append(text)
    return {district: DistrictIndex(group, UnitNames(*district)) for district, group in grouped.items()}


def _reconcile(english: Reading, arabic: Reading) -> tuple[Reading, Reading]:
    """Both readings, where one language says more of the path than the other.

    "Al Maqil-AlAhrar" beside "المعقل الاحرار" takes المعقل off; "Al Ashar" beside
    "البصرة-العشار-العطيرية" is where the place lies, not its name. The whole is the name where both say so
    ("Arbat-Arbat Kon" beside "عربت كون").
    """
    outer = {sound_key(part) for part in arabic.context}
    english_sound = sound_key(english.name)
    if arabic.name and english.name and english_sound in outer and english_sound != sound_key(arabic.name):
        own = [part for part in english.context if sound_key(part) == sound_key(arabic.name)]
        others = tuple(part for part in (english.name, *english.context) if part not in own[:1])
        english = replace(english, name=own[0] if own else "", context=others)
    if arabic.name and not arabic.context and sound_key(arabic.name) != sound_key(english.name):
        towns = {sound_key(part) for part in english.context} - {""}
        words = arabic.name.split()
        for count in range(len(words) - 1, 0, -1):
            if sound_key(" ".join(words[:count])) in towns:
                rest, town = " ".join(words[count:]), " ".join(words[:count])
                return english, Reading(rest, arabic.number, arabic.variants, (town,))
    return english, arabic


def _outcome(
    path: Path, number: int, row: Row, english: Reading, arabic: Reading, texts: Sequence[Text]
) -> Outcome:
    key = f"iom:{row['place_id']}"
    names = unique_names((*_names(english, "eng"), *_names(arabic, "ara")))
    if not names:
        return LeftOut(key, SOURCE, "no_name")
    if not row["lat"] or not row["lon"]:
        return LeftOut(key, SOURCE, "no_position")
    links = (key, f"ocha:{row['ocha_pcode']}") if row["ocha_pcode"] else (key,)
    return SourceRecord(
        key=key,
        source=SOURCE,
        country_code="IQ",
        feature_code=_feature_code(texts),
        position=Position(
            to_number(row["lat"], path, number, "lat"),
            to_number(row["lon"], path, number, "lon"),
            SOURCE,
            _uncertainty_m(row, path, number),
        ),
        names=names,
        links=links,
        stated_units=(row["governorate"], row["district"]),
        context=tuple(dict.fromkeys((*english.context, *arabic.context))),
        says_village=any(read_feature_words(part).says_village for text in texts for part in text.parts),
    )


def _uncertainty_m(row: Row, path: Path, number: int) -> int:
    """The usual figure, or how far the row's lists disagree where that is more."""
    stated = row["max_coord_dev_km"]
    return max(
        UNCERTAINTY_M, round(1000 * to_number(stated, path, number, "max_coord_dev_km")) if stated else 0
    )


def _names(reading: Reading, lang: str) -> Iterator[Name | None]:
    """The name with its sector number first, then without, then without its feature word, then variants."""
    if not reading.name:
        return
    typed = read_feature_words(reading.name)
    if reading.number:
        yield make_name(f"{typed.name} {reading.number}", SOURCE, lang, NameType.PREFERRED)
        yield make_name(typed.name, SOURCE, lang, NameType.SHORT)
    else:
        yield make_name(typed.name, SOURCE, lang, NameType.PREFERRED)
    if typed.short:
        yield make_name(typed.short, SOURCE, lang, NameType.SHORT)
    for variant in reading.variants:
        yield make_name(read_feature_words(variant).name, SOURCE, lang)


def _feature_code(texts: Sequence[Text]) -> str:
    """What the feature words of any part say, in either language; a numbered sector is a quarter.

    Not where what has the number is land (`numbered_land` in `data/sources.toml`).
    """
    codes = {read_feature_words(part).feature_code for text in texts for part in text.parts} - {""}
    for code in ("S.CMPRF", "P.PPLX"):
        if code in codes:
            return code
    land = {fold(word) for word in load_table("sources.toml")["iom"]["numbered_land"]}
    sectors = (text for text in texts if text.number and not land & {fold(part) for part in text.parts})
    return "P.PPLX" if not codes and any(sectors) else "P.PPL"
