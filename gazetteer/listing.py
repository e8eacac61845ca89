"""Places by what they are and where, a page at a time: the most important first, then by id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gazetteer.errors import InvalidQuery
from gazetteer.geometry import Box, in_box
from gazetteer.labels import Labels, PlaceSummary
from gazetteer.place_index import PlaceIndex
from gazetteer.unit_index import LEVEL_CODES, LEVELS

MAX_PAGE = 500
DEFAULT_PAGE = 100
MAX_IDS = 100

BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the places that were asked for, how many there are, and where the next page begins.

    `next_cursor` is "" on the last page. It is the id of the last place: the pages of a listing fit
    together also when the data change between them.
    """

    total: int
    places: tuple[PlaceSummary, ...]
    next_cursor: str


def features_mask(features: Sequence[str], places: PlaceIndex) -> BoolArray:
    """True for rows of one of these classes ("P"), codes ("P.PPL") or codes without class (".PPL")."""
    wanted = [any(_fits(code, feature) for feature in features) for code in places.feature_code.values]
    return np.array(wanted, dtype=np.bool_)[places.feature_code.codes]


def _fits(code: str, feature: str) -> bool:
    if len(feature) == 1:
        return code[0] == feature
    return code.endswith(feature) if feature.startswith(".") else code == feature


class Lister:
    """Lists places of one gazetteer."""

    def __init__(self, places: PlaceIndex, labels: Labels) -> None:
        self._places, self._labels = places, labels
        self._order = np.lexsort((np.arange(len(places)), -places.importance))
        self._rank = np.empty(len(places), dtype=np.int64)
        self._rank[self._order] = np.arange(len(places))

    def page(self, chosen: BoolArray, limit: int, cursor: str, lang: str = "en") -> Page:
        """The page of the chosen rows after the cursor ("": the first). Raises InvalidQuery for no cursor."""
        after = -1
        if cursor:
            row = self._places.find(cursor)
            if row < 0:
                raise InvalidQuery("cursor", "leads nowhere", "the next_cursor of the page before")
            after = int(self._rank[row])
        ranked = self._order[chosen[self._order]]
        rest = ranked[np.searchsorted(self._rank[ranked], after, side="right") :]
        shown = rest[:limit].tolist()
        more = len(rest) > limit
        return Page(
            len(ranked),
            tuple(self._labels.summary(row, lang) for row in shown),
            self._places.ids[shown[-1]] if more else "",
        )

    def in_view(self, box: Box | None, features: Sequence[str], min_importance: float) -> BoolArray:
        """Marks the places in a box, of these features, and at least as important."""
        places = self._places
        chosen = np.asarray(places.importance >= min_importance)
        if box is not None:
            chosen = chosen & in_box(box, places.lat, places.lon)
        return chosen & features_mask(features, places) if features else chosen

    def children(self, row: int) -> BoolArray | None:
        """Marks what a unit consists of: the units one level below, or the places in it where there are none.

        None for a place that is no unit.
        """
        code = self._places.feature_code.of(row)
        if code not in LEVEL_CODES:
            return None
        level = LEVEL_CODES.index(code)
        column = self._places.units[LEVELS[level]]
        inside = np.asarray(column.codes == column.code_of(column.of(row)))
        if level + 1 < len(LEVEL_CODES):
            below = inside & features_mask([LEVEL_CODES[level + 1]], self._places)
            if below.any():
                return below
        return inside & ~features_mask(["A"], self._places)
