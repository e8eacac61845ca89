"""The index from a skeleton to stored ones like it, whose cost hardly grows with the gazetteer.

Skeletons one letter away are found by what is left of them without a letter; where these are few, those that
share groups of three letters are looked at too, the rarest groups first, and so many at most.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

import numpy as np

from gazetteer.groups import IntArray, distinct, open_groups
from gazetteer.store import Array, Artefact, pack_groups, pack_strings

GROUP = 3
"""Letters of a group: by pairs, a tenth of all skeletons would have one in common with any query."""

ENOUGH = 80
"""Skeletons one letter away that are enough: short ones have more, and what is farther off is unlike."""

SHARING = 400
"""Skeletons that share a group, those with most names first, that are looked at beside them."""

_EDGE = "^"
_NONE = np.zeros(0, dtype=np.uint32)


def letter_groups(skeleton: str) -> list[str]:
    """The distinct groups of neighbouring letters of a skeleton, its edges included, in order."""
    edged = f"{_EDGE}{skeleton}{_EDGE}"
    return list(dict.fromkeys(edged[i : i + GROUP] for i in range(max(1, len(edged) - GROUP + 1))))


def remainders(skeleton: str) -> list[str]:
    """The skeleton, and what is left of it without each of its letters; none is empty."""
    shorter = (skeleton[:i] + skeleton[i + 1 :] for i in range(len(skeleton)))
    return [text for text in dict.fromkeys([skeleton, *shorter]) if text]


def build_skeleton_index(skeletons: Sequence[str], names: Sequence[int]) -> dict[str, Array]:
    """The arrays of the index over these skeletons, of which each has so many names."""
    groups: dict[str, list[int]] = {}
    left: dict[int, list[int]] = {}
    for i in sorted(range(len(skeletons)), key=lambda i: -names[i]):
        for group in letter_groups(skeletons[i]):
            groups.setdefault(group, []).append(i)
        for remainder in _hashes(remainders(skeletons[i])).tolist():
            left.setdefault(remainder, []).append(i)
    sorted_groups, sorted_left = sorted(groups), sorted(left)
    return {
        **pack_strings("group", sorted_groups),
        **pack_groups("group_skeletons", [groups[group] for group in sorted_groups]),
        "remainder": np.array(sorted_left, dtype=np.uint32),
        **pack_groups("remainder_skeletons", [left[remainder] for remainder in sorted_left]),
    }


def _hashes(texts: Iterable[str]) -> Array:
    """A number for each text, the same in every process; two may share one, which only finds more."""
    return np.array([zlib.crc32(text.encode()) for text in texts], dtype=np.uint32)


class SkeletonIndex:
    """The opened index."""

    def __init__(self, artefact: Artefact) -> None:
        self._group_number = {group: i for i, group in enumerate(artefact.strings("group"))}
        self._group_skeletons = open_groups(artefact, "group_skeletons")
        self._remainder = artefact.arrays["remainder"]
        self._remainder_skeletons = open_groups(artefact, "remainder_skeletons")

    def find(self, skeleton: str) -> IntArray:
        """Numbers of the skeletons that may be like this one, each once, in order."""
        lists = self._near(skeleton)
        if sum(map(len, lists)) < ENOUGH:
            lists += self._sharing(skeleton)
        return distinct(np.concatenate([_NONE, *lists])).astype(np.int64)

    def _near(self, skeleton: str) -> list[Array]:
        """The skeletons that leave what this one leaves: one letter more, less or other, or two in turn."""
        hashes = _hashes(remainders(skeleton))
        if not len(self._remainder):
            return []
        at = np.minimum(self._remainder.searchsorted(hashes), len(self._remainder) - 1)
        return self._remainder_skeletons.each_of(at[self._remainder[at] == hashes])

    def _sharing(self, skeleton: str) -> list[Array]:
        """The skeletons of each of its groups, the rarest group first, SHARING of them at most."""
        numbers = [self._group_number.get(group) for group in letter_groups(skeleton)]
        lists = [self._group_skeletons.of(number) for number in numbers if number is not None]
        room, found = SHARING, []
        for skeletons in sorted(lists, key=len):
            found.append(skeletons[:room])
            room -= len(found[-1])
            if not room:
                break
        return found
