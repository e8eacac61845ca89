"""The search for the places that a query may mean: compiled where that can be, else by numpy."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from gazetteer.candidates import (
    Candidates,
    Origin,
    best_of_places,
    find_names,
    names_of_text,
    unlikeness_of,
)
from gazetteer.compiled import CompiledSearch
from gazetteer.form_search import FORMS_KEPT, SCORE_WINDOW, SOUNDS_COMPARED
from gazetteer.name_index import NameIndex, is_unvowelled, script_code, skeleton_key
from gazetteer.skeleton_index import ENOUGH, SHARING
from gazetteer.spelling_costs import kind_costs, word_set_costs
from gazetteer.toponym import Toponym
from gazetteer.unlikeness import AskedForm
from gazetteer.vocabulary import Script
from gazetteer.weights import Spelling, Weights

FloatArray = npt.NDArray[np.floating]

_PRICED = (
    "skeleton",
    "consonants",
    "vowelled",
    "bare",
    "unread",
    "unwritten",
    "ending",
    "vowelled_text",
    "bare_text",
)
"""Parts of unlikeness that the compiled search prices itself, in the order in which it takes their costs."""

_LIMITS = (ENOUGH, SHARING, SOUNDS_COMPARED, FORMS_KEPT, SCORE_WINDOW)
"""How many are looked at, in the order in which the compiled search takes it."""


class Meant(NamedTuple):
    """The names that a query may have meant, what it costs to have meant each, and the query's script.

    `of_places` has for each name what it costs beside that to have meant the place of a row by it, None where
    all places are alike.
    """

    names: tuple[Toponym, ...]
    costs: tuple[float, ...]
    of_places: tuple[FloatArray | None, ...]
    script: Script


def find_candidates(toponym: Toponym, index: NameIndex, weights: Weights) -> Candidates:
    """The candidates for a name; empty arrays where nothing is alike at all."""
    (found,) = find_all([Meant((toponym,), (0.0,), (None,), toponym.script)], index, weights)
    return found


def find_all(queries: Sequence[Meant], index: NameIndex, weights: Weights) -> list[Candidates]:
    """For each query the candidates for its names, each place once with its best name."""
    compiled = compiled_of(index)
    if compiled is None:
        return find_by_numpy(queries, index, weights)
    return [_find_compiled(query, compiled, index, weights) for query in queries]


def compiled_of(index: NameIndex) -> CompiledSearch | None:
    """What searches the index; None for numpy."""
    return index.compiled


def find_by_numpy(queries: Sequence[Meant], index: NameIndex, weights: Weights) -> list[Candidates]:
    """The same without what is compiled; sooner for many queries at once than for each."""
    if not queries:
        return []
    asked = [name for query in queries for name in query.names]
    costs = np.array([cost for query in queries for cost in query.costs])
    found = find_names(asked, index, weights)
    scores = found.scores - costs[found.asked]
    for i, of_places in enumerate(by_place for query in queries for by_place in query.of_places):
        if of_places is not None:
            (of_name,) = (found.asked == i).nonzero()
            scores[of_name] -= of_places[found.facts.places[of_name]]
    found = found._replace(scores=scores)
    of_query = [i for i, query in enumerate(queries) for _ in query.names]
    return best_of_places(found, of_query, [query.script for query in queries])


def _find_compiled(query: Meant, compiled: CompiledSearch, index: NameIndex, weights: Weights) -> Candidates:
    spelling = weights.spelling
    forms: list[AskedForm] = []
    asked = []
    for name, cost, of_places in zip(query.names, query.costs, query.of_places, strict=True):
        bare = is_unvowelled(name.script)
        own = [AskedForm(form, bare) for form in name.forms]
        forms += own
        asked.append(
            (
                name.core,
                script_code(name.script),
                kind_costs(name.script, name.article, spelling),
                cost,
                of_places,
                names_of_text(name.text, index),
                bare,
                [_asked_form(form, index, spelling) for form in own],
            )
        )
    places, names, scores, same_skeleton, origin = compiled.find(
        asked, script_code(query.script), _costs(spelling), _LIMITS
    )
    parts = partial(unlikeness_of, query.names, tuple(forms), Origin(names, *origin), index)
    return Candidates(places, names, scores, parts, same_skeleton)


def _asked_form(asked: AskedForm, index: NameIndex, spelling: Spelling) -> tuple[object, ...]:
    form, sound = asked.form, asked.form.sound
    costs = word_set_costs(form.generics, form.features, form.contrasts, index, spelling)
    return (skeleton_key(form), sound.consonants, sound.vowelled, asked.bare, sound.is_open, costs)


@lru_cache(maxsize=8)
def _costs(spelling: Spelling) -> tuple[float, ...]:
    return tuple(float(getattr(spelling, part)) for part in _PRICED)
