from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.ranking import best_first, confidences, decide, none_score
from gazetteer.vocabulary import Decision
from gazetteer.weights import load_weights

WEIGHTS = load_weights()
NONE = none_score(8, WEIGHTS)
SCORES = st.lists(st.one_of(st.floats(-800, 800), st.just(-np.inf)), max_size=30).map(np.array)


@given(SCORES)
def test_confidences_are_probabilities(scores: np.ndarray) -> None:
    shares = confidences(scores, NONE, WEIGHTS)
    assert shares.shape == scores.shape
    assert np.all((shares >= 0) & (shares <= 1))
    assert shares.sum() <= 1 + 1e-12


@given(SCORES)
def test_confidences_rise_with_the_score(scores: np.ndarray) -> None:
    shares = confidences(scores, NONE, WEIGHTS)
    order = np.argsort(scores)
    assert np.all(np.diff(shares[order]) >= 0)


@given(SCORES.filter(len), st.floats(-50, 50))
def test_one_more_candidate_raises_no_other(scores: np.ndarray, score: float) -> None:
    before, after = confidences(scores, NONE, WEIGHTS), confidences(np.append(scores, score), NONE, WEIGHTS)
    assert np.all(after[:-1] <= before + 1e-12)


@given(SCORES, st.integers(1, 40))
def test_the_list_is_a_beginning_of_the_whole_list(scores: np.ndarray, count: int) -> None:
    rows = np.arange(len(scores))
    whole = best_first(scores, rows, len(scores)).tolist()
    assert best_first(scores, rows, count).tolist() == whole[:count]
    assert scores[whole].tolist() == sorted(scores, reverse=True)


@given(SCORES)
def test_a_match_is_the_one_best(scores: np.ndarray) -> None:
    shares = confidences(scores, NONE, WEIGHTS)
    if decide(shares, WEIGHTS) is Decision.MATCH:
        assert (shares == shares.max()).sum() == 1
