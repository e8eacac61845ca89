"""From an analysed name to the places that could be meant, broad to narrow.

Skeletons alike, then their forms with what the spelling costs, then the names in those forms, then for
each place its best name. No step looks at context: who asks from where changes the ranking, not this.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from gazetteer.groups import IntArray, begins, spread
from gazetteer.lazy_rows import Rows, below, beside, rows_of, taken
from gazetteer.name_index import NameIndex, is_unvowelled, skeleton_key
from gazetteer.normalize import script_of
from gazetteer.place_index import PlaceIndex
from gazetteer.scoring import spelling_costs
from gazetteer.store import Array
from gazetteer.toponym import Form, Toponym
from gazetteer.unlikeness import (
    CONSONANT_PARTS,
    FORM_PARTS,
    NAME_PARTS,
    PARTS,
    VOWEL_PARTS,
    WORD_PARTS,
    consonant_unlikeness,
    name_unlikeness,
    vowel_unlikeness,
    word_unlikeness,
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

_SKELETON = CONSONANT_PARTS.index("skeleton")

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

    How unlike they are (columns: PARTS), what their spelling scores, and whether they have the query's
    skeleton.
    """

    names: Array
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
    rows_of(np.zeros((0, len(PARTS)), dtype=np.float32)),
    np.zeros(0),
    np.zeros(0, dtype=np.bool_),
)
"""What is found where nothing is asked."""


def find_candidates(
    name: str, toponym: Toponym, index: NameIndex, places: PlaceIndex, weights: Weights
) -> Candidates:
    """The candidates for a name; empty arrays where nothing is alike at all."""
    return best_of_places(find_names(name, toponym, index, weights), script_of(name), places)


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
    of_names = name_unlikeness(toponym, script, names, index)
    scores = scores - spelling_costs(of_names, NAME_PARTS, weights)
    return ScoredNames(names, beside(parts, rows_of(of_names)), scores, same_skeleton)


def all_names(found: Sequence[ScoredNames]) -> ScoredNames:
    """The names that were found for each of several texts."""
    if len(found) == 1:
        return found[0]
    return ScoredNames(
        np.concatenate([NO_NAMES.names, *(each.names for each in found)]),
        below((NO_NAMES.parts, 0), *((each.parts, len(each.names)) for each in found)),
        np.concatenate([NO_NAMES.scores, *(each.scores for each in found)]),
        np.concatenate([NO_NAMES.same_skeleton, *(each.same_skeleton for each in found)]),
    )


def best_of_places(found: ScoredNames, script: Script, places: PlaceIndex) -> Candidates:
    """Each place of these names once, with its best name; of equal ones that in the script of the query."""
    # Names are numbered by place.
    order = found.names.argsort(kind="stable")
    names, scores = found.names[order], found.scores[order]
    rows = places.name_place[names]
    begin = begins(rows)
    owner, starts = begin.cumsum() - 1, begin.nonzero()[0]
    best = scores == np.maximum.reduceat(scores, starts)[owner]
    own = places.name_script.codes[names] == places.name_script.code_of(script)
    rank = best.astype(np.int8) + (best & own)
    at = (rank == np.maximum.reduceat(rank, starts)[owner]).nonzero()[0]
    at = at[begins(owner[at])]
    chosen = order[at]
    return Candidates(
        rows[at], names[at], scores[at], taken(found.parts, chosen), found.same_skeleton[chosen]
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
    consonants, of_consonants = consonant_unlikeness(form, key, index.skeleton_index.find(key), index)
    costs = spelling_costs(of_consonants, CONSONANT_PARTS, weights)
    starts = index.consonants_sounds
    near = _cheapest(costs, starts[consonants + 1] - starts[consonants])
    sounds, owner = spread(starts, consonants[near])
    near = near[owner]
    of_vowels = vowel_unlikeness(form, bare, sounds, index)
    costs = spelling_costs(of_vowels, VOWEL_PARTS, weights) + costs[near]
    forms, owner = spread(index.sound_forms, sounds)
    of_sets = word_unlikeness(form, index)
    word_set = index.form_set[forms]
    scores = -(costs[owner] + spelling_costs(of_sets, WORD_PARTS, weights)[word_set])
    kept = _within_reach(scores)
    sound, word_set = owner[kept], word_set[kept]
    consonant = near[sound]
    parts = beside(
        taken(rows_of(of_vowels), sound),
        taken(rows_of(of_consonants), consonant),
        taken(rows_of(of_sets), word_set),
    )
    return ScoredForms(forms[kept], parts, scores[kept], of_consonants[consonant, _SKELETON] == 0)


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
