"""What the names of a document say of one another's places, by each kind of bond.

A document may keep to a neighbourhood, a governorate, a country, or nothing; each is a kind of bond, and a
lift by it is the probability of a place among those that the other names mean, over that among all places.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gazetteer.document_field import DocumentField
from gazetteer.place_index import PlaceIndex
from gazetteer.store import Array
from gazetteer.unit_index import LEVEL_CODES

UNIT_KINDS = ("admin1", "country_code")
"""The levels of units that a document may keep to."""

KINDS = ("same", "near", *UNIT_KINDS, "anywhere")
"""The kinds of bond, the closest first; a column each of what `Evidence.lifts` gives."""

_LENGTH = {"admin1": None, "country_code": 2}
"""How much of a governorate's code is that of the level: ISO 3166-2 begins with the country's."""

LEAST_PROBABILITY = 0.01
"""A place less likely than this is no neighbour of anything."""

_WIDE = LEVEL_CODES[:2]
"""Countries and governorates have no spot to be near to."""

FloatArray = npt.NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of a document: the rows of its candidate places, and the units that stand with it.

    Mentions of one `group` are one name in two spellings, with the same said of where it is, and say nothing
    of each other. Groups of one `name` are that name with other things said of where it is. `named` has for
    UNIT_KINDS the units by code that the row or the text itself gives, with their probabilities.
    """

    group: int
    name: int
    rows: Array
    named: Mapping[str, Mapping[str, float]]


class Evidence:
    """The mentions of one document, laid out for `lifts`. Groups are numbered from 0 without gaps."""

    def __init__(self, mentions: Sequence[Mention], field: DocumentField, places: PlaceIndex) -> None:
        self._mentions, self._field, self._places = mentions, field, places
        self.groups = np.array([mention.group for mention in mentions], dtype=np.int64)
        sizes = np.bincount(self.groups)
        self.group_count = len(sizes)
        self._owner = np.repeat(np.arange(len(mentions)), [len(mention.rows) for mention in mentions])
        self._rows = np.concatenate([mention.rows for mention in mentions]).astype(np.int64)
        self._group = self.groups[self._owner]
        by_group = np.argsort(self._group, kind="stable")
        self._of_group = np.split(
            by_group, np.cumsum(np.bincount(self._group, minlength=self.group_count))[:-1]
        )
        self._weight = 1 / sizes[self.groups]
        self._ends = np.cumsum([len(mention.rows) for mention in mentions])[:-1]
        codes = places.feature_code
        self._wide = np.isin(codes.codes[self._rows], [codes.code_of(code) for code in _WIDE])

    def lifts(self, probabilities: Sequence[FloatArray]) -> list[FloatArray]:
        """For each mention a row for each candidate and a column for each of KINDS.

        `probabilities` are those of the candidates, by mention. 1 says nothing: so does a mention that is
        alone, and what is unknown of the others.
        """
        shares = np.concatenate(list(probabilities))
        columns = [self._same(shares), self._near(shares)]
        for level in UNIT_KINDS:
            codes = self._places.units[level].codes[self._rows]
            columns.append(self._unit_lifts(level, shares)[self._group, codes])
        columns.append(np.ones(len(shares)))
        return np.split(np.stack(columns, axis=1), self._ends)

    def expected(self, probabilities: Sequence[FloatArray]) -> FloatArray:
        """For each mention (rows) the mean lift of each of KINDS in the units that stand with it; 1 for none.

        So much a place gains for lying where the row itself says: that is no news. Nearness is taken to lift
        a unit's places as the unit is lifted.
        """
        shares = np.concatenate(list(probabilities))
        lifts_of = {level: self._unit_lifts(level, shares) for level in UNIT_KINDS}

        def lift(level: str, code: str, group: int) -> float:
            number = self._places.units[level].code_of(code)
            return float(lifts_of[level][group, number]) if number >= 0 else 1.0

        means = np.ones((len(self._mentions), len(KINDS)))
        for i, mention in enumerate(self._mentions):
            level = next((level for level in UNIT_KINDS if mention.named.get(level)), "")
            for code, probability in mention.named.get(level, {}).items():
                finest, country = (
                    lift(at, code[: _LENGTH[at]], mention.group) for at in (level, "country_code")
                )
                means[i] += probability * (np.array([1.0, finest, finest, country, 1.0]) - 1)
        return means

    def neighbours(
        self, chosen: int, row: int, probabilities: Sequence[FloatArray], count: int
    ) -> tuple[int, ...]:
        """Rows of places that this one is nearer to than by chance, one a group, what helps most first."""
        shares = np.concatenate(list(probabilities))
        at = np.flatnonzero(self._is_source(shares) & (self._group != self.groups[chosen]))
        rows = self._rows[at]
        masses = shares[at] * self._weight[self._owner[at]]
        lifts = self._field.lifts_by(int(self._field.cell[row]), self._field.cell[rows], masses)
        found: dict[int, int] = {}
        for i in np.lexsort((rows, -lifts)):
            if lifts[i] > masses[i]:
                found.setdefault(int(self._group[at[i]]), int(rows[i]))
        return tuple(dict.fromkeys(found.values()))[:count]

    def units(self, level: str, probabilities: Sequence[FloatArray]) -> FloatArray:
        """For each group (rows) the share of the other groups that mean a place in each unit (columns)."""
        by_unit = self._by_unit(level, np.concatenate(list(probabilities)))
        return np.asarray((by_unit.sum(axis=0) - by_unit) / max(1, self.group_count - 1))

    def _is_source(self, shares: FloatArray) -> npt.NDArray[np.bool_]:
        return np.asarray((shares >= LEAST_PROBABILITY) & ~self._wide)

    def _same(self, shares: FloatArray) -> FloatArray:
        """Lifts by being the place that the same name means with other things said of it; 1 without such."""
        masses = shares * self._weight[self._owner]
        lifts = np.ones(len(shares))
        for groups in self._groups_of_names():
            at = np.concatenate([self._of_group[group] for group in groups])
            places, number = np.unique(self._rows[at], return_inverse=True)
            total = np.bincount(number, masses[at], minlength=len(places))
            for group in groups:
                own = self._of_group[group]
                number = np.searchsorted(places, self._rows[own])
                others = total - np.bincount(number, masses[own], minlength=len(places))
                unknown = len(groups) - 1 - others.sum()
                told = others[number] * len(self._places) + max(0.0, unknown)
                lifts[own] = np.maximum(0.0, told) / (len(groups) - 1)
        return lifts

    def _groups_of_names(self) -> list[list[int]]:
        """The groups of each name that has more than one."""
        groups: dict[int, dict[int, None]] = {}
        for mention in self._mentions:
            groups.setdefault(mention.name, {})[mention.group] = None
        return [list(found) for found in groups.values() if len(found) > 1]

    def _near(self, shares: FloatArray) -> FloatArray:
        """Lifts by lying near the places of the other groups; 1 where there are none."""
        if self.group_count < 2:
            return np.ones(len(shares))
        cells = self._field.cell[self._rows]
        sources = np.flatnonzero(self._is_source(shares))
        masses = shares[sources] * self._weight[self._owner[sources]]
        lifts = self._field.lift(cells, cells[sources], masses)
        known = np.zeros(self.group_count)
        np.add.at(known, self._group[sources], masses)
        source_group = self._group[sources]
        for group, own in enumerate(self._of_group):
            mine = source_group == group
            lifts[own] -= self._field.lift(cells[own], cells[sources[mine]], masses[mine])
        unknown = (self.group_count - 1) - (known.sum() - known)
        return np.asarray((np.maximum(0.0, lifts) + unknown[self._group]) / (self.group_count - 1))

    def _unit_lifts(self, level: str, shares: FloatArray) -> FloatArray:
        """The lift of each unit (columns) for each group (rows); 1 for none."""
        column = self._places.units[level]
        by_unit = self._by_unit(level, shares)
        rarity = len(self._places) / np.maximum(1, column.counts)
        lifts = np.ones(by_unit.shape)
        if self.group_count > 1:
            others = by_unit.sum(axis=0) - by_unit
            unknown = (self.group_count - 1) - others.sum(axis=1, keepdims=True)
            lifts = (np.maximum(0.0, others) * rarity + np.maximum(0.0, unknown)) / (self.group_count - 1)
        lifts[:, [value == "" for value in column.values]] = 1.0
        return lifts

    def _by_unit(self, level: str, shares: FloatArray) -> FloatArray:
        """How much of each group (rows) means a place in each unit (columns).

        What is left of a mention whose place is not known counts for the units that stand with it.
        """
        column = self._places.units[level]
        codes = column.codes[self._rows]
        masses = np.where(codes == column.code_of(""), 0.0, shares) * self._weight[self._owner]
        by_unit = np.zeros((self.group_count, len(column.values)))
        np.add.at(by_unit, (self._group, codes), masses)
        rest = np.maximum(0.0, 1 - np.bincount(self._owner, shares, minlength=len(self._mentions)))
        for i, mention in enumerate(self._mentions):
            for code, probability in mention.named.get(level, {}).items():
                number = column.code_of(code)
                if number >= 0:
                    by_unit[self.groups[i], number] += rest[i] * probability * self._weight[i]
        return by_unit
