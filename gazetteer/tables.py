"""The committed tables: places and names of each governorate as tab-separated text.

`places/<ISO 3166-2>.tsv` holds a line a place, `names/<ISO 3166-2>.tsv` a line a name; what lies in no
governorate (a country itself) is in `<ISO 3166-1>.tsv`. Lines are sorted by id, then toponym. There is
no quoting: a cell cannot hold a tab or a line break, which is checked when it is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from gazetteer.errors import DataError
from gazetteer.model import Name, Place, Position, Units
from gazetteer.vocabulary import NameType, Romanization, Script

DECIMALS = 5
"""Digits kept of a coordinate: one metre, finer than any source is right."""

PLACE_COLUMNS = (
    "place_id",
    "feature_code",
    "lat",
    "lon",
    "position_source",
    "uncertainty_m",
    "country_code",
    "admin1",
    "admin2",
    "admin3",
    "population",
    "links",
    "other_positions",
    "note",
)
NAME_COLUMNS = ("place_id", "toponym", "lang", "script", "romanization", "name_type", "sources")

T = TypeVar("T")


def table_of(units: Units) -> str:
    """Name, without folder and ending, of the tables that hold a place of these units."""
    return units.admin1 or units.country_code


def canonical(place: Place) -> Place:
    """The place as reading it back would give it: coordinates rounded, names, links and sources in order."""
    return Place(
        place_id=place.place_id,
        feature_code=place.feature_code,
        position=_rounded(place.position),
        units=place.units,
        names=tuple(sorted(map(_canonical_name, place.names), key=name_order)),
        links=place.links,
        population=place.population,
        other_positions=tuple(_rounded(position) for position in place.other_positions),
        note=place.note,
    )


def name_order(name: Name) -> tuple[str, str, str]:
    """Sort key of the names of one place."""
    return (name.toponym, name.lang, name.name_type)


def write_places(data_dir: Path, places: Iterable[Place]) -> None:
    """Write all places and names below `data_dir`; tables left over from an earlier state are removed.

    Raises DataError for a value that the format cannot hold, an id that occurs twice or a place of no name.
    """
    tables: dict[str, list[Place]] = {}
    for place in sorted(map(canonical, places), key=lambda place: place.place_id):
        if not place.names:
            raise DataError(f"the place {place.place_id} ({' '.join(place.links)}) has no name")
        tables.setdefault(table_of(place.units), []).append(place)
    _refuse_twins(place.place_id for rows in tables.values() for place in rows)
    for folder in ("places", "names"):
        (data_dir / folder).mkdir(parents=True, exist_ok=True)
        for stale in (data_dir / folder).glob("*.tsv"):
            if stale.stem not in tables:
                stale.unlink()
    for table, rows in tables.items():
        write_rows(data_dir / "places" / f"{table}.tsv", PLACE_COLUMNS, map(_place_cells, rows))
        names = ((place.place_id, *_name_cells(name)) for place in rows for name in place.names)
        write_rows(data_dir / "names" / f"{table}.tsv", NAME_COLUMNS, names)


def read_places(data_dir: Path) -> list[Place]:
    """All places of the tables below `data_dir`, by id; none if there are no tables.

    Raises DataError, naming file and line, for a row that does not hold what its column promises, an id that
    occurs twice, a name of no place, a place of no name or of another governorate than its table's.
    """
    names: dict[str, list[Name]] = {}
    homes: dict[str, str] = {}
    for path in sorted((data_dir / "names").glob("*.tsv")):
        for where, cells in read_rows(path, NAME_COLUMNS):
            names.setdefault(cells[0], []).append(_parsed(where, _parse_name, cells[1:]))
            homes.setdefault(cells[0], where)
    places: list[Place] = []
    for path in sorted((data_dir / "places").glob("*.tsv")):
        for where, cells in read_rows(path, PLACE_COLUMNS):
            own_names = names.pop(cells[0], [])
            if not own_names:
                raise DataError(f"{where}: the place {cells[0]} has no name, or has come before")
            place = _parsed(where, partial(_parse_place, tuple(own_names)), cells)
            if table_of(place.units) != path.stem:
                raise DataError(f"{where}: a place of {table_of(place.units)} in the table of {path.stem}")
            places.append(place)
    for place_id in names:
        raise DataError(f"{homes[place_id]}: a name of {place_id}, which no table of places has")
    return sorted(places, key=lambda place: place.place_id)


def write_rows(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table with a header line. Raises DataError for a cell with a tab or a line break."""
    lines = ["\t".join(columns)]
    for row in rows:
        if len(row) != len(columns) or any(bad in cell for cell in row for bad in "\t\n\r"):
            raise DataError(
                f"{path}: line {len(lines) + 1}: cannot be written as {len(columns)} cells: {row!r}"
            )
        lines.append("\t".join(row))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def read_rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """The rows of a table with where each stands ("<file>: line 7"), the header line checked and left out.

    Raises DataError for a missing file, another header or a row with more or fewer cells.
    """
    try:
        with path.open(encoding="utf-8", newline="") as handle:
            text = handle.read()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: {error}") from error
    lines = text.removesuffix("\n").split("\n")
    if lines[0].split("\t") != list(columns):
        raise DataError(f"{path}: line 1: the columns must be {', '.join(columns)}")
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise DataError(f"{path}: line {number}: {len(cells)} cells instead of {len(columns)}")
        yield f"{path}: line {number}", cells


def format_position(position: Position) -> str:
    """A position in one cell: "source:lat,lon,uncertainty_m"."""
    return f"{position.source}:{_degrees(position.lat)},{_degrees(position.lon)},{position.uncertainty_m}"


def parse_position(cell: str) -> Position:
    """What `format_position` wrote. Raises ValueError for anything else."""
    source, _, numbers = cell.rpartition(":")
    lat, lon, uncertainty_m = numbers.split(",")
    if not source:
        raise ValueError(f"no source before the position {cell!r}")
    return _checked(Position(float(lat), float(lon), source, int(uncertainty_m)))


def _place_cells(place: Place) -> tuple[str, ...]:
    position, units = place.position, place.units
    return (
        place.place_id,
        place.feature_code,
        _degrees(position.lat),
        _degrees(position.lon),
        position.source,
        str(position.uncertainty_m),
        units.country_code,
        units.admin1,
        units.admin2,
        units.admin3,
        str(place.population or ""),
        _joined(place.links),
        _joined(tuple(format_position(other) for other in place.other_positions)),
        place.note,
    )


def _parse_place(names: tuple[Name, ...], cells: Sequence[str]) -> Place:
    feature_code = cells[1]
    if len(feature_code) < 2 or feature_code[1] != "." or not cells[0]:
        raise ValueError(f"not a place_id and feature code: {cells[0]!r}, {feature_code!r}")
    return Place(
        place_id=cells[0],
        feature_code=feature_code,
        position=_checked(Position(float(cells[2]), float(cells[3]), cells[4], int(cells[5]))),
        units=Units(*cells[6:10]),
        names=names,
        links=tuple(cells[11].split()),
        population=int(cells[10] or 0),
        other_positions=tuple(parse_position(cell) for cell in cells[12].split()),
        note=cells[13],
    )


def _name_cells(name: Name) -> tuple[str, ...]:
    return (name.toponym, name.lang, name.script, name.romanization, name.name_type, _joined(name.sources))


def _parse_name(cells: Sequence[str]) -> Name:
    if not cells[0].strip():
        raise ValueError("an empty toponym")
    return Name(
        toponym=cells[0],
        lang=cells[1],
        script=Script(cells[2]),
        romanization=Romanization(cells[3]),
        name_type=NameType(cells[4]),
        sources=tuple(cells[5].split()),
    )


def _canonical_name(name: Name) -> Name:
    return Name(
        name.toponym,
        name.lang,
        name.script,
        name.romanization,
        name.name_type,
        tuple(sorted(set(name.sources))),
    )


def _parsed(where: str, parse: Callable[[Sequence[str]], T], cells: Sequence[str]) -> T:
    try:
        return parse(cells)
    except ValueError as error:
        raise DataError(f"{where}: {error}") from error


def _checked(position: Position) -> Position:
    if not (-90 <= position.lat <= 90 and -180 <= position.lon <= 180 and position.uncertainty_m >= 0):
        raise ValueError(f"not a position on the globe: {position}")
    return position


def _rounded(position: Position) -> Position:
    # Adding zero turns -0.0 into 0.0, which is written without a sign.
    return Position(
        round(position.lat, DECIMALS) + 0.0,
        round(position.lon, DECIMALS) + 0.0,
        position.source,
        position.uncertainty_m,
    )


def _degrees(value: float) -> str:
    return f"{round(value, DECIMALS) + 0.0:.{DECIMALS}f}"


def _joined(words: tuple[str, ...]) -> str:
    for word in words:
        if not word or word.split() != [word]:
            raise DataError(f"{word!r} is empty or holds a space: it cannot stand in a list of words")
    return " ".join(words)


def _refuse_twins(place_ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for place_id in place_ids:
        if place_id in seen:
            raise DataError(f"two places have the id {place_id}")
        seen.add(place_id)
