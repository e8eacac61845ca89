"""Seats of units get the spellings of the unit that is named after them.

A district's row and its town's are two places, and sources give now the one and now the other the spelling
that people use ("Hawija" is the district's, "Al Ḩawījah" the town's). Who writes it means the town as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gazetteer.city_quarters import SEATS
from gazetteer.model import Name, Place
from gazetteer.toponym import Toponym, analyse
from gazetteer.vocabulary import NameType

_LEVELS = {"A.ADM1": "admin1", "A.ADM2": "admin2", "A.ADM3": "admin3"}
Told = tuple[str, int]

_TYPES = (NameType.PREFERRED, NameType.VARIANT)
"""Types of names that pass on; codes, abbreviations and former names are the unit's alone."""


def with_names_of_units(places: Sequence[Place]) -> list[Place]:
    """The places, seats with those names of their units that sound as one of their own does.

    Names keep their type and sources. A name with a word for the kind of unit ("Hawija District") stays with
    the unit, and one that differs from an own one by nothing but signs and case is not repeated.
    """
    units = {
        (level, getattr(place.units, level)): place
        for place in places
        if (level := _LEVELS.get(place.feature_code)) is not None
    }
    return [_with_names(place, units) if place.feature_code in SEATS else place for place in places]


def _with_names(seat: Place, units: dict[tuple[str, str], Place]) -> Place:
    own = [analyse(name.toponym) for name in seat.names]
    told = {key for toponym in own for key in _told(toponym)}
    written = {(toponym.text, toponym.article) for toponym in own}
    added: list[Name] = []
    for level in _LEVELS.values():
        unit = units.get((level, getattr(seat.units, level)))
        for name in unit.names if unit is not None else ():
            toponym = analyse(name.toponym)
            key = (toponym.text, toponym.article)
            if name.name_type in _TYPES and key not in written and _passes_on(toponym, told):
                written.add(key)
                added.append(name)
    return replace(seat, names=(*seat.names, *added)) if added else seat


def _passes_on(toponym: Toponym, told: set[Told]) -> bool:
    """True where a unit's name is no more than the seat's: no word for its kind, and one of their sounds."""
    return not any(form.features for form in toponym.forms) and any(key in told for key in _told(toponym))


def _told(toponym: Toponym) -> Iterable[Told]:
    """The sound of a whole name, and the words set aside that part twins; none where it has no consonant."""
    return ((form.sound.skeleton, form.contrasts) for form in toponym.forms[:1] if form.sound.skeleton)
