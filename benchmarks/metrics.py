"""Figures of a geocoder on names with a known truth; pure functions over small arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata

from gazetteer.geometry import distance_m

TOLERANCE_M = 5000.0
"""A position is right within this of the truth, unless the truth's row says otherwise."""

SHOWN = 10
"""Results that count as shown."""

SURE = 0.9
"""The confidence from which an answer is called sure."""

BINS = 10

FloatArray = npt.NDArray[np.floating]
BoolArray = npt.NDArray[np.bool_]

_WITHIN = {"IQ-HA": "IQ-SU"}
"""A governorate that a truth may still count to another."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one set: rows, share with the first result right, with a right one among ten, mean reciprocal rank.

    `auc` is the chance that a right first answer has a higher confidence than a wrong one (nan without both),
    `sure_share` the rows answered at 0.9 or more and `sure_right` how many of these are right (nan for none),
    `matched` the share decided `match`.
    """

    rows: int
    first: float
    shown: float
    mrr: float
    auc: float
    sure_share: float
    sure_right: float
    matched: float


def tolerance_m(truth: Mapping[str, str]) -> float:
    """How far from a truth's position is right, in metres: what its row says, else TOLERANCE_M."""
    stated = truth.get("tolerance_km")
    return float(stated) * 1000 if stated else TOLERANCE_M


def is_right(truth: Mapping[str, str], result: Mapping[str, Any]) -> bool:
    """True where a result is the position, else the governorate, of the truth; one of neither is not met."""
    if truth.get("lat"):
        off = distance_m(float(truth["lat"]), float(truth["lon"]), result["lat"], result["lon"])
        return off <= tolerance_m(truth)
    if truth.get("admin1"):
        code = (result["admin1"] or {}).get("code")
        return truth["admin1"] in (code, _WITHIN.get(code or ""))
    return False


def outcomes(
    truths: Sequence[Mapping[str, str]], answers: Sequence[Mapping[str, Any]]
) -> tuple[FloatArray, npt.NDArray[np.int64], BoolArray]:
    """For each row: the first result's confidence, the rank of the first right one, whether it is a `match`.

    Without results the confidence is 0; the rank is 1 for the first, 0 where none of ten is right.
    """
    confidence = np.zeros(len(truths))
    rank = np.zeros(len(truths), dtype=np.int64)
    matched = np.zeros(len(truths), dtype=np.bool_)
    for i, (truth, answer) in enumerate(zip(truths, answers, strict=True)):
        results = answer.get("results", [])[:SHOWN]
        if results:
            confidence[i] = results[0]["confidence"]
        rank[i] = next((n for n, result in enumerate(results, start=1) if is_right(truth, result)), 0)
        matched[i] = answer.get("decision") == "match"
    return confidence, rank, matched


def figures(confidence: FloatArray, rank: npt.NDArray[np.int64], matched: BoolArray) -> Figures:
    """The figures of a set of at least one row."""
    right, sure = rank == 1, confidence >= SURE
    return Figures(
        rows=len(rank),
        first=float(right.mean()),
        shown=float((rank > 0).mean()),
        mrr=float(np.where(rank > 0, 1 / np.maximum(rank, 1), 0.0).mean()),
        auc=auc(confidence, right),
        sure_share=float(sure.mean()),
        sure_right=float(right[sure].mean()) if sure.any() else float("nan"),
        matched=float(matched.mean()),
    )


def auc(confidence: FloatArray, right: BoolArray) -> float:
    """Chance that a right answer has a higher confidence than a wrong one, ties half; nan without both."""
    good, bad = int(right.sum()), int((~right).sum())
    if not good or not bad:
        return float("nan")
    above = rankdata(confidence)[right].sum() - good * (good + 1) / 2
    return float(above / (good * bad))


def calibration_error(confidence: FloatArray, right: BoolArray) -> float:
    """Mean gap between confidence and share right over ten bins of equal count (ECE)."""
    order = np.lexsort((right, confidence))
    bins = np.array_split(order, BINS)
    return float(sum(abs(confidence[b].sum() - right[b].sum()) for b in bins) / len(order))
