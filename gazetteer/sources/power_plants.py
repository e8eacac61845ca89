"""WRI's power plants and hydroelectric dams."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from gazetteer.model import Position
from gazetteer.resources import load_table
from gazetteer.sources._facilities import facility_code
from gazetteer.sources._names import make_name, unique_names
from gazetteer.sources._qualifiers import is_contrast, split_brackets
from gazetteer.sources._rows import Row, read_csv, to_number
from gazetteer.sources._stated import usual_uncertainty_m
from gazetteer.sources.base import LeftOut, Outcome, SourceRecord
from gazetteer.vocabulary import NameType

SOURCE = "gppd"
UNCERTAINTY_M = usual_uncertainty_m("power_plants")

_FILE = "power_plants.csv"
_PLANT_WORDS = {"Hydro": "Hydroelectric Power Plant", "Oil": "Thermal Power Plant"}
_DEFAULT_WORDS = "Power Plant"


@cache
def _noise() -> re.Pattern[str]:
    """The country at the end of a name, and the technology before the words for a plant."""
    table = load_table("sources.toml")["power_plants"]
    return re.compile(rf"\s+(?:{'|'.join(table['countries'])})$|\b(?:{'|'.join(table['technology'])})\s+")


def read_power_plants(folder: Path) -> Iterator[Outcome]:
    """A plant for each row that has a position that is not known to be wrong, in file order.

    The second row of one source id gets "-2" behind it. Raises DataError for a missing or broken file.
    """
    path = folder / _FILE
    wrong = load_table("sources.toml")["power_plants"]["wrong_position"]
    seen: Counter[str] = Counter()
    for number, row in read_csv(path, ("country", "name", "fuel", "lat", "lon", "source_id")):
        seen[row["source_id"]] += 1
        times = seen[row["source_id"]]
        key = f"gppd:{row['source_id']}" + (f"-{times}" if times > 1 else "")
        if not row["lat"] or not row["lon"]:
            yield LeftOut(key, SOURCE, "no_position")
        elif row["source_id"] in wrong:
            yield LeftOut(key, SOURCE, "wrong_position")
        else:
            yield _plant(key, path, number, row)


def _plant(key: str, path: Path, number: int, row: Row) -> SourceRecord:
    """A dam where the name says so; else a plant, with the words for one put to a bare name ("Baiji")."""
    outside, insides = split_brackets(row["name"])
    outside = " ".join(word.title() if word.isupper() and len(word) > 4 else word for word in outside.split())
    outside = _noise().sub("", _noise().sub("", outside)).replace(" Project", " Plant")
    code = facility_code(outside)
    if code not in {"S.DAM", "S.PSH", "S.PS"}:
        code = "S.DAM" if "Dam " in f"{outside} " else ""
    if not code:
        outside += f" {_PLANT_WORDS.get(row['fuel'], _DEFAULT_WORDS)}"
        code = facility_code(outside)
    words = re.search(r"\b(?:Hydroelectric|Thermal|Refinery|Power).*$", outside)
    tail = f" {words.group()}" if words else ""
    stem = outside[: words.start()].strip() if words else outside
    names = [outside]
    for inside in insides:
        if is_contrast(inside):
            names = [f"{stem} {inside}{tail}"]
        else:
            names.append(f"{inside}{tail}")
    return SourceRecord(
        key=key,
        source=SOURCE,
        country_code=row["country"],
        feature_code=code,
        position=Position(
            to_number(row["lat"], path, number, "lat"),
            to_number(row["lon"], path, number, "lon"),
            SOURCE,
            UNCERTAINTY_M,
        ),
        names=unique_names(
            make_name(name, SOURCE, "eng", NameType.VARIANT if i else NameType.PREFERRED)
            for i, name in enumerate(names)
        ),
        links=(key,),
    )
