"""The parts of a score one by one, each as an amount times a weight of the tables."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from gazetteer.context import Context
from gazetteer.explanation import ScorePart
from gazetteer.matching import Scored, letters_of
from gazetteer.place_index import PlaceIndex
from gazetteer.ranking import counted_letters
from gazetteer.scoring import context_share
from gazetteer.unit_index import LEVELS
from gazetteer.unlikeness import PARTS
from gazetteer.weights import Weights

_EXACT = 1e-6
"""Below this a difference is one of rounding: unlikeness is reckoned in single precision."""


def score_parts(scored: Scored, i: int, weights: Weights) -> tuple[ScorePart, ...]:
    """The parts of the score of candidate `i` that are not 0; they sum to it."""
    return tuple(part for part in _all_parts(scored, i, weights) if part.amount)


def _all_parts(scored: Scored, i: int, weights: Weights) -> Iterator[ScorePart]:
    for component, values in scored.components().items():
        value = float(values[i])
        if component == "spelling":
            yield from _spelling_parts(scored, i, value, weights)
        elif component == "listed":
            yield from _listed_parts(value, weights)
        else:
            weight = _weight_of(component, value, weights)
            yield ScorePart(component, value / weight, weight)


def _spelling_parts(scored: Scored, i: int, value: float, weights: Weights) -> Iterator[ScorePart]:
    """Each part of unlikeness, and what reading the text otherwise than as one name costs."""
    left = value
    (unlike,) = scored.found.parts(np.array([i])).tolist()
    for part, amount in zip(PARTS, unlike, strict=True):
        found = ScorePart(f"spelling.{part}", amount, -getattr(weights.spelling, part))
        left -= found.gives
        yield found
    if abs(left) > _EXACT:
        yield ScorePart("reading", 1.0, left)


def _listed_parts(value: float, weights: Weights) -> Iterator[ScorePart]:
    if value > 0:
        yield ScorePart("listed", 1.0, weights.place.listed)
    if value > weights.place.listed + _EXACT:
        yield ScorePart("listed_too", 1.0, value - weights.place.listed)


def _weight_of(component: str, value: float, weights: Weights) -> float:
    """The weight that a component is a multiple of; that of one without a scale is its value or 1."""
    context = weights.context
    scales = {
        "importance": weights.place.importance,
        "crowding": weights.place.crowding,
        "focus": -context.focus,
        **dict.fromkeys(LEVELS, -context.outside_unit),
    }
    if component == "feature_word" and value > 0:
        return weights.words.feature_agrees
    if component == LEVELS[0] and value == -context.other_country:
        return value
    return scales.get(component) or value or 1.0


def none_parts(
    scored: Scored, context: Context, places: PlaceIndex, weights: Weights
) -> tuple[ScorePart, ...]:
    """The parts of the score of "not in the gazetteer" that are not 0; they sum to it."""
    share = weights.calibration.share
    parts = [
        ScorePart("score", 1.0, weights.none.score),
        ScorePart("letters", counted_letters(letters_of(scored.reading)), weights.none.per_letter),
        ScorePart("calibration", 1.0, weights.calibration.none),
        ScorePart("unit_share", context_share(context, places, weights) / (share or 1.0), share),
    ]
    if any(anchors.rows for anchors in scored.anchors):
        parts.append(ScorePart("qualifier", 1.0, -weights.qualifier.told))
    return tuple(part for part in parts if part.amount)


def others_score(scored: Scored, i: int, sharpness: float) -> float | None:
    """What all candidates but `i` weigh together as one score; None where there is no other."""
    scores = np.delete(scored.scores, i)
    scores = scores[np.isfinite(scores)]
    if not len(scores):
        return None
    highest = float(scores.max())
    return highest + float(np.log(np.exp((scores - highest) * sharpness).sum())) / sharpness
