"""From the forms of queries to the stored forms that are like them, broad to narrow.

Skeletons alike, then their consonants, then the sounds of the likest, then the forms of these. The forms of
many queries are searched for together: what is few numbers of each is many of all, and numpy's own time is
paid once. A form finds what it finds alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from gazetteer.groups import IntArray, begins, bounds_of, first_of_each, sorted_within, spread
from gazetteer.name_index import NameIndex
from gazetteer.spelling_costs import consonant_costs, vowel_costs, word_costs
from gazetteer.unlikeness import AskedForm, consonant_shares, vowel_shares
from gazetteer.weights import Weights

SOUNDS_COMPARED = 400
"""Sounds that are compared with their vowels, those of the likest consonants; more adds nothing
on names with a known truth."""

FORMS_KEPT = 200
"""Forms whose names become candidates; namesakes share a form, so this is thousands of places at most."""

SCORE_WINDOW = 14.0
"""A form this far (log odds) below the best one cannot come back by context or importance."""

FloatArray = npt.NDArray[np.floating]
BoolArray = npt.NDArray[np.bool_]


class ScoredForms(NamedTuple):
    """Forms of the index, by the form that asked for them.

    Parallel arrays: the stored form, the index of the one that asked, what the likeness of both scores, and
    whether both have one skeleton.
    """

    forms: IntArray
    asked: IntArray
    scores: FloatArray
    same_skeleton: BoolArray

    def take(self, chosen: IntArray) -> ScoredForms:
        """The forms at these indices."""
        return ScoredForms(
            self.forms[chosen], self.asked[chosen], self.scores[chosen], self.same_skeleton[chosen]
        )


_NO_FORMS = ScoredForms(
    np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0), np.zeros(0, dtype=np.bool_)
)


def score_forms(asked: Sequence[AskedForm], index: NameIndex, weights: Weights) -> ScoredForms:
    """The best stored forms for each of these."""
    if not asked:
        return _NO_FORMS
    spelling = weights.spelling
    shares = consonant_shares(asked, index)
    costs = consonant_costs(shares, spelling)
    near = _cheapest(costs, shares.asked, index.sounds_count[shares.numbers], len(asked))
    sounds, owner = spread(index.consonants_sounds, shares.numbers[near])
    near = near[owner]
    by = shares.asked[near]
    costs = vowel_costs(vowel_shares(asked, by, sounds, index), asked, spelling) + costs[near]
    forms, owner = spread(index.sound_forms, sounds)
    by = by[owner]
    scores = -costs[owner]
    scores -= word_costs(asked, by, index.form_set[forms], index, spelling)
    kept = _within_reach(scores, by, len(asked))
    same_skeleton = shares.skeleton[near[owner[kept]]] == 0
    return ScoredForms(forms[kept], by[kept], scores[kept], same_skeleton)


def best_forms(found: ScoredForms, readings: Sequence[int]) -> ScoredForms:
    """The same where so many forms in turn are readings of one name: what several have found stands once."""
    if max(readings, default=0) <= 1:
        return found
    bounds = bounds_of(found.asked, sum(readings))
    chosen, first = [np.zeros(0, dtype=np.int64)], 0
    for count in readings:
        start, end = bounds[first], bounds[first + count]
        first += count
        at = np.arange(start, end)
        if count > 1:
            at = at[first_of_each(found.forms[at], -found.scores[at])]
            at = at[_within_reach(found.scores[at], np.zeros(len(at), dtype=np.int64), 1)]
        chosen.append(at)
    return found.take(np.concatenate(chosen))


def _cheapest(costs: FloatArray, owner: IntArray, sizes: IntArray, count: int) -> IntArray:
    """Indices of each owner's cheapest, as many as have SOUNDS_COMPARED sounds together.

    `sizes` says how many each has; at least one is taken.
    """
    bounds = bounds_of(owner, count)
    order = sorted_within(costs, bounds)
    sums = sizes[order].cumsum(dtype=np.int64)
    # Sums rise, so those below a limit of one owner end where it would stand among them.
    limits = [SOUNDS_COMPARED + int(sums[start - 1] if start else 0) for start in bounds[:-1]]
    ends = np.maximum(sums.searchsorted(limits), np.array(bounds[:-1]) + 1).tolist()
    return np.concatenate(
        [order[a : min(end, b)] for (a, b), end in zip(pairwise(bounds), ends, strict=True)]
    )


def _highest(scores: FloatArray, owner: IntArray, count: int) -> FloatArray:
    """The highest score of each one's owner; of a lone owner one number."""
    if count == 1:
        return np.asarray(scores.max())
    begin = begins(owner)
    return np.asarray(np.maximum.reduceat(scores, begin.nonzero()[0])[begin.cumsum() - 1])


def _within_reach(scores: FloatArray, owner: IntArray, count: int) -> IntArray:
    """Indices of the forms that are kept of each owner."""
    if not len(scores):
        return np.zeros(0, dtype=np.int64)
    (kept,) = (scores >= _highest(scores, owner, count) - SCORE_WINDOW).nonzero()
    bounds = bounds_of(owner[kept], count)
    costs = -scores[kept]
    pieces = []
    for start, end in pairwise(bounds):
        if end - start > FORMS_KEPT:
            pieces.append(kept[start:end][np.sort(costs[start:end].argsort(kind="stable")[:FORMS_KEPT])])
        else:
            pieces.append(kept[start:end])
    return np.concatenate(pieces)
