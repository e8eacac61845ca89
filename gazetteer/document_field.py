"""How many times likelier a place is for lying near another: nearness against the gazetteer's own density.

Places are taken together in cells of CELL_M, so that a document's work is bounded by the cells that its
candidates lie in, not by their pairs.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from gazetteer.geometry import METRES_PER_DEGREE
from gazetteer.place_index import PlaceIndex
from gazetteer.store import Array

CELL_M = 5_000.0
"""Edge of a cell: places of one cell count as at one spot. A third of the scale of nearness, so that the
error is small; twice as fine changes no answer of benchmarks/documents.py in a thousand."""

_EAST_WEST_SHRINK = float(np.cos(np.radians(34.0)))
"""Length of a degree of longitude in degrees of latitude, mid-way between both countries' ends."""

_CHUNK = 2**17
"""Pairs of cells that are weighed at a time: some 5 MB, which stay in the processor's cache."""

FloatArray = npt.NDArray[np.floating]


class DocumentField:
    """The cells of a gazetteer. `cell` has the cell of each place, by row.

    What it works out of the gazetteer's density it keeps; that is the same whoever asks first.
    """

    def __init__(self, places: PlaceIndex, scale_m: float) -> None:
        x, y = _flat(places)
        columns = np.stack([np.floor(x / CELL_M), np.floor(y / CELL_M)], axis=1)
        _, cell, counts = np.unique(columns, axis=0, return_inverse=True, return_counts=True)
        self.cell = cell.reshape(-1)
        self._share = counts / max(1, len(x))
        self._x = np.bincount(self.cell, x) / counts
        self._y = np.bincount(self.cell, y) / counts
        self._scale_m = scale_m
        self._mean = np.full(len(counts), np.nan)

    def lift(self, cells: Array, sources: Array, masses: FloatArray) -> FloatArray:
        """What these masses at the source cells make of each cell, in the place of 1 for a mass anywhere.

        A mass of 1 at d gives c nearness(d, c) over the mean of nearness(d, x) over all places x of the
        gazetteer: so many times likelier is c among the neighbours of d than among all places.
        """
        if not len(sources) or not len(cells):
            return np.zeros(len(cells))
        distinct, number = np.unique(sources, return_inverse=True)
        weights = np.bincount(number.reshape(-1), masses) / self._means(distinct)
        wanted, back = np.unique(cells, return_inverse=True)
        lifts = np.concatenate([near @ weights for near in self._nearness(wanted, distinct)])
        return np.asarray(lifts[back.reshape(-1)])

    def lifts_by(self, cell: int, sources: Array, masses: FloatArray) -> FloatArray:
        """What each of these masses alone makes of one cell; they sum to its `lift`."""
        if not len(sources):
            return np.zeros(0)
        near = np.concatenate(list(self._nearness(sources, np.array([cell]))))[:, 0]
        return np.asarray(near * masses / self._means(sources))

    def _means(self, cells: Array) -> FloatArray:
        """Mean nearness of a place of the gazetteer to each cell."""
        missing = np.unique(cells[np.isnan(self._mean[cells])])
        if len(missing):
            everywhere = np.arange(len(self._share))
            self._mean[missing] = np.concatenate(
                [near @ self._share for near in self._nearness(missing, everywhere)]
            )
        return self._mean[cells]

    def _nearness(self, cells: Array, others: Array) -> Iterator[FloatArray]:
        """Nearness of cells (rows, some at a time) to others (columns): 1 at one spot, 1/4 at the scale.

        It falls with the fourth power of the distance far off: of the neighbours of a place in a plain of
        even density, half lie within the scale and nine in ten within three times it.
        """
        step = max(1, _CHUNK // max(1, len(others)))
        for start in range(0, len(cells), step):
            some = cells[start : start + step]
            east = self._x[some, None] - self._x[None, others]
            north = self._y[some, None] - self._y[None, others]
            yield (1 + (east * east + north * north) / self._scale_m**2) ** -2


def _flat(places: PlaceIndex) -> tuple[FloatArray, FloatArray]:
    """Metres east and north of each place, good to 7 % in both countries."""
    return places.lon * (METRES_PER_DEGREE * _EAST_WEST_SHRINK), places.lat * METRES_PER_DEGREE
