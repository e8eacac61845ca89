"""Administrative units as records, for every source that has them."""

from __future__ import annotations

import math

from gazetteer.model import Position
from gazetteer.normalize import clean_toponym
from gazetteer.sources._feature_words import read_feature_words
from gazetteer.sources._names import make_name, unique_names
from gazetteer.sources.base import SourceRecord
from gazetteer.vocabulary import NameType, Romanization

UNIT_CODES = ("A.PCLI", "A.ADM1", "A.ADM2", "A.ADM3")
"""Feature code by level."""

SOURCE = "ocha"


def radius_m(area_km2: float) -> int:
    """Radius of a circle of this area: how far a unit's middle may be from what is sought in it."""
    return round(math.sqrt(max(area_km2, 0.0) * 1e6 / math.pi))


def ocha_unit(
    level: int,
    pcode: str,
    name_en: str,
    name_ar: str,
    lat: float,
    lon: float,
    area_km2: float,
    parents: tuple[str, ...],
) -> SourceRecord:
    """A unit of OCHA's boundary data; `parents` are the p-codes of the units above it, coarsest first.

    "مركز اعزاز" (the district's central subdistrict) keeps its full name and is "اعزاز" in short.
    """
    names = []
    for text, lang, scheme in ((name_en, "eng", Romanization.OCHA), (name_ar, "ara", None)):
        typed = read_feature_words(clean_toponym(text))
        names.append(make_name(typed.name, SOURCE, lang, NameType.PREFERRED, scheme))
        if typed.short:
            names.append(make_name(typed.short, SOURCE, lang, NameType.SHORT, scheme))
    return SourceRecord(
        key=f"ocha:{pcode}",
        source=SOURCE,
        country_code=pcode[:2],
        feature_code=UNIT_CODES[level],
        position=Position(lat, lon, SOURCE, radius_m(area_km2)),
        names=unique_names(names),
        links=(f"ocha:{pcode}",),
        stated_units=parents,
    )
