"""Reading of `data/curated/*.toml`: a file a topic, an entry a decision (see the README beside them)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from gazetteer.curate import (
    SOURCE,
    AddedName,
    AddedPlace,
    AssignedKind,
    AssignedUnits,
    Entry,
    Overlay,
    PreferredPosition,
    Rejection,
    Ruling,
)
from gazetteer.errors import DataError
from gazetteer.model import Name, Position
from gazetteer.normalize import clean_toponym, script_of
from gazetteer.sources.base import SourceRecord
from gazetteer.tables import DECIMALS
from gazetteer.vocabulary import NameType, Romanization, Script

_LANGUAGES = {Script.ARABIC: "ara", Script.SYRIAC: "syc"}
"""Language of a curated name that states none, by its script; others are "und"."""

_FEATURE_CODE = re.compile(r"[A-Z]\.[A-Z0-9]+")

_Build = Callable[[dict[str, Any], tuple[str, str, str]], Entry]


def read_overlay(directory: Path) -> Overlay:
    """All entries of the `*.toml` files of a folder; empty if it has none.

    Raises DataError naming file and entry for an unknown table or key, or one that is missing.
    """
    entries: dict[str, list[Entry]] = {}
    for path in sorted(directory.glob("*.toml")):
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise DataError(f"{path}: {error}") from error
        defaults = {key: content.pop(key, "") for key in ("reason", "citation")}
        for table, rows in content.items():
            if table not in _BUILDERS or not isinstance(rows, list):
                raise DataError(f"{path}: [[{table}]] is none of {', '.join(_BUILDERS)}")
            for number, row in enumerate(rows, start=1):
                entries.setdefault(table, []).append(_entry(path.name, table, number, {**defaults, **row}))
    # Each field has entries of the kind that its table's builder makes, which the type of a dict cannot say.
    overlay = Overlay(**{_FIELDS[table]: tuple(rows) for table, rows in entries.items()})  # type: ignore[arg-type]
    _refuse_twins(overlay.places)
    return overlay


def _entry(file: str, table: str, number: int, row: dict[str, Any]) -> Entry:
    where = f"{file}: {table} {number}"
    reason, citation = str(row.pop("reason", "")), str(row.pop("citation", ""))
    if not reason or not citation:
        raise DataError(f"{where}: every entry needs a reason and a citation, its own or its file's")
    try:
        entry = _BUILDERS[table](row, (where, reason, citation))
    except KeyError as error:
        raise DataError(f"{where}: {error.args[0]} is missing") from error
    except (TypeError, ValueError) as error:
        raise DataError(f"{where}: {error}") from error
    if row:
        raise DataError(f"{where}: unknown: {', '.join(row)}")
    return entry


def _build_place(row: dict[str, Any], told: tuple[str, str, str]) -> AddedPlace:
    key, spellings = str(row.pop("key")), row.pop("names")
    if not key.startswith(f"{SOURCE}:"):
        raise ValueError(f"its key must begin with {SOURCE}:, not {key!r}")
    first, *rest = [_name(word, "", "") for word in spellings]
    record = SourceRecord(
        key=key,
        source=SOURCE,
        country_code=str(row.pop("country_code")),
        feature_code=str(row.pop("feature_code")),
        position=_position(row),
        names=(replace(first, name_type=NameType.PREFERRED), *rest),
        links=(key, *row.pop("links", ())),
        population=int(row.pop("population", 0)),
        note=str(row.pop("note", "")),
    )
    return AddedPlace(*told, record=record)


def _build_name(row: dict[str, Any], told: tuple[str, str, str]) -> AddedName:
    name = _name(row.pop("toponym"), row.pop("lang", ""), row.pop("name_type", ""))
    return AddedName(*told, place=str(row.pop("place")), name=name)


def _build_position(row: dict[str, Any], told: tuple[str, str, str]) -> PreferredPosition:
    place, prefer = str(row.pop("place")), str(row.pop("prefer", ""))
    return PreferredPosition(*told, place=place, prefer=prefer, position=None if prefer else _position(row))


def _build_units(row: dict[str, Any], told: tuple[str, str, str]) -> AssignedUnits:
    return AssignedUnits(*told, place=str(row.pop("place")), code=str(row.pop("code")))


def _build_kind(row: dict[str, Any], told: tuple[str, str, str]) -> AssignedKind:
    code = str(row.pop("feature_code"))
    if not _FEATURE_CODE.fullmatch(code):
        raise ValueError(f"{code!r} is no feature code")
    return AssignedKind(*told, place=str(row.pop("place")), feature_code=code)


def _build_ruling(row: dict[str, Any], told: tuple[str, str, str]) -> Ruling:
    keys = tuple(row.pop("keys"))
    if len(set(keys)) < 2:
        raise ValueError("at least two different keys are needed")
    return Ruling(*told, keys=keys)


def _build_rejection(row: dict[str, Any], told: tuple[str, str, str]) -> Rejection:
    return Rejection(*told, place=str(row.pop("place")))


def _build_rejected_name(row: dict[str, Any], told: tuple[str, str, str]) -> Rejection:
    return Rejection(*told, place=str(row.pop("place")), toponym=str(row.pop("toponym")))


def _name(toponym: str, lang: str, name_type: str) -> Name:
    if not toponym or clean_toponym(toponym) != toponym:
        raise ValueError(f"the toponym {toponym!r} is empty or holds marks that nobody sees")
    script = script_of(toponym)
    lang = lang or _LANGUAGES.get(script, "und")
    return Name(toponym, lang, script, Romanization.NONE, NameType(name_type or NameType.VARIANT), (SOURCE,))


def _position(row: dict[str, Any]) -> Position:
    lat, lon = (round(float(row.pop(key)), DECIMALS) for key in ("lat", "lon"))
    return Position(lat, lon, SOURCE, int(row.pop("uncertainty_m")))


def _refuse_twins(added: Iterable[AddedPlace]) -> None:
    seen: dict[str, str] = {}
    for entry in added:
        other = seen.setdefault(entry.record.key, entry.where)
        if other != entry.where:
            raise DataError(f"{entry.where}: {entry.record.key} is also the key of {other}")


_BUILDERS: dict[str, _Build] = {
    "place": _build_place,
    "name": _build_name,
    "position": _build_position,
    "units": _build_units,
    "kind": _build_kind,
    "merge": _build_ruling,
    "separate": _build_ruling,
    "reject_place": _build_rejection,
    "reject_row": _build_rejection,
    "reject_name": _build_rejected_name,
}
_FIELDS = {
    "place": "places",
    "name": "names",
    "position": "positions",
    "units": "units",
    "kind": "kinds",
    "merge": "merges",
    "separate": "separations",
    "reject_place": "rejected_places",
    "reject_row": "rejected_rows",
    "reject_name": "rejected_names",
}
