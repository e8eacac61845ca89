"""Scores: pure functions from what was found to log odds. The weights are in `data/`."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from gazetteer.context import Context
from gazetteer.geometry import distances_m, in_box
from gazetteer.kept import FEATURE_FITS, FEATURE_SCORES
from gazetteer.kinds import ABANDONED
from gazetteer.place_index import PlaceIndex
from gazetteer.store import Array
from gazetteer.toponym import Toponym
from gazetteer.unit_index import LEVELS, UnitIndex
from gazetteer.weights import Weights
from gazetteer.words import feature_fit

FloatArray = npt.NDArray[np.floating]

_VILLAGE = "P.PPL"
"""The code of a settlement that is no seat, quarter or ruin: what its neighbours tell holds for these."""

_HISTORICAL_CODES = ABANDONED | {"L.RGNH", "A.ADM1H", "A.ADM2H", "A.ADM3H"}


@lru_cache(maxsize=FEATURE_FITS.entries)
def _code_fits(features: int, codes: tuple[str, ...]) -> npt.NDArray[np.int8]:
    return np.array([feature_fit(features, code) for code in codes], dtype=np.int8)


@lru_cache(maxsize=FEATURE_FITS.entries)
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


class PlaceScorer:
    """What places score by what they are; what does not hang on the query is reckoned once for all."""

    def __init__(self, places: PlaceIndex, weights: Weights) -> None:
        names = places.feature_code.values
        own = weights.place
        self._places, self._weights = places, weights
        self._unit = np.array([own.unit if code.startswith("A.ADM") else 0.0 for code in names])
        self._historical = np.array([own.historical if code in _HISTORICAL_CODES else 0.0 for code in names])
        self._importance = places.importance.astype(np.float64) * own.importance
        self._listed = np.array([0.0, own.listed, own.listed + own.listed_too])
        codes = places.feature_code.codes
        is_village = codes == places.feature_code.code_of(_VILLAGE)
        thinness = np.log1p(own.usual_neighbours) - np.log1p(places.neighbours.astype(np.float64))
        self._crowding = np.where(is_village, own.crowding * thinness, 0.0)
        self._of_place = self._importance + self._listed[places.listed] + self._crowding
        self._sum = self._of_place + (self._unit + self._historical)[codes]
        self._of_code = lru_cache(maxsize=FEATURE_SCORES.entries)(self._sum_of_code)

    def total(self, rows: Array, features: int) -> FloatArray:
        """The sum of `scores`, but for its last bits."""
        if not features:
            return np.asarray(self._sum.take(rows))
        codes = self._places.feature_code.codes.take(rows)
        return np.asarray(self._of_place.take(rows) + self._of_code(features).take(codes))

    def _sum_of_code(self, features: int) -> FloatArray:
        """What these feature words, and what it is, give each feature code."""
        unit, feature_word = self._by_code(features)
        return np.asarray(unit + self._historical + feature_word)

    def _by_code(self, features: int) -> tuple[FloatArray, FloatArray]:
        """What being a unit costs each feature code, and what these feature words give it."""
        if not features:
            return self._unit, np.zeros(len(self._unit))
        fits = _code_fits(features, self._places.feature_code.values)
        return np.where(fits < 1, self._unit, 0.0), _feature_scores(fits, self._places, self._weights)

    def scores(self, rows: Array, features: int) -> dict[str, FloatArray]:
        """The scores of the places in these rows by component; `features` are the query's feature words."""
        places = self._places
        codes = places.feature_code.codes[rows]
        unit, feature_word = self._by_code(features)
        return {
            "importance": self._importance[rows],
            "listed": self._listed[places.listed[rows]],
            "crowding": self._crowding[rows],
            "unit": unit[codes],
            "historical": self._historical[codes],
            "feature_word": feature_word[codes],
        }


def _feature_scores(fits: npt.NDArray[np.int8], places: PlaceIndex, weights: Weights) -> FloatArray:
    """What the feature words give each feature code: the rarer the kind that they mean, the more they say."""
    meant = max(1, int(places.feature_code.counts[fits > 0].sum()))
    words = weights.words
    gained = words.feature_agrees * np.log(max(1.0, len(places) / meant))
    return np.select([fits > 0, fits == 0], [gained, -words.feature_stands], -words.feature_conflict)


def context_scores(
    rows: Array, context: Context, places: PlaceIndex, units: UnitIndex, weights: Weights
) -> tuple[dict[str, FloatArray], npt.NDArray[np.bool_]]:
    """What places score by the context, by component (at most 0 each), and which lie beyond some of it."""
    costs: dict[str, FloatArray] = {}
    beyond = np.zeros(len(rows), dtype=np.bool_)
    for asked in context.units:
        column = places.units[LEVELS[asked[0].level]]
        codes = [column.code_of(unit.code) for unit in asked]
        fitting = np.zeros(len(column.values), dtype=np.bool_)
        fitting[[code for code in codes if code >= 0]] = True
        inside = fitting[column.codes[rows]]
        outside = np.flatnonzero(~inside)
        cost = np.zeros(len(rows))
        distance = units.distances_of(asked, rows[outside])
        cost[outside] = weights.context.outside_unit * np.log1p(distance / weights.context.unit_scale_m)
        if asked[0].level == 0:
            cost[outside] = np.minimum(cost[outside], weights.context.other_country)
        costs[LEVELS[asked[0].level]] = -cost
        beyond |= ~inside
    if context.focus is not None:
        distance = distances_m(context.focus.lat, context.focus.lon, places.lat[rows], places.lon[rows])
        costs["focus"] = -weights.context.focus * np.log1p(distance / weights.context.focus_scale_m)
    if context.box is not None:
        inside = in_box(context.box, places.lat[rows], places.lon[rows])
        costs["box"] = np.where(inside, 0.0, -weights.context.outside_box)
        beyond |= ~inside
    if context.features:
        wanted = _wanted_codes(context.features, places.feature_code.values)
        fits = wanted[places.feature_code.codes[rows]]
        costs["feature"] = np.where(fits, 0.0, -weights.context.other_class)
        beyond |= ~fits
    return costs, beyond


def context_share(context: Context, places: PlaceIndex, weights: Weights) -> float:
    """Log of the share of places that lie in the units asked for, the smallest of the levels; 0 without.

    What is not in the gazetteer lies there no more often than that, while a place that is meant does.
    """
    if not context.units:
        return 0.0
    shares = [0.0]
    for asked in context.units:
        column = places.units[LEVELS[asked[0].level]]
        codes = [column.code_of(unit.code) for unit in asked]
        inside = sum(int(column.counts[code]) for code in codes if code >= 0)
        shares.append(float(np.log(max(1, inside) / max(1, len(places)))))
    return weights.calibration.share * min(shares)
