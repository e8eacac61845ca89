"""From an analysed name to the places that could be meant, broad to narrow.

Skeletons alike, then their forms with what the spelling costs, then the names in those forms, then for
each place its best name. No step looks at context: who asks from where changes the ranking, not this.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from gazetteer.name_index import NameIndex, is_unvowelled, skeleton_key
from gazetteer.normalize import clean_toponym, script_of
from gazetteer.place_index import PlaceIndex
from gazetteer.scoring import form_costs, word_set_costs
from gazetteer.store import Array
from gazetteer.toponym import Form, Toponym
from gazetteer.vocabulary import Script
from gazetteer.weights import Weights

SKELETON_POOL = 200
"""Skeletons that the letter pairs propose; more adds time and, on held-out names, no right answer."""

SKELETONS_KEPT = 80
"""Of these, the most alike by edit distance, whose forms are scored."""

FORMS_KEPT = 300
"""Forms whose names become candidates; namesakes share a form, so this is thousands of places at most."""

SCORE_WINDOW = 14.0
"""A form this far (log odds) below the best one cannot come back by context or importance."""

FloatArray = npt.NDArray[np.floating]


class Candidates(NamedTuple):
    """Places that could be meant, each once.

    Parallel arrays: the place's row, the number of its best name, what the spelling of that name scores
    (0 for the very sound, below it what the differences cost; same text adds to it), and whether the
    name has the query's skeleton.
    """

    places: Array
    names: Array
    spelling: FloatArray
    same_skeleton: npt.NDArray[np.bool_]

    def take(self, chosen: npt.NDArray[np.integer]) -> Candidates:
        """The candidates at these indices."""
        return Candidates(*(column[chosen] for column in self))


class ScoredForms(NamedTuple):
    """Forms of the index, what each scores against the query, and whether the skeletons are the same."""

    forms: Array
    scores: FloatArray
    same_skeleton: npt.NDArray[np.bool_]

    def take(self, chosen: npt.NDArray[np.integer]) -> ScoredForms:
        """The forms at these indices."""
        return ScoredForms(*(column[chosen] for column in self))


class ScoredNames(NamedTuple):
    """Names that are alike, what their spelling scores, and whether they have the query's skeleton."""

    names: Array
    scores: FloatArray
    same_skeleton: npt.NDArray[np.bool_]


NO_NAMES = ScoredNames(np.zeros(0, dtype=np.uint32), np.zeros(0), np.zeros(0, dtype=np.bool_))
"""What is found where nothing is asked."""


def find_candidates(
    name: str, toponym: Toponym, index: NameIndex, places: PlaceIndex, weights: Weights
) -> Candidates:
    """The candidates for a name; empty arrays where nothing is alike at all."""
    return best_of_places(find_names(name, toponym, index, places, weights), script_of(name), places)


def find_names(
    name: str, toponym: Toponym, index: NameIndex, places: PlaceIndex, weights: Weights
) -> ScoredNames:
    """The stored names alike a name, in no order; one may stand twice."""
    found = _score_all_forms(name, toponym, index, weights)
    names, owner = index.form_names.of_many(found.forms)
    scores, same_skeleton = found.scores[owner], found.same_skeleton[owner]
    same_text = _names_of_text(toponym.text, index)
    if not len(same_text):
        return ScoredNames(names, scores, same_skeleton)
    unfound = np.setdiff1d(same_text, names)
    names = np.concatenate([names, unfound])
    lowered = clean_toponym(name).lower()
    very_text = [number for number in same_text.tolist() if places.toponym(number).lower() == lowered]
    gained = weights.spelling.same_text * np.isin(names, same_text)
    gained += weights.spelling.very_text * np.isin(names, very_text)
    return ScoredNames(
        names,
        np.concatenate([scores, np.zeros(len(unfound))]) + gained,
        np.concatenate([same_skeleton, np.ones(len(unfound), dtype=np.bool_)]),
    )


def best_of_places(found: ScoredNames, script: Script, places: PlaceIndex) -> Candidates:
    """Each place of these names once, with its best name; of equal ones that in the script of the query."""
    rows = places.name_place[found.names]
    foreign = places.name_script.codes[found.names] != places.name_script.code_of(script)
    order = np.lexsort((found.names, foreign, -found.scores, rows))
    first = order[np.unique(rows[order], return_index=True)[1]]
    return Candidates(rows[first], found.names[first], found.scores[first], found.same_skeleton[first])


def _score_all_forms(name: str, toponym: Toponym, index: NameIndex, weights: Weights) -> ScoredForms:
    """The best forms over all readings of the query, each once."""
    if not toponym.forms:
        nothing = np.zeros(0, dtype=np.int64)
        return ScoredForms(nothing, np.zeros(0), np.zeros(0, dtype=np.bool_))
    bare = is_unvowelled(script_of(name))
    parts = [_score_forms(form, bare, index, weights) for form in toponym.forms]
    found = ScoredForms(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))
    if len(parts) > 1:
        order = np.lexsort((-found.scores, found.forms))
        found = found.take(order[np.unique(found.forms[order], return_index=True)[1]])
    if not len(found.scores):
        return found
    keep = np.flatnonzero(found.scores >= found.scores.max() - SCORE_WINDOW)
    if len(keep) > FORMS_KEPT:
        keep = keep[np.argpartition(-found.scores[keep], FORMS_KEPT)[:FORMS_KEPT]]
    return found.take(keep)


def _score_forms(form: Form, bare: bool, index: NameIndex, weights: Weights) -> ScoredForms:
    """The forms whose skeleton is alike one reading's."""
    key = skeleton_key(form)
    pool = index.find_skeletons(key, SKELETON_POOL)
    alike = _similarities(key, [index.skeletons[i] for i in pool.tolist()])
    if len(pool) > SKELETONS_KEPT:
        best = np.argpartition(-alike, SKELETONS_KEPT)[:SKELETONS_KEPT]
        pool, alike = pool[best], alike[best]
    forms, owner = index.forms_of_skeletons(pool)
    numbers = forms.tolist()
    skeleton = alike[owner]
    consonants = _similarities(form.sound.consonants, [index.consonants[i] for i in numbers])
    vowelled = _similarities(form.sound.vowelled, [index.vowelled[i] for i in numbers])
    word_costs = word_set_costs(form, index, weights)
    costs = form_costs(bare, forms, index, (vowelled, consonants, skeleton), word_costs, weights)
    return ScoredForms(forms, -costs, skeleton == 1.0)


def _similarities(query: str, choices: list[str]) -> FloatArray:
    """Normalised Levenshtein similarity, 0-1, of a string to each choice."""
    if not choices:
        return np.zeros(0)
    return np.asarray(
        cdist([query], choices, scorer=Levenshtein.normalized_similarity, dtype=np.float32)[0],
        dtype=np.float64,
    )


def has_text(text: str, index: NameIndex) -> bool:
    """True where a stored name has this folded text."""
    return len(_names_of_text(text, index)) > 0


def _names_of_text(text: str, index: NameIndex) -> Array:
    """Numbers of the names whose folded text is this one."""
    i = bisect_left(index.texts, text)
    if text and i < len(index.texts) and index.texts[i] == text:
        return index.text_names.of(i)
    return np.zeros(0, dtype=np.uint32)
