"""Lists of numbers packed in two arrays, and how many of them are read at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from gazetteer.store import Array, Artefact

IntArray = npt.NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class Groups:
    """Lists of numbers: all of them in a row, and where each starts (one more than lists)."""

    items: Array
    starts: Array

    def of(self, number: int) -> Array:
        """The list of this number."""
        return self.items[self.starts[number] : self.starts[number + 1]]

    def of_many(self, numbers: IntArray) -> tuple[Array, Array]:
        """The lists of these numbers in a row, and for each item the index into `numbers` it came from."""
        positions, owner = spread(self.starts, numbers)
        return self.items[positions], owner


def spread(starts: Array, numbers: IntArray) -> tuple[IntArray, IntArray]:
    """Positions in a packed array of the lists of these numbers in a row, and the index of whose each is."""
    first = starts[numbers].astype(np.int64)
    lengths = starts[1:][numbers] - first
    ends = lengths.cumsum()
    owner = np.arange(len(lengths)).repeat(lengths)
    first += lengths
    first -= ends
    positions = first[owner]
    positions += np.arange(len(owner))
    return positions, owner


def begins(ordered: Array) -> npt.NDArray[np.bool_]:
    """Marks the first of each run of equal values."""
    first = np.empty(len(ordered), dtype=np.bool_)
    first[:1] = True
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return first


def first_of_each(keys: IntArray, order: Array) -> IntArray:
    """Of each distinct key the index that comes first by `order`; by key."""
    sorted_by = np.lexsort((order, keys))
    return sorted_by[begins(keys[sorted_by])]


def bounds_of(owner: IntArray, count: int) -> list[int]:
    """Where the values of each of so many owners begin among all in their order, and where the last end."""
    if count == 1:
        return [0, len(owner)]
    bounds: list[int] = owner.searchsorted(np.arange(count + 1)).tolist()
    return bounds


def of_owner(values: Array, owner: IntArray) -> Array:
    """The value of each one's owner; of a lone owner the value itself, which stands for as many."""
    return values[0] if len(values) == 1 else values[owner]


def sorted_within(values: Array, bounds: Sequence[int]) -> IntArray:
    """Indices of the values in rising order within each stretch between bounds, of equal ones in theirs."""
    order = _order_of_numbers if values.dtype.kind in "iu" else _order
    if len(bounds) == 2:
        return order(values)
    return np.concatenate([order(values[a:b]) + a for a, b in pairwise(bounds)])


def _order(values: Array) -> IntArray:
    return values.argsort(kind="stable")


def _order_of_numbers(numbers: Array) -> IntArray:
    """The same of whole numbers from 0, below 2^31, by sorting them with their indices: that is quicker."""
    keyed = numbers.astype(np.int64) << 32 | np.arange(len(numbers))
    keyed.sort()
    return np.asarray(keyed & 0xFFFFFFFF)


def open_groups(artefact: Artefact, name: str) -> Groups:
    """The lists that `pack_groups` has written under this name."""
    return Groups(artefact.arrays[f"{name}.items"], artefact.arrays[f"{name}.starts"])
