"""Whether two rows have no namesake near them: then names that only sound alike are evidence farther off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from gazetteer.geometry import METRES_PER_DEGREE, distance_m
from gazetteer.homes import Homes
from gazetteer.profiles import Profile
from gazetteer.sources.base import SourceRecord

SURROUNDINGS_M = 10_000.0
"""How far around two rows no third one of their sound may lie: three times the distance that they are then
allowed, so that neither can be meant for a namesake beside it."""

NAMED_M = 3_000.0
"""A further row of a name within this of one of two rows may be the one that is meant, or the other twin."""

MIN_TELLING = 3
"""Consonant classes that the common sound must have: with fewer, half of the country sounds alike."""


class Namesakes:
    """The settlements among the rows by what they sound like."""

    def __init__(self, records: Sequence[SourceRecord], profiles: Sequence[Profile], homes: Homes) -> None:
        self._records = records
        self._homes = homes
        self._profiles = profiles
        self._holders: dict[str, list[int]] = defaultdict(list)
        self._others: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index, profile in enumerate(profiles):
            for block in profile.blocks:
                if _is_settlement(records[index]):
                    self._holders[block].append(index)
                else:
                    self._others[records[index].feature_code, block].append(index)

    def alone(self, i: int, j: int, shared: bool = False) -> bool:
        """True where two settlements share a telling sound, and their sources have no third row of it near.

        Near is within SURROUNDINGS_M of either; rows of further sources do not count, as they are the same
        place again. `shared` counts namesakes by the names that both have, not by those that one has.
        """
        if not (_is_settlement(self._records[i]) and _is_settlement(self._records[j])):
            return False
        one, other = self._profiles[i].blocks, self._profiles[j].blocks
        if max(map(len, one & other), default=0) < MIN_TELLING:
            return False
        sources = {self._records[i].source, self._records[j].source}
        return not any(
            self._records[index].source in sources
            and self._homes.is_rival(index, i, j)
            and self.is_near(index, i, j)
            for block in (_telling(one & other) if shared else one | other)
            for index in self._holders[block]
        )

    def unique(self, i: int, j: int, further: int = 0) -> bool:
        """True where each list has the longest name that two rows of one class share once in all.

        Two settlements, or two rows of one feature code; `further` says how many more rows may have it.
        """
        one, other = self._records[i], self._records[j]
        settled = _is_settlement(one) and _is_settlement(other)
        # Of equally long ones always the same, whatever the order of the set.
        shared = sorted(self._profiles[i].blocks & self._profiles[j].blocks)
        common = max(shared, key=len, default="")
        if len(common) < MIN_TELLING or not (settled or one.feature_code == other.feature_code):
            return False
        holders = self._holders[common] if settled else self._others[one.feature_code, common]
        sources = (one.source, other.source)
        others = (k for k in holders if k not in (i, j) and self._records[k].source in sources)
        return sum(1 for _ in others) <= further

    def shared_by_a_third(
        self,
        i: int,
        j: int,
        bare: int,
        reach_m: float,
        source: str = "",
        told_alike: bool = False,
        taken: bool = False,
    ) -> bool:
        """True where a third settlement of the source within the reach of `i` or `j` has a name of `bare`.

        Written alike, or of one sound. The source is that of `bare` unless another one is named. `told_alike`
        leaves out those without the contrast words of `bare`: Mosul is no namesake of New Mosul. `taken`
        counts those too that are known to be one of the two places, or another one.
        """
        source = source or self._records[bare].source
        contrasts = self._profiles[bare].contrasts if told_alike else 0
        return any(
            self._records[index].source == source
            and (self._homes.is_rival(index, i, j) or (taken and index not in (i, j)))
            and not contrasts & ~self._profiles[index].all_contrasts
            and self.is_near(index, i, j, reach_m)
            for block in self._profiles[bare].blocks
            if len(block) >= MIN_TELLING
            for index in self._holders[block]
        )

    def has_further(self, i: int, j: int, told_alike: bool = False) -> bool:
        """True where the lists of two rows have a third one near that has a name of either.

        Near is within NAMED_M; `told_alike` as in `shared_by_a_third`.
        """
        sources = {self._records[k].source for k in (i, j)}
        return any(
            self.shared_by_a_third(i, j, row, NAMED_M, source, told_alike=told_alike)
            for row in (i, j)
            for source in sources
        )

    def is_near(self, index: int, i: int, j: int, reach_m: float = SURROUNDINGS_M) -> bool:
        """True where a row lies within reach of either of two."""
        point = self._records[index].position
        for other in (self._records[i].position, self._records[j].position):
            if abs(point.lat - other.lat) * METRES_PER_DEGREE <= reach_m and (
                distance_m(point.lat, point.lon, other.lat, other.lon) <= reach_m
            ):
                return True
        return False


def _telling(blocks: frozenset[str]) -> frozenset[str]:
    return frozenset(block for block in blocks if len(block) >= MIN_TELLING)


def _is_settlement(record: SourceRecord) -> bool:
    return record.feature_code.startswith("P.")
