"""The index from a skeleton to stored ones like it, whose cost hardly grows with the gazetteer.

Skeletons one letter away are found by what is left of them without a letter; where these are few, those that
share groups of three letters are looked at too, the rarest groups first, and so many at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np

from gazetteer.groups import IntArray, begins, open_groups
from gazetteer.store import Array, Artefact, pack_groups, pack_strings, text_hash

GROUP = 3
"""Letters of a group: by pairs, a tenth of all skeletons would have one in common with any query."""

ENOUGH = 80
"""Skeletons one letter away that are enough: short ones have more, and what is farther off is unlike."""

SHARING = 400
"""Skeletons that share a group, those with most names first, that are looked at beside them."""

_EDGE = "^"


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
    """The hash of each text; two may share one, which only finds more."""
    return np.array([text_hash(text) for text in texts], dtype=np.uint32)


class SkeletonIndex:
    """The opened index."""

    def __init__(self, artefact: Artefact) -> None:
        self._group_number = {group: i for i, group in enumerate(artefact.strings("group"))}
        self._group_skeletons = open_groups(artefact, "group_skeletons")
        self._remainder = artefact.arrays["remainder"]
        self._remainder_skeletons = open_groups(artefact, "remainder_skeletons")

    def find(self, skeletons: Sequence[str]) -> tuple[IntArray, IntArray]:
        """Numbers of the stored skeletons that may be like these, and the index of whose each is.

        In the order of who asks, for each of them once and in their own order.
        """
        numbers, owner = self._near(skeletons)
        found, owners = [numbers], [owner]
        for i, count in enumerate(np.bincount(owner, minlength=len(skeletons)).tolist()):
            if count < ENOUGH:
                sharing = self._sharing(skeletons[i])
                found += sharing
                owners.append(np.full(sum(map(len, sharing)), i))
        keyed = np.concatenate(owners) << 32 | np.concatenate(found).astype(np.int64)
        keyed.sort()
        keyed = keyed[begins(keyed)]
        return keyed & 0xFFFFFFFF, keyed >> 32

    def _near(self, skeletons: Sequence[str]) -> tuple[Array, IntArray]:
        """The stored ones that leave what these leave: one letter more, less or other, or two in turn."""
        texts = [remainders(skeleton) for skeleton in skeletons]
        hashes = _hashes(chain.from_iterable(texts))
        owner = np.arange(len(texts)).repeat(list(map(len, texts)))
        at = self._remainder.searchsorted(hashes)
        at[at == len(self._remainder)] = 0
        (known,) = (self._remainder[at] == hashes).nonzero() if len(self._remainder) else (owner[:0],)
        numbers, by = self._remainder_skeletons.of_many(at[known])
        return numbers, owner[known[by]]

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
