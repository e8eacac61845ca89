"""Scores: pure functions from what was found to log odds. The weights are in `data/weights.toml`."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from gazetteer.context import Context
from gazetteer.geometry import distances_m, in_box
from gazetteer.name_index import NameIndex
from gazetteer.place_index import PlaceIndex
from gazetteer.store import Array
from gazetteer.toponym import Form, Toponym
from gazetteer.unit_index import LEVELS, UnitIndex
from gazetteer.weights import Weights
from gazetteer.words import feature_fit, load_words

FloatArray = npt.NDArray[np.floating]

_HISTORICAL_CODES = ("P.PPLH", "P.PPLQ", "P.PPLW")


def form_costs(
    bare: bool,
    forms: Array,
    index: NameIndex,
    similarities: tuple[FloatArray, FloatArray, FloatArray],
    word_set_costs: FloatArray,
    weights: Weights,
) -> FloatArray:
    """What the spelling of each of these forms costs for one reading of the query; 0 is the very same.

    `bare` says that the query is in a script without short vowels. `similarities` are 0-1 at the three
    resolutions of Sound, `word_set_costs` what `word_set_costs` gives for the reading. Shape of `forms`.
    """
    spelling = weights.spelling
    vowelled, consonants, skeleton = similarities
    across = index.form_unvowelled[forms] != bare
    cost = (1 - vowelled) * np.where(across, spelling.vowelled_across, spelling.vowelled)
    cost += (1 - consonants) * spelling.consonants
    cost += (1 - skeleton) * spelling.skeleton
    return np.asarray(cost + word_set_costs[index.form_set[forms]])


def word_set_costs(form: Form, index: NameIndex, weights: Weights) -> FloatArray:
    """What each distinct set of generic, feature and contrast words costs against a reading of the query."""
    words = weights.words
    cost = _set_cost(form.generics, index.set_generics, words.generic_missing, words.generic_conflict)
    for axis in load_words().axes:
        cost += _set_cost(
            form.contrasts & axis.mask,
            index.set_contrasts & np.uint64(axis.mask),
            words.contrast_missing,
            words.contrast_conflict,
        )
    theirs = index.set_features
    unmet = (theirs != 0) & ((theirs & np.uint64(form.features)) == 0)
    return np.asarray(cost + unmet * words.feature_missing)


def _set_cost(ours: int, theirs: Array, missing: float, conflict: float) -> FloatArray:
    """Cost of concept sets that differ: one empty, or both filled with nothing in common."""
    if ours == 0:
        return np.asarray((theirs != 0) * missing)
    shared = (theirs & np.uint64(ours)) != 0
    return np.where(theirs == 0, missing, np.where(shared, 0.0, conflict))


@lru_cache(maxsize=4096)
def _code_fits(features: int, codes: tuple[str, ...]) -> npt.NDArray[np.int8]:
    return np.array([feature_fit(features, code) for code in codes], dtype=np.int8)


@lru_cache(maxsize=1024)
def _wanted_codes(wanted: tuple[str, ...], codes: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    """True for codes that begin with one that is wanted; ".PPL" is that code in any class."""
    return np.array(
        [any(code.startswith(w) or (w[0] == "." and code[1:] == w) for w in wanted) for code in codes],
        dtype=np.bool_,
    )


def features_of(toponym: Toponym) -> int:
    """The concept set of all feature words in a name."""
    features = 0
    for form in toponym.forms:
        features |= form.features
    return features


def place_scores(rows: Array, features: int, places: PlaceIndex, weights: Weights) -> dict[str, FloatArray]:
    """What places score by what they are, by component; `features` are the feature words of the query."""
    codes = places.feature_code.codes[rows]
    names = places.feature_code.values
    is_unit = np.array([code.startswith("A.ADM") for code in names])[codes]
    historical = np.array([code in _HISTORICAL_CODES for code in names])[codes]
    fit = _code_fits(features, names)[codes]
    words = weights.words
    return {
        "importance": places.importance[rows].astype(np.float64) * weights.place.importance,
        "unit": np.where(is_unit & (fit < 1), weights.place.unit, 0.0),
        "historical": historical * weights.place.historical,
        "feature_word": np.where(fit > 0, words.feature_agrees, 0.0) - (fit < 0) * words.feature_conflict,
    }


def context_scores(
    rows: Array, context: Context, places: PlaceIndex, units: UnitIndex, weights: Weights
) -> tuple[dict[str, FloatArray], npt.NDArray[np.bool_]]:
    """What places score by the context, by component (at most 0 each), and which lie wholly within it."""
    lats, lons = places.lat[rows], places.lon[rows]
    costs: dict[str, FloatArray] = {}
    within = np.ones(len(rows), dtype=np.bool_)
    for asked in context.units:
        column = places.units[LEVELS[asked[0].level]]
        codes = [column.code_of(unit.code) for unit in asked]
        inside = np.isin(column.codes[rows], [code for code in codes if code >= 0])
        outside = np.flatnonzero(~inside)
        cost = np.zeros(len(rows))
        distance = units.distances_m(asked, lats[outside], lons[outside])
        cost[outside] = weights.context.outside_unit * np.log1p(distance / weights.context.unit_scale_m)
        if asked[0].level == 0:
            cost[outside] = np.minimum(cost[outside], weights.context.other_country)
        costs[LEVELS[asked[0].level]] = -cost
        within &= inside
    if context.focus is not None:
        distance = distances_m(context.focus.lat, context.focus.lon, lats, lons)
        costs["focus"] = -weights.context.focus * np.log1p(distance / weights.context.focus_scale_m)
    if context.box is not None:
        inside = in_box(context.box, lats, lons)
        costs["box"] = np.where(inside, 0.0, -weights.context.outside_box)
        within &= inside
    if context.features:
        wanted = _wanted_codes(context.features, places.feature_code.values)
        fits = wanted[places.feature_code.codes[rows]]
        costs["feature"] = np.where(fits, 0.0, -weights.context.other_class)
        within &= fits
    return costs, within
