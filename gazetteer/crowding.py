"""How thick settlements stand about a place: what a village stands for beside its neighbours.

Reports name places for the land around them. Where villages stand close, each is named the less often; of
two namesakes the one in thin country is likelier meant (docs/ranking.md has the figures).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from gazetteer.geometry import METRES_PER_DEGREE
from gazetteer.kinds import ABANDONED
from gazetteer.model import Place

IntArray = npt.NDArray[np.integer]

WITHIN_M = 5000.0
"""How far a neighbour lies at most: a village's fields, and those of the next."""

CELL_DEGREES = 0.01
"""Size of the cells that are counted, some kilometre: the work grows with the places, not their pairs."""

LATITUDE = 34.0
"""In the middle of both countries: at their ends a degree of longitude is 6 % longer or shorter."""

_NO_SETTLEMENTS = ABANDONED | {"P.PPLX"}
"""Populated places that are none of their own today: quarters, and what is ruined or gone."""

_EAST_CELLS = 1 << 16
"""More than the cells around the globe, so that a row and a column make one number."""


def neighbours(places: Sequence[Place]) -> npt.NDArray[np.uint16]:
    """For each place how many other settlements lie within about 5 km (WITHIN_M); shape (places,)."""
    if not places:
        return np.zeros(0, dtype=np.uint16)
    degrees = np.array([(place.position.lat + 90, place.position.lon + 180) for place in places])
    settled = np.array([_is_settlement(place) for place in places])
    rows, columns = np.floor(degrees / CELL_DEGREES).astype(np.int64).T
    cells, counts = np.unique(_number(rows, columns)[settled], return_counts=True)
    found = np.zeros(len(places), dtype=np.int64)
    if len(cells):
        for north, east in _cells_within():
            wanted = _number(rows + north, columns + east)
            at = np.minimum(cells.searchsorted(wanted), len(cells) - 1)
            found += np.where(cells[at] == wanted, counts[at], 0)
    most = np.iinfo(np.uint16).max
    return np.asarray(np.minimum(found - settled, most), dtype=np.uint16)


def _is_settlement(place: Place) -> bool:
    return place.feature_class == "P" and place.feature_code not in _NO_SETTLEMENTS


def _number(rows: IntArray, columns: IntArray) -> IntArray:
    return rows * _EAST_CELLS + columns


def _cells_within() -> list[tuple[int, int]]:
    """Steps north and east to the cells whose middle lies within reach of that of the first."""
    north_m = CELL_DEGREES * METRES_PER_DEGREE
    east_m = north_m * np.cos(np.radians(LATITUDE))
    reach = int(WITHIN_M / east_m)
    steps = range(-reach, reach + 1)
    return [(i, j) for i in steps for j in steps if np.hypot(i * north_m, j * east_m) <= WITHIN_M]
