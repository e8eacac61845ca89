"""What rows are found to be one place so far: a namesake that has its own partner is nobody's rival."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from gazetteer.sources.base import SourceRecord


class Homes:
    """The clusters of a first round: which rows are one place, and which lists have it.

    Without clusters every row is a place of its own, and each third row is a rival.
    """

    def __init__(self, records: Sequence[SourceRecord], clusters: Iterable[Sequence[int]] = ()) -> None:
        self._records = records
        self.settle(clusters)

    def settle(self, clusters: Iterable[Sequence[int]]) -> None:
        """Take these clusters in place of those of before."""
        self._of = list(range(len(self._records)))
        self._sources = [frozenset({record.source}) for record in self._records]
        self._counts: Counter[tuple[int, str]] = Counter()
        for cluster in clusters:
            sources = frozenset(self._records[index].source for index in cluster)
            for index in cluster:
                self._of[index], self._sources[index] = cluster[0], sources
                self._counts[cluster[0], self._records[index].source] += 1

    @property
    def known(self) -> bool:
        """True once there are clusters."""
        return bool(self._counts)

    def is_rival(self, third: int, i: int, j: int) -> bool:
        """True for a third row that one of two rows may be meant for instead.

        Not for a row that is one place with either of them. Nor, where the two are of two lists, for one
        whose place both lists have already: each of the lists has its own row for it.
        """
        if self._of[third] in (self._of[i], self._of[j]):
            return False
        lists = {self._records[i].source, self._records[j].source}
        return len(lists) == 1 or not lists <= self._sources[third]

    def lists_of(self, index: int) -> frozenset[str]:
        """The sources of all rows of a row's place, its own among them."""
        return self._sources[index]

    def has_company(self, index: int) -> bool:
        """True where a row's place has a further row of the row's own list."""
        return self._counts[self._of[index], self._records[index].source] > 1
