"""How places are shown: the name in a language, the label that tells namesakes apart, and short summaries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from gazetteer.answer import UnitLabel
from gazetteer.place_index import PlaceIndex, distinct_rows
from gazetteer.unit_index import LEVEL_CODES, LEVELS, UnitIndex
from gazetteer.vocabulary import Script

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
    """The country and the units that a place lies in; `above` are the names that a label has of them."""

    country_code: str
    admin1: UnitLabel | None
    admin2: UnitLabel | None
    admin3: UnitLabel | None
    above: tuple[str, ...]

    def label(self, display: str) -> str:
        """The name of a place with what it lies in, the nearest first, each name once."""
        return ", ".join(dict.fromkeys((display, *self.above)))


class ShownPlace(NamedTuple):
    """What a result shows of a place whatever was asked; fields as in `gazetteer.answer.Result`.

    `display` is "" where no name of it is fit to show, and so is `label`.
    """

    place_id: str
    display: str
    english: str
    arabic: str
    label: str
    lat: float
    lon: float
    uncertainty_m: int
    feature_code: str
    around: Surroundings
    links: tuple[str, ...]


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
        units_of_places, self._units_of_place = distinct_rows(*(places.units[name] for name in LEVELS))
        self._surroundings = [
            _surrounded(codes[0], *(self.unit(level, code) for level, code in enumerate(codes[1:], 1)))
            for codes in units_of_places
        ]
        """What is told of a place by the units that it is in: every result shows it."""

    def _rows_of_level(self, level: int) -> list[int]:
        wanted = self._places.feature_code.code_of(LEVEL_CODES[level])
        return np.flatnonzero(self._places.feature_code.codes == wanted).tolist() if wanted >= 0 else []

    def name_in(self, row: int, lang: str) -> str:
        """The name in a language of the API, "" where there is none."""
        if lang == "ar":
            return self._places.display_name(row, Script.ARABIC)
        for code in _NAME_LANGUAGES.get(lang, ()):
            name = self._places.name_in(row, code)
            if name:
                return name
        return ""

    def display(self, row: int, lang: str) -> str:
        """The name to show: in the language, else in Latin script, else in Arabic, else any."""
        shown = self.name_in(row, lang) or self._places.display_name(row, Script.LATIN)
        shown = shown or self._places.display_name(row, Script.ARABIC)
        return shown or self._places.toponym(self._places.name_numbers(row)[0])

    def unit(self, level: int, code: str) -> UnitLabel | None:
        """The label of a unit (level as index into LEVELS); None for an empty code."""
        if not code:
            return None
        unit = self._units.find(level, code)
        row = self.unit_rows.get((level, code))
        name = self._places.display_name(row, Script.LATIN) if row is not None else code
        return UnitLabel(code, unit.pcode if unit else code, name)

    def surroundings(self, row: int) -> Surroundings:
        """What a place lies in."""
        number: int = self._units_of_place.item(row)
        return self._surroundings[number]

    def label(self, row: int, display: str) -> str:
        """The name with the district, governorate and country above it."""
        return self.surroundings(row).label(display)

    def shown(self, row: int, lang: str) -> ShownPlace:
        """What results show of the place of a row, its name in this language if it has one."""
        places = self._places
        english, arabic = places.display_name(row, Script.LATIN), places.display_name(row, Script.ARABIC)
        display = self.name_in(row, lang) or english or arabic
        around = self.surroundings(row)
        return ShownPlace(
            place_id=places.ids[row],
            display=display,
            english=english,
            arabic=arabic,
            label=around.label(display) if display else "",
            lat=places.lat.item(row),
            lon=places.lon.item(row),
            uncertainty_m=places.uncertainty_m.item(row),
            feature_code=places.feature_code.of(row),
            around=around,
            links=places.links(row),
        )

    def summary(self, row: int, lang: str = "en") -> PlaceSummary:
        """The place of a row, in short."""
        places = self._places
        display = self.display(row, lang)
        return PlaceSummary(
            place_id=places.ids[row],
            name=display,
            english=places.display_name(row, Script.LATIN),
            arabic=places.display_name(row, Script.ARABIC),
            label=self.label(row, display),
            lat=float(places.lat[row]),
            lon=float(places.lon[row]),
            feature_code=places.feature_code.of(row),
            country_code=places.units["country_code"].of(row),
            admin1=self.surroundings(row).admin1,
            importance=round(float(places.importance[row]), 3),
        )


def _surrounded(
    country_code: str, admin1: UnitLabel | None, admin2: UnitLabel | None, admin3: UnitLabel | None
) -> Surroundings:
    above = (*(unit.name for unit in (admin2, admin1) if unit), COUNTRY_NAMES[country_code])
    return Surroundings(country_code, admin1, admin2, admin3, above)
