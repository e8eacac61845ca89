"""Small values for tests, with everything filled in that a test does not care about."""

from __future__ import annotations

from gazetteer.model import Name, Place, Position, Units
from gazetteer.normalize import script_of
from gazetteer.sources.base import SourceRecord
from gazetteer.vocabulary import NameType, Romanization, Script

METRES_PER_DEGREE = 111_195.0


def make_name(
    toponym: str, source: str = "ocha", name_type: NameType = NameType.PREFERRED, lang: str = ""
) -> Name:
    script = script_of(toponym)
    lang = lang or ("ara" if script is Script.ARABIC else "und")
    return Name(toponym, lang, script, Romanization.NONE, name_type, (source,))


def make_record(
    key: str,
    *toponyms: str | Name,
    north_m: float = 0,
    feature_code: str = "P.PPL",
    country_code: str = "SY",
    links: tuple[str, ...] = (),
    stated_units: tuple[str, ...] = (),
    population: int = 0,
    note: str = "",
    uncertainty_m: int = 300,
) -> SourceRecord:
    """A row `north_m` metres north of 36 N 38 E."""
    source = key.split(":", maxsplit=1)[0]
    position = Position(36.0 + north_m / METRES_PER_DEGREE, 38.0, source, uncertainty_m)
    return SourceRecord(
        key=key,
        source=source,
        country_code=country_code,
        feature_code=feature_code,
        position=position,
        names=tuple(make_name(t, source) if isinstance(t, str) else t for t in toponyms),
        links=(key, *links),
        stated_units=stated_units,
        population=population,
        note=note,
    )


def make_place(
    place_id: str,
    *names: Name,
    links: tuple[str, ...] = (),
    units: Units | None = None,
    position: Position | None = None,
) -> Place:
    return Place(
        place_id=place_id,
        feature_code="P.PPL",
        position=position or Position(36.0, 38.0, "ocha", 300),
        units=units or Units("SY", "SY-HL", "SY0205", "SY020502"),
        names=names or (make_name("Maskanah"),),
        links=links,
    )
