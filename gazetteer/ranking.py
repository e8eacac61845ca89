"""From scores to an answer: probabilities that share one, order, and the decision."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from gazetteer.compiled import compiled_answers
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


class Shares(NamedTuple):
    """The probability that each place is the one meant, their sum, and where the first of the highest stands.

    With that of "not in the gazetteer" they sum to 1. Of no places `highest` is 0.
    """

    each: FloatArray
    whole: float
    highest: int


def share_out(scores: FloatArray, none: float, weights: Weights) -> Shares:
    """The probability of each place by its score; `none` is what "not in the gazetteer" scores."""
    compiled = compiled_answers()
    if compiled is None:
        return share_out_by_numpy(scores, none, weights)
    return Shares(*compiled.share_out(scores, none, weights.calibration.sharpness))


def share_out_by_numpy(scores: FloatArray, none: float, weights: Weights) -> Shares:
    """The same without what is compiled, but for the last bits: the two differ in their exponentials."""
    if not len(scores):
        return Shares(np.zeros(0), 0.0, 0)
    sharp, none = scores * weights.calibration.sharpness, none * weights.calibration.sharpness
    highest = max(sharp.max().item(), none)
    odds: FloatArray = np.exp(sharp - highest)
    whole = odds.sum().item()
    total = whole + math.exp(none - highest)
    return Shares(odds / total, whole / total, int(scores.argmax()))


def best_first(scores: FloatArray, rows: npt.NDArray[np.integer], count: int) -> list[int]:
    """Indices of the highest scores, the best first, equal ones by row, at most `count`."""
    compiled = compiled_answers()
    if compiled is None:
        return best_first_by_numpy(scores, rows, count)
    return compiled.best_first(scores, rows, count)


def best_first_by_numpy(scores: FloatArray, rows: npt.NDArray[np.integer], count: int) -> list[int]:
    """The same without what is compiled."""
    at = np.arange(len(scores))
    if len(scores) > count:
        # Of hundreds few are wanted: only those that may be among them are put in order.
        at = (scores >= np.partition(scores, -count)[-count]).nonzero()[0]
    order: list[int] = at[np.lexsort((rows[at], -scores[at]))[:count]].tolist()
    return order


def decide(shares: Shares, weights: Weights) -> Decision:
    """What to say of the first result, from the probabilities of all candidates, not of those shown."""
    if not len(shares.each) or shares.whole < weights.decision.ambiguous:
        return Decision.NONE
    if shares.each.item(shares.highest) >= weights.decision.match:
        return Decision.MATCH
    return Decision.AMBIGUOUS
