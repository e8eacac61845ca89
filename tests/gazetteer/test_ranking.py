from __future__ import annotations

import numpy as np
import pytest

from gazetteer import ranking
from gazetteer.ranking import (
    LEAST_LETTERS,
    MOST_LETTERS,
    Shares,
    best_first,
    decide,
    none_score,
    share_out,
)
from gazetteer.vocabulary import Decision
from gazetteer.weights import load_weights

WEIGHTS = load_weights()
NONE = none_score(8, WEIGHTS)
SHARPNESS = WEIGHTS.calibration.sharpness


@pytest.fixture(params=["compiled", "numpy"], autouse=True)
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test here with what is compiled, and without."""
    if request.param == "numpy":
        monkeypatch.setattr(ranking, "compiled_answers", lambda: None)
    elif ranking.compiled_answers() is None:
        pytest.skip("nothing is compiled: install anew where there is a C++ compiler")


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
def test_probabilities_by_hand(scores: list[float], expected: list[float]) -> None:
    shares = share_out(np.array(scores), NONE, WEIGHTS)
    assert shares.each.tolist() == pytest.approx(expected)
    assert shares.whole == pytest.approx(sum(expected))
    assert shares.highest == (scores.index(max(scores)) if scores else 0)


def test_the_best_come_first_and_equal_ones_by_row() -> None:
    scores, rows = np.array([1.0, 3.0, 1.0, 2.0]), np.array([9, 7, 4, 5])
    assert best_first(scores, rows, 4) == [1, 3, 2, 0]
    assert best_first(scores, rows, 2) == [1, 3]
    assert best_first(scores, rows, 99) == [1, 3, 2, 0]
    assert best_first(np.zeros(0), np.zeros(0, dtype=np.int64), 5) == []


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
    each = np.array(probabilities)
    highest = int(each.argmax()) if len(each) else 0
    assert decide(Shares(each, float(each.sum()), highest), WEIGHTS) is decision


def test_a_longer_name_is_less_often_alike_by_chance() -> None:
    assert (
        none_score(0, WEIGHTS)
        == none_score(LEAST_LETTERS, WEIGHTS)
        > none_score(9, WEIGHTS)
        > none_score(MOST_LETTERS, WEIGHTS)
    )
    assert none_score(MOST_LETTERS + 50, WEIGHTS) == none_score(MOST_LETTERS, WEIGHTS)
