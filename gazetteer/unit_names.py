"""Units by what people call them: an ISO code, a p-code, or a name in any spelling."""

from __future__ import annotations

import numpy as np
from rapidfuzz.process import extract

from gazetteer.candidates import names_of_text
from gazetteer.errors import InvalidQuery
from gazetteer.name_index import NameIndex
from gazetteer.name_search import find_candidates
from gazetteer.normalize import fold
from gazetteer.place_index import PlaceIndex
from gazetteer.toponym import analyse
from gazetteer.unit_index import LEVEL_CODES, LEVELS, Unit, UnitIndex
from gazetteer.weights import Weights
from gazetteer.words import unit_bit

LOWEST_SCORE = -7.0
"""Spelling score from which a unit is taken to be meant: two vowels or one confusable consonant off."""

TIE = 0.2
"""Units within this of the best one fit as well: namesakes of both countries stay open."""

NEAR_SHOWN = 3

_ACCEPTED = (
    "SY or IQ, or a country's name",
    "an ISO 3166-2 code (SY-HL), a p-code (SY02) or a governorate's name in any spelling",
    "a p-code (SY0204) or a district's name in any spelling",
    "a p-code (SY020401) or a subdistrict's name in any spelling",
)


def find_units(
    level: int,
    field: str,
    asked: str,
    names: NameIndex,
    places: PlaceIndex,
    units: UnitIndex,
    weights: Weights,
) -> tuple[Unit, ...]:
    """The units of a level (index into LEVELS) that `asked` means, at least one.

    Raises InvalidQuery naming `field`, what is accepted and the nearest names where there is none.
    """
    by_code = units.find(level, asked)
    if by_code is not None:
        return (by_code,)
    toponym = analyse(asked)
    found = find_candidates(toponym.with_features(unit_bit(level)), names, weights)
    wanted = places.feature_code.code_of(LEVEL_CODES[level])
    chosen = np.flatnonzero(places.feature_code.codes[found.places] == wanted)
    order = chosen[np.argsort(-found.spelling[chosen], kind="stable")]
    same_text = np.isin(found.places[order], places.name_place[names_of_text(toponym.text, names)])
    if same_text.any():
        order = order[same_text]  # "Rif Damascus" is not Damascus
    rows, scores = found.places[order].tolist(), found.spelling[order]
    if not rows or scores[0] < LOWEST_SCORE:
        raise InvalidQuery(
            field, f"no such unit: {asked!r}", _ACCEPTED[level], _near_names(asked, wanted, places)
        )
    column = places.units[LEVELS[level]]
    best = [row for row, score in zip(rows, scores, strict=True) if score >= scores[0] - TIE]
    return tuple(unit for row in best if (unit := units.find(level, column.of(row))) is not None)


def _near_names(asked: str, wanted: int, places: PlaceIndex) -> tuple[str, ...]:
    """The Latin names of the units of this kind that look most like what was asked, the nearest first."""
    rows = np.flatnonzero(places.feature_code.codes == wanted).tolist()
    known = sorted({places.card(row).english for row in rows} - {""})
    ranked = extract(asked, known, processor=fold, limit=NEAR_SHOWN)
    return tuple(name for name, _, _ in ranked)
