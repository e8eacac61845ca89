"""How places are shown: the name in a language, the label that tells namesakes apart, and short summaries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from gazetteer.answer import UnitLabel
from gazetteer.cards import Card
from gazetteer.place_index import PlaceIndex, distinct_rows
from gazetteer.unit_index import LEVEL_CODES, LEVELS, UnitIndex

COUNTRY_NAMES = {"SY": "Syria", "IQ": "Iraq"}

_NAME_LANGUAGES = {"ku": ("kmr", "ckb", "kur"), "tr": ("tur",), "ru": ("rus",), "syr": ("syr",)}


@dataclass(frozen=True, slots=True)
class PlaceSummary:
    """A place as lists show it; fields as in `gazetteer.answer.Result`, importance 0-1."""

    place_id: str
    name: str
    english: str
    arabic: str
    label: str
    lat: float
    lon: float
    feature_code: str
    country_code: str
    admin1: UnitLabel | None
    importance: float


class Surroundings(NamedTuple):
    """The country and the units that a place lies in; `above` has the names for a label, each once."""

    country_code: str
    admin1: UnitLabel | None
    admin2: UnitLabel | None
    admin3: UnitLabel | None
    above: tuple[str, ...]

    def label(self, display: str) -> str:
        """The name of a place with what it lies in, the nearest first, each name once."""
        return ", ".join([display, *[name for name in self.above if name != display]])


class ShownPlace(NamedTuple):
    """What a result shows of a place whatever was asked.

    `display` is its name in the language that was asked for, "" where no name of it is fit to show, and so is
    `label`.
    """

    card: Card
    display: str
    label: str
    around: Surroundings


class Labels:
    """Names, labels and summaries of the places of an index, by row."""

    def __init__(self, places: PlaceIndex, units: UnitIndex) -> None:
        self._places, self._units = places, units
        self.unit_rows = {
            (level, column.of(row)): row
            for level, name in enumerate(LEVELS)
            for column in (places.units[name],)
            for row in self._rows_of_level(level)
        }
        units_of_places, self.surroundings_numbers = distinct_rows(*(places.units[name] for name in LEVELS))
        self.all_surroundings = [
            _surrounded(codes[0], *(self.unit(level, code) for level, code in enumerate(codes[1:], 1)))
            for codes in units_of_places
        ]
        """What is told of a place by the units that it is in: every result shows it.

        Where that of each row stands among them, `surroundings_numbers` has.
        """

    def _rows_of_level(self, level: int) -> list[int]:
        wanted = self._places.feature_code.code_of(LEVEL_CODES[level])
        return np.flatnonzero(self._places.feature_code.codes == wanted).tolist() if wanted >= 0 else []

    def _name_in(self, row: int, card: Card, lang: str) -> str:
        """The name in a language of the API, "" where there is none."""
        if lang == "ar":
            return card.arabic
        for code in _NAME_LANGUAGES.get(lang, ()):
            name = self._places.name_in(row, code)
            if name:
                return name
        return ""

    def display(self, row: int, lang: str) -> str:
        """The name to show: in the language, else in Latin script, else in Arabic, else any."""
        return self._fit_name(row, self._places.card(row), lang) or self._any_name(row)

    def _fit_name(self, row: int, card: Card, lang: str) -> str:
        return self._name_in(row, card, lang) or card.english or card.arabic

    def _any_name(self, row: int) -> str:
        return self._places.toponym(self._places.name_numbers(row)[0])

    def unit(self, level: int, code: str) -> UnitLabel | None:
        """The label of a unit (level as index into LEVELS); None for an empty code."""
        if not code:
            return None
        unit = self._units.find(level, code)
        row = self.unit_rows.get((level, code))
        name = self._places.card(row).english if row is not None else code
        return UnitLabel(code, unit.pcode if unit else code, name)

    def surroundings(self, row: int) -> Surroundings:
        """What a place lies in."""
        return self.all_surroundings[self.surroundings_number(row)]

    def surroundings_number(self, row: int) -> int:
        """Where what a place lies in stands in `all_surroundings`."""
        number: int = self.surroundings_numbers.item(row)
        return number

    def label(self, row: int, display: str) -> str:
        """The name with the district, governorate and country above it."""
        return self.surroundings(row).label(display)

    def shown(self, row: int, lang: str) -> ShownPlace:
        """What results show of the place of a row, its name in this language if it has one."""
        card, around = self._places.card(row), self.surroundings(row)
        display = self._fit_name(row, card, lang)
        return ShownPlace(card, display, around.label(display) if display else "", around)

    def summary(self, row: int, lang: str = "en") -> PlaceSummary:
        """The place of a row, in short."""
        card, display, label, around = self.shown(row, lang)
        display = display or self._any_name(row)
        return PlaceSummary(
            place_id=card.place_id,
            name=display,
            english=card.english,
            arabic=card.arabic,
            label=label or around.label(display),
            lat=card.lat,
            lon=card.lon,
            feature_code=card.feature_code,
            country_code=around.country_code,
            admin1=around.admin1,
            importance=round(float(self._places.importance[row]), 3),
        )


def _surrounded(
    country_code: str, admin1: UnitLabel | None, admin2: UnitLabel | None, admin3: UnitLabel | None
) -> Surroundings:
    above = (*(unit.name for unit in (admin2, admin1) if unit), COUNTRY_NAMES[country_code])
    return Surroundings(country_code, admin1, admin2, admin3, tuple(dict.fromkeys(above)))
