from __future__ import annotations

import numpy as np

from gazetteer.lazy_rows import below, beside, rows_of, taken

LEFT = np.array([[1.0], [2.0], [3.0]], dtype=np.float32)
RIGHT = np.array([[10.0, 11.0], [20.0, 21.0], [30.0, 31.0]], dtype=np.float32)


def test_rows_are_given_in_the_order_asked_and_as_often() -> None:
    assert rows_of(LEFT)(np.array([2, 0, 2])).tolist() == [[3.0], [1.0], [3.0]]
    assert rows_of(LEFT)(np.array([], dtype=np.int64)).shape == (0, 1)


def test_taken_rows_are_numbered_anew() -> None:
    twice = taken(taken(rows_of(LEFT), np.array([2, 1])), np.array([1, 0, 0]))
    assert twice(np.arange(3)).tolist() == [[2.0], [3.0], [3.0]]


def test_pieces_stand_beside_one_another_row_by_row() -> None:
    rows = beside(rows_of(RIGHT), taken(rows_of(LEFT), np.array([1, 2, 0])))
    assert rows(np.array([0, 2])).tolist() == [[10.0, 11.0, 2.0], [30.0, 31.0, 1.0]]


def test_pieces_stand_below_one_another() -> None:
    rows = below((taken(rows_of(LEFT), np.array([2])), 1), (rows_of(LEFT), 2))
    assert rows(np.arange(3)).tolist() == [[3.0], [1.0], [2.0]]
    assert rows(np.array([2, 0, 2, 1])).tolist() == [[2.0], [3.0], [2.0], [1.0]]
