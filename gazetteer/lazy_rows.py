"""Matrices that are put together for the rows that somebody asks for, as most rows never are.

What a candidate is unlike in is made up of pieces at each step of the search; only an explanation, and the
fit of the costs, read them.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from gazetteer.groups import IntArray

Matrix = npt.NDArray[np.float32]

Rows = Callable[[IntArray], Matrix]
"""Gives the rows at these indices, in their order."""


def rows_of(matrix: Matrix) -> Rows:
    """The rows of a matrix that is there."""
    return lambda at: matrix[at]


def taken(rows: Rows, chosen: IntArray) -> Rows:
    """The rows at these indices as rows of their own."""
    return lambda at: rows(chosen[at])


def beside(*pieces: Rows) -> Rows:
    """Rows made of the rows of each piece, one after the other."""
    return lambda at: np.concatenate([rows(at) for rows in pieces], axis=1)


def below(*pieces: tuple[Rows, int]) -> Rows:
    """The rows of each piece, of which it has so many, and then those of the next; at least one piece."""
    ends = np.cumsum([count for _, count in pieces])

    def rows(at: IntArray) -> Matrix:
        piece_of = ends.searchsorted(at, side="right")
        by_piece = piece_of.argsort(kind="stable")
        made = np.concatenate(
            [of(at[piece_of == i] - (ends[i] - count)) for i, (of, count) in enumerate(pieces)]
        )
        return made[by_piece.argsort()]

    return rows
