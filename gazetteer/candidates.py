"""From an analysed name to the places that could be meant, broad to narrow.

Skeletons alike, then their forms with what the spelling costs, then the names in those forms, then for
each place its best name. No step looks at context: who asks from where changes the ranking, not this.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from gazetteer.groups import IntArray, begins, spread
from gazetteer.lazy_rows import Matrix, Rows, below, beside, rows_of, taken
from gazetteer.name_index import NameFacts, NameIndex, is_unvowelled, name_kinds, script_code, skeleton_key
from gazetteer.normalize import script_of
from gazetteer.spelling_costs import consonant_costs, name_costs, vowel_costs, word_costs
from gazetteer.store import Array
from gazetteer.toponym import Form, Toponym
from gazetteer.unlikeness import (
    FORM_PARTS,
    PARTS,
    consonant_shares,
    form_unlikeness,
    name_unlikeness,
    vowel_shares,
)
from gazetteer.vocabulary import Script
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


class Candidates(NamedTuple):
    """Places that could be meant, each once.

    Parallel arrays: the place's row, the number of its best name, what the spelling of that name scores
    (0 for the very name, below it what the differences cost), the parts in which it is unlike (a column
    for each of PARTS), made when they are asked for, and whether the name has the query's skeleton.
    """

    places: Array
    names: Array
    spelling: FloatArray
    parts: Rows
    same_skeleton: BoolArray

    def take(self, chosen: IntArray) -> Candidates:
        """The candidates at these indices."""
        return Candidates(
            self.places[chosen],
            self.names[chosen],
            self.spelling[chosen],
            taken(self.parts, chosen),
            self.same_skeleton[chosen],
        )


class ScoredForms(NamedTuple):
    """Forms of the index.

    How unlike each is (columns: FORM_PARTS), what that scores, and whether it has the query's skeleton.
    """

    forms: Array
    parts: Rows
    scores: FloatArray
    same_skeleton: BoolArray

    def take(self, chosen: IntArray) -> ScoredForms:
        """The forms at these indices."""
        return ScoredForms(
            self.forms[chosen], taken(self.parts, chosen), self.scores[chosen], self.same_skeleton[chosen]
        )


class ScoredNames(NamedTuple):
    """Names that are alike.

    What is known of each, how unlike they are (columns: PARTS), what their spelling scores, and whether they
    have the query's skeleton.
    """

    names: Array
    facts: NameFacts
    parts: Rows
    scores: FloatArray
    same_skeleton: BoolArray


NO_FORMS = ScoredForms(
    np.zeros(0, dtype=np.int64),
    rows_of(np.zeros((0, len(FORM_PARTS)), dtype=np.float32)),
    np.zeros(0),
    np.zeros(0, dtype=np.bool_),
)
NO_NAMES = ScoredNames(
    np.zeros(0, dtype=np.uint32),
    NameFacts(*(np.zeros(0, dtype=np.int64),) * len(NameFacts._fields)),
    rows_of(np.zeros((0, len(PARTS)), dtype=np.float32)),
    np.zeros(0),
    np.zeros(0, dtype=np.bool_),
)
"""What is found where nothing is asked."""


def find_candidates(name: str, toponym: Toponym, index: NameIndex, weights: Weights) -> Candidates:
    """The candidates for a name; empty arrays where nothing is alike at all."""
    return best_of_places(find_names(name, toponym, index, weights), script_of(name))


def find_names(name: str, toponym: Toponym, index: NameIndex, weights: Weights) -> ScoredNames:
    """The stored names alike a name, in no order; one may stand twice."""
    script = script_of(name)
    found = _best_forms(toponym, is_unvowelled(script), index, weights)
    names, owner = index.form_names.of_many(found.forms)
    parts, scores, same_skeleton = taken(found.parts, owner), found.scores[owner], found.same_skeleton[owner]
    same_text = names_of_text(toponym.text, index)
    unfound = same_text[~(same_text[:, np.newaxis] == names).any(axis=1)] if len(same_text) else same_text
    if len(unfound):
        # Names of one text are alike, though no letter of theirs may be known here.
        alike = rows_of(np.zeros((len(unfound), len(FORM_PARTS)), dtype=np.float32))
        parts = below((parts, len(names)), (alike, len(unfound)))
        names = np.concatenate([names, unfound])
        scores = np.concatenate([scores, np.zeros(len(unfound))])
        same_skeleton = np.concatenate([same_skeleton, np.ones(len(unfound), dtype=np.bool_)])
    facts = index.facts_of(names)
    scores -= name_costs(toponym, script, facts, index, weights.spelling)
    beyond = partial(_unlikeness_of_names, toponym, script, names, index)
    return ScoredNames(names, facts, beside(parts, beyond), scores, same_skeleton)


def _unlikeness_of_names(
    toponym: Toponym, script: Script, names: Array, index: NameIndex, at: IntArray
) -> Matrix:
    return name_unlikeness(toponym, script, names[at], index)


def all_names(found: Sequence[ScoredNames]) -> ScoredNames:
    """The names that were found for each of several texts."""
    if len(found) == 1:
        return found[0]
    found = [NO_NAMES, *found]
    return ScoredNames(
        np.concatenate([each.names for each in found]),
        NameFacts(*map(np.concatenate, zip(*(each.facts for each in found), strict=True))),
        below(*((each.parts, len(each.names)) for each in found)),
        np.concatenate([each.scores for each in found]),
        np.concatenate([each.same_skeleton for each in found]),
    )


def best_of_places(found: ScoredNames, script: Script) -> Candidates:
    """Each place of these names once, with its best name; of equal ones that in the script of the query."""
    # Names are numbered by place.
    order = found.names.argsort(kind="stable")
    scores, rows = found.scores[order], found.facts.places[order]
    begin = begins(rows)
    owner, starts = begin.cumsum() - 1, begin.nonzero()[0]
    (at,) = (scores == np.maximum.reduceat(scores, starts)[owner]).nonzero()
    if len(at) > len(starts):
        own = (name_kinds().scripts == script_code(script))[found.facts.kinds[order[at]]]
        # Stable: a place's own ones first, the others after them.
        at = at[np.lexsort((~own, owner[at]))]
        at = at[begins(owner[at])]
    chosen = order[at]
    return Candidates(
        rows[at], found.names[chosen], scores[at], taken(found.parts, chosen), found.same_skeleton[chosen]
    )


def first_of_each(keys: Array, order: Sequence[Array]) -> IntArray:
    """Of each distinct key the index that comes first in this order, as `numpy.lexsort` takes it; by key."""
    sorted_by = np.lexsort((*order, keys))
    return sorted_by[begins(keys[sorted_by])]


def _best_forms(toponym: Toponym, bare: bool, index: NameIndex, weights: Weights) -> ScoredForms:
    """The best forms over all readings of the query, each once."""
    if not toponym.forms:
        return NO_FORMS
    parts = [_score_forms(form, bare, index, weights) for form in toponym.forms]
    if len(parts) == 1:
        return parts[0]
    found = ScoredForms(
        np.concatenate([each.forms for each in parts]),
        below(*((each.parts, len(each.forms)) for each in parts)),
        np.concatenate([each.scores for each in parts]),
        np.concatenate([each.same_skeleton for each in parts]),
    )
    found = found.take(first_of_each(found.forms, (-found.scores,)))
    return found.take(_within_reach(found.scores))


def _score_forms(form: Form, bare: bool, index: NameIndex, weights: Weights) -> ScoredForms:
    """The best forms whose skeleton is alike one reading's."""
    key = skeleton_key(form)
    shares = consonant_shares(form, key, index.skeleton_index.find(key), index)
    costs = consonant_costs(shares, weights.spelling)
    near = _cheapest(costs, index.sounds_count[shares.numbers])
    sounds, owner = spread(index.consonants_sounds, shares.numbers[near])
    near = near[owner]
    costs = vowel_costs(vowel_shares(form, bare, sounds, index), bare, weights.spelling) + costs[near]
    forms, owner = spread(index.sound_forms, sounds)
    scores = -costs[owner]
    scores -= word_costs(form, index, weights.spelling)[index.form_set[forms]]
    kept = _within_reach(scores)
    forms = forms[kept]
    parts = partial(_unlikeness_of_forms, form, bare, forms, index)
    return ScoredForms(forms, parts, scores[kept], shares.skeleton[near[owner[kept]]] == 0)


def _unlikeness_of_forms(form: Form, bare: bool, forms: IntArray, index: NameIndex, at: IntArray) -> Matrix:
    return form_unlikeness(form, bare, forms[at], index)


def _cheapest(costs: FloatArray, sizes: IntArray) -> IntArray:
    """Indices of the cheapest, as many as have SOUNDS_COMPARED sounds together, given how many each has."""
    # Stable: of equal ones the same are taken on every machine.
    order = np.argsort(costs, kind="stable")
    return order[: max(1, int(sizes[order].cumsum().searchsorted(SOUNDS_COMPARED)))]


def _within_reach(scores: FloatArray) -> IntArray:
    """Indices of the forms that are kept, of these."""
    if not len(scores):
        return np.zeros(0, dtype=np.int64)
    kept: IntArray = (scores >= scores.max() - SCORE_WINDOW).nonzero()[0]
    if len(kept) > FORMS_KEPT:
        kept = kept[np.argpartition(-scores[kept], FORMS_KEPT)[:FORMS_KEPT]]
    return kept


def has_text(text: str, index: NameIndex) -> bool:
    """True where a stored name has this folded text."""
    return bool(text) and index.text_number(text) >= 0


def names_of_text(text: str, index: NameIndex) -> Array:
    """Numbers of the names whose folded text is this one."""
    number = index.text_number(text) if text else -1
    return index.text_names.of(number) if number >= 0 else np.zeros(0, dtype=np.uint32)
