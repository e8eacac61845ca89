"""Open Syria Geography: the units of Syria with aliases, Wikidata and GeoNames ids and population."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gazetteer.model import Name, Position
from gazetteer.normalize import fold
from gazetteer.sources._names import is_consonant_string, make_name, unique_names
from gazetteer.sources._romanization import romanization_of
from gazetteer.sources._rows import read_records
from gazetteer.sources._units import UNIT_CODES, radius_m
from gazetteer.sources.base import Outcome, SourceRecord
from gazetteer.vocabulary import NameType, Romanization

SOURCE = "osg"
FILES = ("governorates.json", "districts.json", "subdistricts.json")
"""By level, from 1."""

_LANGUAGES = {"en": "eng", "ar": "ara"}
_Q_ID = re.compile(r"Q[1-9]\d*")
_UNIT_WORD = re.compile(
    r"^(?:محافظة|منطقة|ناحية|قضاء|N[āa][ḩh]iyat|Min[tţ]aqat|Mu[hḩ][āa]faz̧?at)\s+"
    r"|\s+(?:Governorate|District|Sub-?district|Province)$"
    r"|^(?:Governorate|District) of (?:the )?",
    re.IGNORECASE,
)


def read_open_syria(folder: Path) -> Iterator[Outcome]:
    """A unit for each element, coarsest first. Raises DataError for a missing or broken file."""
    levels = [(level, read_records(folder / file)) for level, file in enumerate(FILES, start=1)]
    q_ids = Counter(unit["externalIds"].get("wikidata") for _, units in levels for unit in units)
    for level, units in levels:
        for unit in units:
            yield _unit(level, unit, q_ids)


def _unit(level: int, unit: dict[str, Any], q_ids: Counter[str | None]) -> SourceRecord:
    """A Q-id that stands on several units is no link of any."""
    ids = unit["externalIds"]
    pcode = ids.get("ochaPcode", "")
    q_id = ids.get("wikidata", "")
    links = [f"osg:{unit['id']}"]
    if pcode:
        links.append(f"ocha:{pcode}")
    if ids.get("geonames"):
        links.append(f"gn:{ids['geonames']}")
    if _Q_ID.fullmatch(q_id) and q_ids[q_id] == 1:
        links.append(f"wd:{q_id}")
    area = (unit.get("area") or {}).get("value") or 0.0
    return SourceRecord(
        key=links[0],
        source=SOURCE,
        country_code="SY",
        feature_code=UNIT_CODES[level],
        position=Position(
            float(unit["centroid"]["latitude"]), float(unit["centroid"]["longitude"]), SOURCE, radius_m(area)
        ),
        names=unique_names(_names(unit)),
        links=tuple(links),
        stated_units=tuple(pcode[:length] for length in (4, 6)[: level - 1] if pcode),
        population=int((unit.get("population") or {}).get("value") or 0),
    )


def _names(unit: dict[str, Any]) -> Iterator[Name | None]:
    """Its names, then its aliases without the word for the kind of unit.

    Left out are consonant strings and copies in ASCII of an alias with marks. An alias that a scheme's marks
    show to be romanized is not English.
    """
    for code, lang in _LANGUAGES.items():
        yield make_name(unit["name"].get(code, ""), SOURCE, lang, NameType.PREFERRED)
    bare = [(_UNIT_WORD.sub("", alias["value"]), alias["language"]) for alias in unit["aliases"]]
    marked = {fold(text) for text, _ in bare if not text.isascii()}
    for text, language in bare:
        if is_consonant_string(text) or (text.isascii() and fold(text) in marked):
            continue
        told = romanization_of(text) if language == "en" else Romanization.NONE
        yield make_name(text, SOURCE, "und" if told else _LANGUAGES.get(language, "und"))
