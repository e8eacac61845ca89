"""Places as columns: what ranking compares is in arrays, what an answer shows is in string tables."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np

from gazetteer.cards import Card, CardText, card_cell, card_text, display_rank, read_card
from gazetteer.crowding import neighbours
from gazetteer.importance import importance, times_listed
from gazetteer.model import Name, Place, Position, Units
from gazetteer.normalize import fold
from gazetteer.store import Array, Artefact, StringTable, pack_strings, text_hash
from gazetteer.tables import format_position, parse_position
from gazetteer.unit_index import LEVELS
from gazetteer.vocabulary import NameType, Romanization, Script


def _coded(name: str, values: Sequence[str]) -> dict[str, Array]:
    """A column of few distinct strings: their table, and each row's number in it."""
    distinct = sorted(set(values))
    number = {value: i for i, value in enumerate(distinct)}
    codes = np.array([number[value] for value in values], dtype=np.uint16)
    return {**pack_strings(name, distinct), f"{name}.codes": codes}


def build_place_index(places: Sequence[Place]) -> dict[str, Array]:
    """The columns of these places, sorted by id, and of their names in the same order."""
    names = [name for place in places for name in place.names]
    links = sorted((link, row) for row, place in enumerate(places) for link in place.links)
    return {
        **pack_strings("place_id", [place.place_id for place in places]),
        "lat": np.array([place.position.lat for place in places], dtype=np.float64),
        "lon": np.array([place.position.lon for place in places], dtype=np.float64),
        "importance": np.array([importance(place) for place in places], dtype=np.float32),
        "listed": np.array([times_listed(place) for place in places], dtype=np.uint8),
        "neighbours": neighbours(places),
        "population": np.array([place.population for place in places], dtype=np.uint32),
        **_coded("feature_code", [place.feature_code for place in places]),
        **{
            key: array
            for level in LEVELS
            for key, array in _coded(level, [getattr(place.units, level) for place in places]).items()
        },
        **pack_strings("positions", [_positions_cell(place) for place in places]),
        **pack_strings("card", [card_cell(place) for place in places]),
        **pack_strings("note", [place.note for place in places]),
        **pack_strings("link", [link for link, _ in links]),
        "link_place": np.array([row for _, row in links], dtype=np.uint32),
        "place_names": np.cumsum([0, *(len(place.names) for place in places)], dtype=np.uint32),
        "name_place": np.repeat(
            np.arange(len(places), dtype=np.uint32), [len(place.names) for place in places]
        ),
        **pack_strings("toponym", [name.toponym for name in names]),
        "folded_hash": np.array([text_hash(fold(name.toponym)) for name in names], dtype=np.uint32),
        **_coded("lang", [name.lang for name in names]),
        **_coded("script", [name.script for name in names]),
        **_coded("romanization", [name.romanization for name in names]),
        **_coded("name_type", [name.name_type for name in names]),
        **_coded("sources", [" ".join(name.sources) for name in names]),
    }


def _positions_cell(place: Place) -> str:
    return " ".join(map(format_position, (place.position, *place.other_positions)))


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CodedColumn(Generic[T]):
    """A column of few distinct strings, opened: `values[codes[row]]` is the row's string.

    `meanings` are what the strings stand for, made once. `counts` has the number of rows of each value.
    """

    values: tuple[str, ...]
    meanings: tuple[T, ...]
    codes: Array
    counts: Array

    def of(self, row: int) -> T:
        """What the string of this row stands for."""
        number: int = self.codes.item(row)
        return self.meanings[number]

    def code_of(self, value: str) -> int:
        """The code of a string, or -1 where no row has it."""
        i = bisect_left(self.values, value)
        return i if i < len(self.values) and self.values[i] == value else -1


def _open_coded(artefact: Artefact, name: str, parse: Callable[[str], T]) -> CodedColumn[T]:
    values, codes = tuple(artefact.strings(name)), artefact.arrays[f"{name}.codes"]
    counts = np.bincount(codes, minlength=len(values))
    return CodedColumn(values, tuple(map(parse, values)), codes, counts)


def distinct_rows(*columns: CodedColumn[Any]) -> tuple[list[tuple[Any, ...]], Array]:
    """The distinct rows of these columns as what they mean, and the number of each row in them."""
    packed = np.zeros(len(columns[0].codes), dtype=np.int64)
    for column in columns:
        packed = packed * len(column.values) + column.codes
    _, first, number = np.unique(packed, return_index=True, return_inverse=True)
    return [tuple(column.of(row) for column in columns) for row in first.tolist()], number.astype(np.uint32)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _find_sorted(table: StringTable, key: str) -> int:
    """Where the key stands in a sorted table, or -1."""
    i = bisect_left(table, key)
    return i if i < len(table) and table[i] == key else -1


class PlaceIndex:
    """The opened columns. A place's row is its number in the order of ids."""

    def __init__(self, artefact: Artefact) -> None:
        arrays = artefact.arrays
        self.ids = artefact.strings("place_id")
        self.lat, self.lon = arrays["lat"], arrays["lon"]
        self.importance = arrays["importance"]
        self.population = arrays["population"]
        self.listed = arrays["listed"]
        self.neighbours = arrays["neighbours"]
        self.feature_code = _open_coded(artefact, "feature_code", str)
        self.units = {level: _open_coded(artefact, level, str) for level in LEVELS}
        self.name_place = arrays["name_place"]
        self.name_script = _open_coded(artefact, "script", Script)
        self.name_lang = _open_coded(artefact, "lang", str)
        self.name_sources = _open_coded(artefact, "sources", _words)
        self.name_facts, self.facts_of_name = distinct_rows(
            self.name_lang,
            self.name_script,
            _open_coded(artefact, "romanization", Romanization),
            _open_coded(artefact, "name_type", NameType),
            self.name_sources,
        )
        self._toponyms = artefact.strings("toponym")
        self.shown_arrays = {
            f"{table}.{part}": arrays[f"{table}.{part}"]
            for table in ("card", "toponym")
            for part in ("data", "ends")
        }
        self._folded_hash = arrays["folded_hash"]
        self._place_names = arrays["place_names"]
        self._positions = artefact.strings("positions")
        self._cards = artefact.strings("card")
        self._notes = artefact.strings("note")
        self._links = artefact.strings("link")
        self._link_place = arrays["link_place"]

    def __len__(self) -> int:
        return len(self.ids)

    def find(self, key: str) -> int:
        """The row of a place id or a link ("gn:167080"), or -1; of several with one link the first by id."""
        row = _find_sorted(self.ids, key)
        if row >= 0:
            return row
        i = _find_sorted(self._links, key)
        return int(self._link_place[i]) if i >= 0 else -1

    def name(self, number: int) -> Name:
        """The name of this number."""
        return Name(self._toponyms[number], *self.name_facts[self.facts_of_name.item(number)])

    def toponym(self, number: int) -> str:
        """The text of a name."""
        return self._toponyms[number]

    def is_written(self, number: int, folded: str, folded_hash: int) -> bool:
        """True where a name is this text once both are folded; most names that are not need not be read.

        `folded_hash` is `text_hash(folded)`.
        """
        return folded_hash == self._folded_hash.item(number) and fold(self._toponyms[number]) == folded

    def name_numbers(self, row: int) -> range:
        """Numbers of the names of a place."""
        return range(int(self._place_names[row]), int(self._place_names[row + 1]))

    def card(self, row: int) -> Card:
        """What is shown of a place."""
        return read_card(self._cards[row])

    def card_text(self, row: int) -> CardText:
        """The same as JSON."""
        return card_text(self._cards[row])

    def name_in(self, row: int, lang: str) -> str:
        """The name in a language (ISO 639-3), the preferred one first; "" where there is none."""
        names = [self.name(i) for i in self.name_numbers(row) if self.name_lang.of(i) == lang]
        return min(names, key=display_rank).toponym if names else ""

    def units_of(self, row: int) -> Units:
        """The units of a place."""
        return Units(*(self.units[level].of(row) for level in LEVELS))

    def positions(self, row: int) -> tuple[Position, ...]:
        """All positions of a place, the preferred one first."""
        return tuple(map(parse_position, self._positions[row].split()))

    def place(self, row: int) -> Place:
        """The whole place."""
        position, *others = self.positions(row)
        return Place(
            place_id=self.ids[row],
            feature_code=self.feature_code.of(row),
            position=position,
            units=self.units_of(row),
            names=tuple(self.name(i) for i in self.name_numbers(row)),
            links=self.card(row).links,
            population=int(self.population[row]),
            other_positions=tuple(others),
            note=self._notes[row],
        )
