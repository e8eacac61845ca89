"""Why the first result is not right: the cause of each miss, told from the candidates and what they score."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import numpy as np

from benchmarks.error_kinds import ErrorKind, error_kind
from benchmarks.metrics import tolerance_m
from benchmarks.stored import Stored
from gazetteer.matching import Scored
from gazetteer.ranking import best_first

NEAR_M = 10_000.0
"""A wrong first result within this of the truth is most likely the place meant, at another position."""

EVEN = 0.5
"""Two names whose spelling scores differ by less (log odds) are spelled as well as each other."""

SAME_NAME = frozenset({ErrorKind.TEXT, ErrorKind.FOLDED, ErrorKind.ARTICLE, ErrorKind.SOUND})
"""The kinds of a name that is, to any reader, the one asked for."""


class Cause(StrEnum):
    """In the order in which they are looked for: the first that holds is the cause.

    ELSEWHERE: the first result is beyond the tolerance, but within NEAR_M: positions differ. ABSENT: no name
    stored within the tolerance is alike (ErrorKind.ABSENT). UNFOUND: one is, but its place is no candidate.
    WEIGHT: the right one is spelled better, but importance, lists, kind or context put another first.
    NAMESAKE: another place whose name is the one asked for, or is spelled as well as the right one's.
    SPELLING: another name is spelled better, by what spelling costs.
    """

    ELSEWHERE = "elsewhere"
    ABSENT = "absent"
    UNFOUND = "not retrieved"
    WEIGHT = "weight"
    NAMESAKE = "namesake"
    SPELLING = "spelling"


def cause_of(truth: Mapping[str, str], stored: Stored, with_admin1: bool = True) -> Cause | None:
    """The cause of a miss; None where the first result is right. The truth must have a position."""
    scored = stored.match(truth["query"], truth["admin1"] if with_admin1 else "")
    distances, near = stored.distances(truth), tolerance_m(truth)
    order = np.array(best_first(scored.scores, scored.found.places, len(scored.scores)), dtype=np.int64)
    off = distances[scored.found.places[order]]
    if len(order) and off[0] <= near:
        return None
    if len(order) and off[0] <= NEAR_M:
        return Cause.ELSEWHERE
    around = stored.toponyms(np.flatnonzero(distances <= near).tolist())
    if error_kind(truth["query"], around) is ErrorKind.ABSENT:
        return Cause.ABSENT
    right = order[off <= near]
    if not len(right):
        return Cause.UNFOUND
    return _cause_between(truth["query"], scored, int(order[0]), int(right[0]), stored)


def _cause_between(query: str, scored: Scored, first: int, right: int, stored: Stored) -> Cause:
    """The cause of candidate `first` standing before candidate `right`."""
    spelling = scored.components()["spelling"]
    gap = float(spelling[first] - spelling[right])
    if gap < -EVEN:
        return Cause.WEIGHT
    name = stored.places.toponym(int(scored.found.names[first]))
    if gap <= EVEN or error_kind(query, [name]) in SAME_NAME:
        return Cause.NAMESAKE
    return Cause.SPELLING
