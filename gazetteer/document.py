"""The joint reading of a document: how far its names keep together, and what each place gains by that.

docs/ranking.md works it through. Every name is weighed alone first; what the others then say of its places is
a part of the score like any other, and confidence is shared by the same formula.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gazetteer.document_evidence import KINDS, Evidence, Mention
from gazetteer.document_field import DocumentField
from gazetteer.place_index import PlaceIndex
from gazetteer.weights import DocumentWeights, Weights

SHARE_STEPS = 20
"""Steps of the estimate of shares; they move by less than 0.001 after ten."""

FloatArray = npt.NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A document weighed: for each mention what its candidates gain, in log odds.

    `shares` is what share of the names keeps to each of KINDS; `probabilities` are those of each mention
    alone, which the gains rest on.
    """

    gains: list[FloatArray]
    shares: FloatArray
    evidence: Evidence
    probabilities: Sequence[FloatArray]


def weigh_document(
    mentions: Sequence[Mention],
    probabilities: Sequence[FloatArray],
    field: DocumentField,
    places: PlaceIndex,
    weights: Weights,
) -> Weighed:
    """Weigh at least one mention by the others; `probabilities` are those of its candidates alone."""
    evidence = Evidence(mentions, field, places)
    lifts = evidence.lifts(probabilities)
    shares = kept_together(probabilities, lifts, evidence.groups, weights.document)
    expected = evidence.expected(probabilities)
    gains = [gain_of(each, own, shares, weights) for each, own in zip(lifts, expected, strict=True)]
    return Weighed(gains, shares, evidence, probabilities)


def prior_shares(weights: DocumentWeights) -> FloatArray:
    """What share of names keeps to each of KINDS before any is read; they sum to 1."""
    given = np.array([getattr(weights, kind) for kind in KINDS])
    return np.asarray(given / given.sum())


def kept_together(
    probabilities: Sequence[FloatArray],
    lifts: Sequence[FloatArray],
    groups: npt.NDArray[np.integer],
    weights: DocumentWeights,
) -> FloatArray:
    """What share of a document's names keeps to each of KINDS: the likeliest, given what is usual.

    Each group of mentions counts as one name; `prior_names` is how many names what is usual counts for.
    """
    told = np.array(
        [1 - p.sum() + p @ each for p, each in zip(probabilities, lifts, strict=True)],
    ).reshape(len(lifts), len(KINDS))
    sizes = np.bincount(groups)
    likelihood = np.stack([np.bincount(groups, column) for column in told.T], axis=1) / sizes[:, None]
    prior = prior_shares(weights)
    shares = prior
    for _ in range(SHARE_STEPS):
        of_names = likelihood * shares
        of_names /= of_names.sum(axis=1, keepdims=True)
        shares = (weights.prior_names * prior + of_names.sum(axis=0)) / (weights.prior_names + len(sizes))
    return shares


def gain_of(lifts: FloatArray, expected: FloatArray, shares: FloatArray, weights: Weights) -> FloatArray:
    """What candidates gain or lose in log odds, within `document.most` either way.

    The log of their mean lift over the one that is `expected` where the row itself says that they lie, by
    `calibration.sharpness`, which is how much a probability makes of a score: odds change by the very lift.
    """
    most = weights.document.most
    gain = np.log(lifts @ shares) - np.log(expected @ shares)
    return np.clip(gain / weights.calibration.sharpness, -most, most)
