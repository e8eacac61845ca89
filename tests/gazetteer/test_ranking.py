from __future__ import annotations

import numpy as np
import pytest

from gazetteer.ranking import LEAST_LETTERS, MOST_LETTERS, best_first, confidences, decide, none_score
from gazetteer.vocabulary import Decision
from gazetteer.weights import load_weights

WEIGHTS = load_weights()
NONE = none_score(8, WEIGHTS)
SHARPNESS = WEIGHTS.calibration.sharpness


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([], []),
        ([NONE], [0.5]),
        ([NONE, NONE], [1 / 3, 1 / 3]),
        ([NONE + np.log(2) / SHARPNESS], [2 / 3]),
        ([-np.inf], [0.0]),
        ([-np.inf, NONE], [0.0, 0.5]),
        ([5000.0, -5000.0], [1.0, 0.0]),
    ],
)
def test_confidences_by_hand(scores: list[float], expected: list[float]) -> None:
    assert confidences(np.array(scores), NONE, WEIGHTS).tolist() == pytest.approx(expected)


def test_the_best_come_first_and_equal_ones_by_row() -> None:
    scores, rows = np.array([1.0, 3.0, 1.0, 2.0]), np.array([9, 7, 4, 5])
    assert best_first(scores, rows, 4).tolist() == [1, 3, 2, 0]
    assert best_first(scores, rows, 2).tolist() == [1, 3]
    assert best_first(scores, rows, 99).tolist() == [1, 3, 2, 0]
    assert best_first(np.zeros(0), np.zeros(0, dtype=np.int64), 5).tolist() == []


@pytest.mark.parametrize(
    ("probabilities", "decision"),
    [
        ([], Decision.NONE),
        ([WEIGHTS.decision.ambiguous - 0.01], Decision.NONE),
        ([0.05] * 3, Decision.NONE),
        ([WEIGHTS.decision.ambiguous], Decision.AMBIGUOUS),
        ([0.2] * 4, Decision.AMBIGUOUS),
        ([WEIGHTS.decision.match - 0.01], Decision.AMBIGUOUS),
        ([0.01, WEIGHTS.decision.match], Decision.MATCH),
    ],
)
def test_decide(probabilities: list[float], decision: Decision) -> None:
    assert decide(np.array(probabilities), WEIGHTS) is decision


def test_a_longer_name_is_less_often_alike_by_chance() -> None:
    assert (
        none_score(0, WEIGHTS)
        == none_score(LEAST_LETTERS, WEIGHTS)
        > none_score(9, WEIGHTS)
        > none_score(MOST_LETTERS, WEIGHTS)
    )
    assert none_score(MOST_LETTERS + 50, WEIGHTS) == none_score(MOST_LETTERS, WEIGHTS)
