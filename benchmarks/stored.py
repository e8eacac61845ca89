"""The parts of an opened gazetteer that a measurement looks into, beside its answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gazetteer.context import Context
from gazetteer.errors import InvalidQuery
from gazetteer.geometry import distances_m
from gazetteer.matching import Matcher, Scored
from gazetteer.name_index import NameIndex
from gazetteer.place_index import PlaceIndex
from gazetteer.store import Artefact
from gazetteer.unit_index import UnitIndex
from gazetteer.unit_names import find_units
from gazetteer.weights import Weights, load_weights

FloatArray = npt.NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Stored:
    """Names, places and units of one artefact, and what matches texts against them."""

    names: NameIndex
    places: PlaceIndex
    units: UnitIndex
    weights: Weights
    matcher: Matcher

    @classmethod
    def open(cls, artefact: Artefact) -> Stored:
        """The parts of this artefact, with the weights that the package carries."""
        names, places, units, weights = (
            NameIndex(artefact),
            PlaceIndex(artefact),
            UnitIndex(artefact),
            load_weights(),
        )
        return cls(names, places, units, weights, Matcher(names, places, units, weights))

    def distances(self, truth: Mapping[str, str]) -> FloatArray:
        """How far each place is from a truth with a position, in metres, by row."""
        return distances_m(float(truth["lat"]), float(truth["lon"]), self.places.lat, self.places.lon)

    def toponyms(self, rows: Sequence[int]) -> list[str]:
        """The texts of all names of these places, each once."""
        numbers = (number for row in rows for number in self.places.name_numbers(row))
        return list(dict.fromkeys(map(self.places.toponym, numbers)))

    def match(self, name: str, admin1: str) -> Scored:
        """The candidates for a name in a governorate; one that is not known or "" is left out."""
        return self.matcher.match(name, self._context(admin1))

    def _context(self, admin1: str) -> Context:
        if not admin1:
            return Context()
        try:
            found = find_units(1, "admin1", admin1, self.names, self.places, self.units, self.weights)
        except InvalidQuery:
            return Context()
        return Context((found,))
