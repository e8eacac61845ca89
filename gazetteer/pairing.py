"""Which two rows of the sources may be one place, and with what evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from gazetteer.evidence import Evidence, Rulings
from gazetteer.homes import Homes
from gazetteer.kinds import family_of
from gazetteer.left_over import MISSING_M, LeftOver
from gazetteer.likeness import HEARD, WEIGHTS, Likeness, Rule, compare
from gazetteer.lone_pairs import (
    BESIDE_M,
    LONE_ALIKE_M,
    LONE_CONTAINED_M,
    LONE_HEARD_M,
    UNIQUE_WRITTEN_M,
    LonePairs,
)
from gazetteer.namesakes import SURROUNDINGS_M, Namesakes
from gazetteer.nearness import rows_within
from gazetteer.profiles import Contrast, NameKeyFunction, contrast_of, name_key, profile_of
from gazetteer.quarter_pairs import QUARTER_M, QuarterPairs
from gazetteer.reach import BOOK_ASTRAY_M, MOORED_M, Reach, excess_m
from gazetteer.repeats import FULLER_LIMIT_M, Inclusions, is_repeated, is_seat_again
from gazetteer.second_entries import COARSE_LIMIT_M, SecondEntries
from gazetteer.sources.base import SourceRecord
from gazetteer.unclaimed import Unclaimed

DISTANCE_DISCOUNT = 0.3
"""Part of a pair's score that it loses at the farthest distance that its rule allows."""

CONTRAST_MISSING_M = 250.0
"""A row without a contrast word is one place with a row that has one only this near: pairs of villages told
apart by such words are some 700 m apart and more."""

SAME_SPOT_M = 100.0
"""Settlements of two sources this near with unlike names are listed for review: a place renamed, or a
mistake of one. They are never merged by nearness alone."""

_SETTLED = frozenset({"settlement", "ancient"})


class Rows:
    """The records with all that comparing them needs, made once."""

    def __init__(
        self, records: Sequence[SourceRecord], rulings: Rulings, key: NameKeyFunction = name_key
    ) -> None:
        self.records = records
        self.rulings = rulings
        self.profiles = [profile_of(record.names, key) for record in records]
        self.reach = Reach(records, self.profiles)
        self.index_of = {record.key: index for index, record in enumerate(records)}
        self.homes = Homes(records)
        self.namesakes = Namesakes(records, self.profiles, self.homes)
        self.inclusions = Inclusions(records, self.profiles, self.namesakes, self.homes)
        self.second_entries = SecondEntries(records, self.profiles, self.namesakes)
        self.lone_pairs = LonePairs(
            records, self.profiles, self.reach, self.namesakes, self.second_entries, self.homes
        )
        self.left_over = LeftOver(records, self.profiles, self.namesakes, self.lone_pairs)
        self.unclaimed = Unclaimed(records, self.profiles, self.namesakes, self.homes)
        self.quarters = QuarterPairs(records, self.namesakes)

    def evidence(self) -> Iterator[Evidence]:
        """The evidence for every pair that has some; a pair may come by a link and by its names."""
        for left, right in self.rulings.merged:
            if left in self.index_of and right in self.index_of:
                i, j = self.index_of[left], self.index_of[right]
                yield self._evidence(i, j, self.reach.distance_m(i, j), Rule.DECIDED, "", "", 1.0)
        for link, i, j in self._linked():
            limits = self.reach.limits(i, j)
            away_m = self.reach.distance_m(i, j)
            if limits is not None and away_m <= limits.link_m and not self.reach.is_given_anew(i, j):
                yield self._evidence(i, j, away_m, Rule.LINK, link, link, limits.link_m)
        for i, j in self._neighbours():
            named = self.by_name(i, j)
            if named is not None:
                yield named

    def compatible(self, i: int, j: int, rule: Rule, repeated: bool = False, moored: bool = False) -> bool:
        """True where nothing speaks against two rows being one place, in a cluster joined by this rule.

        `repeated` says that one of them repeats another row that is in the other's cluster; `moored`, that
        one is tied by an id to a nearer row of its own.
        """
        one, other = self.records[i], self.records[j]
        if _pair(one.key, other.key) in self.rulings.separate:
            return False
        if rule is Rule.DECIDED:
            return True
        limits = self.reach.limits(i, j)
        if limits is None or not _one_country(one, other):
            return False
        if rule is Rule.LINK or _pair(one.key, other.key) in self.rulings.merged:
            return True
        away_m = self.reach.distance_m(i, j)
        if self._may_include(i, j, away_m):
            return True
        if not self._contrasts_allow(i, j, away_m, MISSING_M.get(rule, CONTRAST_MISSING_M)):
            return False
        if one.source == other.source and not repeated and not self._twins(i, j, away_m):
            return False
        slack_m = self.reach.slack_m(i, j) + self.reach.extent_m(i, j)
        return (
            away_m <= max(limits.same_m, MOORED_M if moored and limits.fills_city else 0.0) + slack_m
            or (not set(one.links).isdisjoint(other.links) and not self.reach.is_given_anew(i, j))
            or (rule is Rule.ALONE and away_m <= UNIQUE_WRITTEN_M)
            or (away_m <= BOOK_ASTRAY_M and self.reach.may_be_astray(i, j))
        )

    def on_one_spot(self) -> Iterator[tuple[int, int, float]]:
        """Pairs of settlements of two sources that lie next to each other, with their distance in metres."""
        settlements = [index for index, kind in enumerate(self.reach.kinds) if kind.name in _SETTLED]
        for i, j in rows_within(self.records, settlements, SAME_SPOT_M):
            away_m = self.reach.distance_m(i, j)
            if away_m <= SAME_SPOT_M and self.records[i].source != self.records[j].source:
                yield i, j, away_m

    def by_name(self, i: int, j: int) -> Evidence | None:
        """The evidence of two rows' names; None where they speak against it or lie too far apart."""
        limits = self.reach.limits(i, j)
        if limits is None or not _one_country(self.records[i], self.records[j]):
            return None
        if self.reach.is_mound_beside(i, j):
            return None
        away_m = self.reach.distance_m(i, j)
        one_list = self.records[i].source == self.records[j].source
        if not self._contrasts_allow(i, j, away_m, CONTRAST_MISSING_M, of_today=True) or (
            one_list and not self._twins(i, j, away_m)
        ):
            return self._inclusion(i, j, away_m) if one_list else self._left_over(i, j, away_m)
        # A mound is not the town named after it, nor a ruin the village; "Hay" is no mound.
        kin = self.reach.kinds[i] != self.reach.kinds[j] and not self.quarters.is_quarter(i, j)
        likeness = compare(self.profiles[i], self.profiles[j], away_m <= CONTRAST_MISSING_M, kin)
        limit_m = {
            Rule.NONE: -1.0,
            Rule.TEXT: min(limits.same_m + self.reach.extent_m(i, j), self.reach.meets_m(i, j)),
            Rule.VOWELLED: limits.sound_m + self.reach.extent_m(i, j) if limits.sound_m else 0.0,
            Rule.ALIKE: limits.near_m,
            Rule.CONTAINED: min(limits.near_m, CONTRAST_MISSING_M),
            Rule.NEAR: min(limits.near_m, CONTRAST_MISSING_M) if self._same_contrasts(i, j) else -1.0,
        }.get(likeness.rule, limits.sound_m)
        if away_m > limit_m and likeness.rule in HEARD and self.namesakes.alone(i, j):
            limit_m = max(limit_m, min(limits.same_m + self.reach.slack_m(i, j), self.reach.farthest_m(i, j)))
        if away_m > limit_m:
            return self._lone(i, j, away_m, likeness)
        return self._evidence(i, j, away_m, likeness.rule, likeness.left, likeness.right, limit_m)

    def _lone(self, i: int, j: int, away_m: float, likeness: Likeness) -> Evidence | None:
        """The evidence of two rows of two lists that are like no third one: farther off, or hardly alike."""
        if self.records[i].source == self.records[j].source:
            return None
        names = (likeness.left, likeness.right)
        written_m = self.lone_pairs.written_m(i, j) if likeness.rule is Rule.TEXT else -1.0
        if away_m <= written_m:
            return self._evidence(i, j, away_m, Rule.ALONE, *names, written_m)
        contained = likeness.rule is Rule.CONTAINED
        alike_m = LONE_CONTAINED_M if contained else LONE_ALIKE_M if likeness.rule is not Rule.NONE else -1.0
        if self.lone_pairs.are_lone(i, j, away_m, alike_m):
            return self._evidence(i, j, away_m, Rule.ALONE, *names, alike_m)
        if self._same_contrasts(i, j):
            if self.quarters.are_one(i, j, away_m, likeness.rule):
                return self._evidence(i, j, away_m, Rule.ALONE, *names, QUARTER_M)
            if self.lone_pairs.are_beside(i, j, away_m):
                return self._by_first_names(i, j, away_m, Rule.BESIDE, max(away_m, BESIDE_M))
            if self.lone_pairs.are_heard_alone(i, j, away_m):
                return self._by_first_names(i, j, away_m, Rule.BESIDE, LONE_HEARD_M)
        return self._left_over(i, j, away_m)

    def _left_over(self, i: int, j: int, away_m: float) -> Evidence | None:
        """The evidence of two rows of two lists that nothing else is left for."""
        rule, limit_m = self.left_over.limit_m(i, j, away_m)
        if rule is Rule.NONE and away_m <= (unclaimed_m := self.unclaimed.limit_m(i, j)):
            rule, limit_m = Rule.ALONE, unclaimed_m
        return self._by_first_names(i, j, away_m, rule, limit_m) if rule is not Rule.NONE else None

    def _inclusion(self, i: int, j: int, away_m: float) -> Evidence | None:
        """The evidence of a row that has names of another row of its source, and none of its own."""
        if not self._may_include(i, j, away_m):
            return None
        limit_m = FULLER_LIMIT_M if away_m <= FULLER_LIMIT_M else COARSE_LIMIT_M
        return self._by_first_names(i, j, away_m, Rule.INCLUDED, limit_m)

    def _by_first_names(self, i: int, j: int, away_m: float, rule: Rule, limit_m: float) -> Evidence:
        """The evidence of two rows that no two names of theirs stand for more than the first ones."""
        left, right = (self.records[k].names[0].toponym for k in (i, j))
        return self._evidence(i, j, away_m, rule, left, right, limit_m)

    def repeats(self, i: int, j: int) -> bool:
        """True where one of two rows of one source is the other again.

        By `repeats`, `second_entries` or `lone_pairs`.
        """
        away_m = self.reach.distance_m(i, j)
        return (
            self.inclusions.holds(i, j, away_m)
            or self.second_entries.entered_anew(i, j, away_m)
            or self.lone_pairs.are_entered_anew(i, j, away_m)
        )

    def _may_include(self, i: int, j: int, away_m: float) -> bool:
        if not self.repeats(i, j):
            return False
        return contrast_of(self.profiles[i], self.profiles[j]) is not Contrast.CONFLICT

    def _same_contrasts(self, i: int, j: int) -> bool:
        return contrast_of(self.profiles[i], self.profiles[j]) is Contrast.AGREE

    def _contrasts_allow(
        self, i: int, j: int, away_m: float, missing_m: float, of_today: bool = False
    ) -> bool:
        """True where no contrast word parts two rows; one of a single row does beyond `missing_m`."""
        contrast = contrast_of(self.profiles[i], self.profiles[j])
        return contrast is Contrast.AGREE or (
            contrast is Contrast.MISSING and (away_m <= missing_m or self.reach.tells_more(i, j, of_today))
        )

    def _twins(self, i: int, j: int, away_m: float) -> bool:
        """True where two rows of one source may be one place that it has twice."""
        limits = self.reach.limits(i, j)
        schemes = [{link.partition(":")[0] for link in self.records[k].links[1:]} for k in (i, j)]
        if limits is not None and any(schemes) and schemes[0].isdisjoint(schemes[1]):
            likeness = compare(self.profiles[i], self.profiles[j])
            near = away_m <= limits.same_m + self.reach.extent_m(i, j)
            return near and likeness.rule in (Rule.TEXT, Rule.VOWELLED)
        one, other = self.profiles[i], self.profiles[j]
        codes = {self.records[i].feature_code, self.records[j].feature_code}
        if is_seat_again(one, other, codes, away_m):
            return True
        return is_repeated(one, other, away_m, False) or (
            is_repeated(one, other, away_m, True) and self.namesakes.alone(i, j)
        )

    def _linked(self) -> Iterator[tuple[str, int, int]]:
        holders: dict[str, list[int]] = {}
        for index, record in enumerate(self.records):
            for link in dict.fromkeys(record.links):
                holders.setdefault(link, []).append(index)
        for link in sorted(holders):
            for i, j in combinations(holders[link], 2):
                if self.records[i].source != self.records[j].source:
                    yield link, i, j

    def _neighbours(self) -> Iterator[tuple[int, int]]:
        """Pairs of one family that share a key within the farthest distance, or lie next to each other."""
        families: dict[str, list[int]] = {}
        for index, kind in enumerate(self.reach.kinds):
            families.setdefault(family_of(kind), []).append(index)
        for indices in families.values():
            reach_m = max(self.reach.kinds[index].limits.same_m for index in indices)
            if any(self.reach.kinds[index].name in _SETTLED for index in indices):
                reach_m = max(reach_m, UNIQUE_WRITTEN_M)
            near_m = max(self.reach.kinds[index].limits.near_m for index in indices)
            extra_m = np.array(
                [
                    max(self.reach.extents_m[k], min(2 * excess_m(self.records[k]), SURROUNDINGS_M))
                    for k in indices
                ]
            )
            for i, j in rows_within(self.records, indices, reach_m + extra_m):
                if not self.profiles[i].blocks.isdisjoint(self.profiles[j].blocks):
                    yield i, j
            for i, j in rows_within(self.records, indices, near_m):
                if self.profiles[i].blocks.isdisjoint(self.profiles[j].blocks):
                    yield i, j
        for i, j in {*self.lone_pairs.worth_comparing(), *self.unclaimed.worth_comparing()}:
            near_m = self.reach.kinds[i].limits.near_m
            if self.profiles[i].blocks.isdisjoint(self.profiles[j].blocks) and (
                self.reach.distance_m(i, j) > near_m
            ):
                yield i, j

    def _evidence(
        self, i: int, j: int, away_m: float, rule: Rule, left: str, right: str, limit_m: float
    ) -> Evidence:
        one, other = self.records[i].key, self.records[j].key
        if other < one:
            one, other, left, right = other, one, right, left
        share = away_m / limit_m if rule is not Rule.DECIDED and limit_m > 0 else 0.0
        score = WEIGHTS[rule] * (1 - DISTANCE_DISCOUNT * share)
        return Evidence(one, other, round(away_m, 1), rule, left, right, round(score, 4))


def _one_country(one: SourceRecord, other: SourceRecord) -> bool:
    return not one.country_code or not other.country_code or one.country_code == other.country_code


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
