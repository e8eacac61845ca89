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
from gazetteer.name_index import NameIndex, is_unvowelled, skeleton_key
from gazetteer.normalize import script_of
from gazetteer.place_index import PlaceIndex
from gazetteer.scoring import spelling_costs
from gazetteer.store import Array
from gazetteer.toponym import Form, Toponym
from gazetteer.unlikeness import (
    CONSONANT_PARTS,
    FORM_PARTS,
    PARTS,
    VOWEL_PARTS,
    WORD_PARTS,
    Matrix,
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

_SKELETON = PARTS.index("skeleton")

_BEHIND = 2**32
"""Added to the numbers of names that stand behind all others."""

FloatArray = npt.NDArray[np.floating]


class Candidates(NamedTuple):
    """Places that could be meant, each once.

    Parallel arrays: the place's row, the number of its best name, what the spelling of that name scores
    (0 for the very name, below it what the differences cost), the parts in which it is unlike (a column
    for each of PARTS), and whether the name has the query's skeleton.
    """

    places: Array
    names: Array
    spelling: FloatArray
    parts: Matrix
    same_skeleton: npt.NDArray[np.bool_]

    def take(self, chosen: IntArray) -> Candidates:
        """The candidates at these indices."""
        return Candidates._make(column[chosen] for column in self)


class ScoredForms(NamedTuple):
    """Forms of the index, how unlike each is (columns: FORM_PARTS), and what that scores."""

    forms: Array
    parts: Matrix
    scores: FloatArray

    def take(self, chosen: IntArray) -> ScoredForms:
        """The forms at these indices."""
        return ScoredForms._make(column[chosen] for column in self)


class ScoredNames(NamedTuple):
    """Names that are alike, how unlike they are (columns: PARTS), and what their spelling scores."""

    names: Array
    parts: Matrix
    scores: FloatArray


NO_FORMS = ScoredForms(
    np.zeros(0, dtype=np.int64), np.zeros((0, len(FORM_PARTS)), dtype=np.float32), np.zeros(0)
)
NO_NAMES = ScoredNames(np.zeros(0, dtype=np.uint32), np.zeros((0, len(PARTS)), dtype=np.float32), np.zeros(0))
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
    parts = found.parts[owner]
    same_text = names_of_text(toponym.text, index)
    unfound = same_text[~(same_text[:, np.newaxis] == names).any(axis=1)]
    if len(unfound):
        # Names of one text are alike, though no letter of theirs may be known here.
        names = np.concatenate([names, unfound])
        parts = np.concatenate([parts, np.zeros((len(unfound), len(FORM_PARTS)), dtype=np.float32)])
    parts = np.concatenate([parts, name_unlikeness(toponym, script, names, index)], axis=1)
    return ScoredNames(names, parts, -spelling_costs(parts, PARTS, weights))


def best_of_places(found: ScoredNames, script: Script, places: PlaceIndex) -> Candidates:
    """Each place of these names once, with its best name; of equal ones that in the script of the query."""
    rows = places.name_place[found.names]
    foreign = places.name_script.codes[found.names] != places.name_script.code_of(script)
    first = first_of_each(rows, (found.names + foreign * _BEHIND, -found.scores))
    parts = found.parts[first]
    return Candidates(rows[first], found.names[first], found.scores[first], parts, parts[:, _SKELETON] == 0)


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
    found = ScoredForms(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))
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
    of_vowels = vowel_unlikeness(form, bare, sounds, index)
    of_sounds = np.concatenate([of_vowels, of_consonants[near[owner]]], axis=1)
    costs = spelling_costs(of_vowels, VOWEL_PARTS, weights) + costs[near[owner]]
    forms, owner = spread(index.sound_forms, sounds)
    of_sets = word_unlikeness(form, index)
    word_set = index.form_set[forms]
    costs = costs[owner] + spelling_costs(of_sets, WORD_PARTS, weights)[word_set]
    kept = _within_reach(-costs)
    parts = np.concatenate([of_sounds[owner[kept]], of_sets[word_set[kept]]], axis=1)
    return ScoredForms(forms[kept], parts, -costs[kept])


def _cheapest(costs: FloatArray, sizes: IntArray) -> IntArray:
    """Indices of the cheapest, as many as have SOUNDS_COMPARED sounds together, given how many each has."""
    # Stable: of equal ones the same are taken on every machine.
    order = np.argsort(costs, kind="stable")
    return order[: max(1, int(sizes[order].cumsum().searchsorted(SOUNDS_COMPARED)))]


def _within_reach(scores: FloatArray) -> IntArray:
    """Indices of the forms that are kept, of these."""
    if not len(scores):
        return np.zeros(0, dtype=np.int64)
    kept = np.flatnonzero(scores >= scores.max() - SCORE_WINDOW)
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
