"""The index of names by the words within them, so that "kamal" finds Abu Kamal while it is being typed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from gazetteer.groups import Groups, open_groups
from gazetteer.store import Array, Artefact, StringTable, pack_groups, pack_strings

LAST = "\U0010ffff"
"""Sorts after every text that goes on."""


def build_suggest_index(texts: Sequence[str]) -> dict[str, Array]:
    """The arrays over the sorted folded texts of all names: what of each text begins at a later word."""
    tails: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        words = text.split()
        for i in range(1, len(words)):
            tails.setdefault(" ".join(words[i:]), []).append(number)
    ordered = sorted(tails)
    return {**pack_strings("tail", ordered), **pack_groups("tail_texts", [tails[tail] for tail in ordered])}


@dataclass(frozen=True, slots=True)
class SuggestIndex:
    """The opened index: sorted tails, and the numbers of the texts that end in each."""

    tails: StringTable
    tail_texts: Groups

    @classmethod
    def open(cls, artefact: Artefact) -> SuggestIndex:
        """The index in an artefact."""
        return cls(artefact.strings("tail"), open_groups(artefact, "tail_texts"))


def range_of_prefix(table: Sequence[str], prefix: str) -> tuple[int, int]:
    """First number, and one past the last, of the strings of a sorted table that begin so."""
    return bisect_left(table, prefix), bisect_left(table, prefix + LAST)


def groups_between(groups: Groups, first: int, end: int) -> Array:
    """All numbers in the lists from `first` to before `end`, in a row."""
    return groups.items[groups.starts[first] : groups.starts[end]]
