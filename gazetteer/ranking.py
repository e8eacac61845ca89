"""From scores to an answer: probabilities that share one, order, and the decision."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from gazetteer.vocabulary import Decision
from gazetteer.weights import Weights

FloatArray = npt.NDArray[np.floating]


MOST_LETTERS = 24
"""Letters of a name beyond these add nothing to how sure it is told from others."""


LEAST_LETTERS = 4
"""Names with fewer letters count as if they had so many: who writes "T4" knows a place of that name."""


def counted_letters(letters: int) -> int:
    """The letters of a name that count for how sure it is told from others."""
    return min(max(letters, LEAST_LETTERS), MOST_LETTERS)


def none_score(letters: int, weights: Weights) -> float:
    """What "not in the gazetteer" weighs for a name of so many letters: the longer, the less by chance."""
    fitted = weights.none.score + weights.none.per_letter * counted_letters(letters)
    return fitted + weights.calibration.none


def confidences(scores: FloatArray, none: float, weights: Weights) -> FloatArray:
    """Probability that each place is the one meant; with that of `none` they sum to 1. Shape of `scores`."""
    if not len(scores):
        return np.zeros(0)
    sharp, none = scores * weights.calibration.sharpness, none * weights.calibration.sharpness
    highest = max(sharp.max().item(), none)
    odds: FloatArray = np.exp(sharp - highest)
    return np.asarray(odds / (odds.sum().item() + math.exp(none - highest)))


def best_first(scores: FloatArray, rows: npt.NDArray[np.integer], count: int) -> npt.NDArray[np.integer]:
    """Indices of the highest scores, the best first, equal ones by row, at most `count`."""
    if len(scores) <= count:
        return np.lexsort((rows, -scores))
    # Of hundreds few are wanted: only those that may be among them are put in order.
    at = (scores >= np.partition(scores, -count)[-count]).nonzero()[0]
    return np.asarray(at[np.lexsort((rows[at], -scores[at]))[:count]])


def decide(probabilities: FloatArray, weights: Weights) -> Decision:
    """What to say of the first result, from the confidences of all candidates, not of those shown."""
    if not len(probabilities) or float(probabilities.sum()) < weights.decision.ambiguous:
        return Decision.NONE
    if float(probabilities.max()) >= weights.decision.match:
        return Decision.MATCH
    return Decision.AMBIGUOUS
