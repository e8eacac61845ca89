"""When a quarter in one list is a settlement in another: "Hay al-Fida'" is al-Fida' to some."""

from __future__ import annotations

from collections.abc import Sequence

from gazetteer.likeness import HEARD, Rule
from gazetteer.namesakes import Namesakes
from gazetteer.sources.base import SourceRecord

QUARTER_M = 2_000.0
"""How far apart a quarter and a settlement of its written name may lie of which neither list has another
near. The next lie 2.3 and 3 km apart, beyond the size of their towns."""

QUARTER_HEARD_M = 1_300.0
"""The same for names that only sound alike; of the three pairs from here to 1.7 km one is right."""

QUARTER = "P.PPLX"
"""Feature code of a quarter."""

QUARTER_KINDS = frozenset({"P.PPL", QUARTER})
"""A quarter, and what a list has a quarter as that has none; hamlets and seats are no quarters."""


class QuarterPairs:
    """The rows, and who bears their names around them."""

    def __init__(self, records: Sequence[SourceRecord], namesakes: Namesakes) -> None:
        self._records = records
        self._namesakes = namesakes

    def is_quarter(self, i: int, j: int) -> bool:
        """True for a quarter in one list and a settlement of no special kind in another."""
        one, other = self._records[i], self._records[j]
        return one.source != other.source and {one.feature_code, other.feature_code} == QUARTER_KINDS

    def are_one(self, i: int, j: int, away_m: float, rule: Rule) -> bool:
        """True where a quarter and a settlement so many metres apart have no namesake near in their lists.

        `rule` says how alike their names are.
        """
        limit_m = QUARTER_M if rule is Rule.TEXT else QUARTER_HEARD_M if rule in HEARD else -1.0
        return (
            away_m <= limit_m
            and self.is_quarter(i, j)
            and not self._namesakes.has_further(i, j, told_alike=True)
        )
