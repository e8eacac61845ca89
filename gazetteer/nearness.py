"""Which rows of the sources lie near one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import shapely

from gazetteer.geometry import METRES_PER_DEGREE, FloatArray, ObjectArray
from gazetteer.sources.base import SourceRecord

_EAST_WEST_SHRINK = float(np.cos(np.radians(38.0)))
"""Length of a degree of longitude at the north end, where it is shortest: a search by it misses nothing."""


def rows_within(
    records: Sequence[SourceRecord], indices: Sequence[int], reach_m: float | FloatArray
) -> Iterator[tuple[int, int]]:
    """Pairs of these rows, the lesser index first, that lie within about the reach of one of the two.

    The reach is one figure for all rows, or one for each.
    """
    points = to_plane(records, indices)
    reach = np.broadcast_to(np.asarray(reach_m) / METRES_PER_DEGREE, points.shape)
    left, right = shapely.STRtree(points).query(points, predicate="dwithin", distance=reach)
    rows = np.asarray(indices, dtype=np.int64)
    pairs = np.sort(rows[np.column_stack([left, right])], axis=1)
    apart = pairs[pairs[:, 0] < pairs[:, 1]]
    yield from map(tuple, np.unique(apart, axis=0).tolist())


def to_plane(records: Sequence[SourceRecord], indices: Sequence[int]) -> ObjectArray:
    """The points of these rows, in degrees of latitude both ways: a search by them misses nothing."""
    positions = [records[i].position for i in indices]
    lonlat = np.array([(p.lon * _EAST_WEST_SHRINK, p.lat) for p in positions]).reshape(-1, 2)
    return np.atleast_1d(np.asarray(shapely.points(lonlat)))
