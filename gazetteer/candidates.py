"""From analysed names to the places that could be meant, broad to narrow.

Forms alike with what the spelling costs (`form_search`), then the names in those forms, then for each query
and place its best name. No step looks at context: who asks from where changes the ranking, not this.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from gazetteer.form_search import best_forms, score_forms
from gazetteer.groups import IntArray, begins, bounds_of, of_owner, sorted_within
from gazetteer.lazy_rows import Matrix, Rows, taken
from gazetteer.name_index import NameFacts, NameIndex, is_unvowelled, script_code
from gazetteer.spelling_costs import name_costs
from gazetteer.store import Array
from gazetteer.toponym import Toponym
from gazetteer.unlikeness import (
    FORM_PARTS,
    PARTS,
    AskedForm,
    form_unlikeness,
    name_unlikeness,
)
from gazetteer.vocabulary import Script
from gazetteer.weights import Weights

FloatArray = npt.NDArray[np.floating]
BoolArray = npt.NDArray[np.bool_]


class Candidates(NamedTuple):
    """Places that could be meant, each once.

    Parallel arrays: the place's row, the number of its best name, what the spelling of that name scores
    (0 for the very name, below it what the differences cost), the parts in which it is unlike (a column
    for each of PARTS), made when they are asked for, and whether the name has the query's skeleton.
    """

    places: IntArray
    names: Array
    spelling: FloatArray
    parts: Rows
    same_skeleton: BoolArray

    def take(self, chosen: IntArray | slice) -> Candidates:
        """The candidates at these indices."""
        return Candidates(
            self.places[chosen],
            self.names[chosen],
            self.spelling[chosen],
            taken(self.parts, np.arange(len(self.places))[chosen]),
            self.same_skeleton[chosen],
        )


class ScoredNames(NamedTuple):
    """Stored names that are alike, by the name that asked for them.

    Parallel arrays: the number of each, which of the names asked for it, what is known of it, how unlike it
    is (columns: PARTS), what its spelling scores, and whether it has the query's skeleton.
    """

    names: Array
    asked: IntArray
    facts: NameFacts
    parts: Rows
    scores: FloatArray
    same_skeleton: BoolArray

    def take(self, chosen: IntArray) -> ScoredNames:
        """The names at these indices."""
        return ScoredNames(
            self.names[chosen],
            self.asked[chosen],
            NameFacts(*(fact[chosen] for fact in self.facts)),
            taken(self.parts, chosen),
            self.scores[chosen],
            self.same_skeleton[chosen],
        )


def find_names(asked: Sequence[Toponym], index: NameIndex, weights: Weights) -> ScoredNames:
    """The stored names alike each of these, in the order of those who ask; one may stand twice for a name."""
    forms = [AskedForm(form, is_unvowelled(one.script)) for one in asked for form in one.forms]
    asked_by = np.array([i for i, one in enumerate(asked) for _ in one.forms], dtype=np.int64)
    found = score_forms(forms, index, weights)
    found = best_forms(found, [len(one.forms) for one in asked])
    names, owner = index.form_names.of_many(found.forms)
    origin = Origin(names, asked_by[found.asked[owner]], found.forms[owner], found.asked[owner])
    scores, same_skeleton = found.scores[owner], found.same_skeleton[owner]
    unfound = _of_text_alone(asked, origin, index)
    if len(unfound.names):
        # Names of one text are alike, though no letter of theirs may be known here.
        origin = Origin(*(np.concatenate(pair) for pair in zip(origin, unfound, strict=True)))
        order = origin.asked.argsort(kind="stable")
        origin = Origin(*(values[order] for values in origin))
        scores = np.concatenate([scores, np.zeros(len(unfound.names))])[order]
        same_skeleton = np.concatenate([same_skeleton, np.ones(len(unfound.names), dtype=np.bool_)])[order]
    facts = index.facts_of(origin.names)
    scores -= name_costs(asked, origin.asked, facts, index, weights.spelling)
    parts = partial(unlikeness_of, tuple(asked), tuple(forms), origin, index)
    return ScoredNames(origin.names, origin.asked, facts, parts, scores, same_skeleton)


class Origin(NamedTuple):
    """Names, which name asked for each, the stored form it was found by, and which form asked for that.

    Both of the latter are -1 where it was found by its text alone.
    """

    names: Array
    asked: IntArray
    forms: IntArray
    asked_forms: IntArray


def _of_text_alone(asked: Sequence[Toponym], found: Origin, index: NameIndex) -> Origin:
    """The names with the text of one that asks which were not found for it."""
    pieces = []
    bounds = bounds_of(found.asked, len(asked))
    for i, one in enumerate(asked):
        same_text = names_of_text(one.text, index)
        if len(same_text):
            names = found.names[bounds[i] : bounds[i + 1]]
            unfound = same_text[~(same_text[:, np.newaxis] == names).any(axis=1)]
            if len(unfound):
                pieces.append((unfound, np.full(len(unfound), i)))
    if not pieces:
        nothing = np.zeros(0, dtype=np.int64)
        return Origin(nothing, nothing, nothing, nothing)
    names, by = (np.concatenate(each) for each in zip(*pieces, strict=True))
    return Origin(names, by, np.full(len(names), -1), np.full(len(names), -1))


def unlikeness_of(
    asked: Sequence[Toponym], forms: Sequence[AskedForm], origin: Origin, index: NameIndex, at: IntArray
) -> Matrix:
    """The parts in which the names at these indices are unlike; shape (names, PARTS)."""
    made = np.zeros((len(at), len(PARTS)), dtype=np.float32)
    chosen = Origin(*(values[at] for values in origin))
    for i in np.unique(chosen.asked_forms[chosen.asked_forms >= 0]).tolist():
        (rows,) = (chosen.asked_forms == i).nonzero()
        made[rows, : len(FORM_PARTS)] = form_unlikeness(forms[i], chosen.forms[rows], index)
    for i in np.unique(chosen.asked).tolist():
        (rows,) = (chosen.asked == i).nonzero()
        made[rows, len(FORM_PARTS) :] = name_unlikeness(asked[i], chosen.names[rows], index)
    return made


def best_of_places(found: ScoredNames, queries: Sequence[int], scripts: Sequence[Script]) -> list[Candidates]:
    """For each query the places of its names, each once with its best name.

    `queries` has for each name that asked the index of its query, in order, `scripts` the script of each
    query: of a place's equal names that in the script stands for it.
    """
    query = np.array(queries, dtype=np.int64)[found.asked]
    # Names are numbered by place.
    order = sorted_within(found.names, bounds_of(query, len(scripts)))
    scores, rows, query = found.scores[order], found.facts.places[order], query[order]
    begin = begins(rows)
    if len(scripts) > 1:
        begin[1:] |= query[1:] != query[:-1]
    owner, (starts,) = begin.cumsum() - 1, begin.nonzero()
    (at,) = (scores == np.maximum.reduceat(scores, starts)[owner]).nonzero() if len(starts) else (starts,)
    if len(at) > len(starts):
        codes = np.array([script_code(script) for script in scripts])
        own = found.facts.scripts[order[at]] == of_owner(codes, query[at])
        # Of each place the first of its own ones, which count less than any other, else the first.
        (firsts,) = begins(owner[at]).nonzero()
        at = np.minimum.reduceat(np.where(own, at, at + len(order)), firsts) % len(order)
    chosen = order[at]
    best = Candidates(
        rows[at], found.names[chosen], scores[at], taken(found.parts, chosen), found.same_skeleton[chosen]
    )
    if len(scripts) == 1:
        return [best]
    bounds = bounds_of(query[at], len(scripts))
    return [best.take(slice(start, end)) for start, end in pairwise(bounds)]


def has_text(text: str, index: NameIndex) -> bool:
    """True where a stored name has this folded text."""
    return bool(text) and index.text_number(text) >= 0


def names_of_text(text: str, index: NameIndex) -> Array:
    """Numbers of the names whose folded text is this one."""
    number = index.text_number(text) if text else -1
    return index.text_names.of(number) if number >= 0 else np.zeros(0, dtype=np.uint32)
