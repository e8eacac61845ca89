from __future__ import annotations

from operator import itemgetter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.compiled import compiled_answers
from gazetteer.ranking import (
    best_first,
    best_first_by_numpy,
    decide,
    none_score,
    share_out,
    share_out_by_numpy,
)
from gazetteer.result_objects import shown_confidence
from gazetteer.vocabulary import Decision
from gazetteer.weights import load_weights

WEIGHTS = load_weights()
NONE = none_score(8, WEIGHTS)
EQUAL = st.sampled_from([-np.inf, -3.5, 0.0, 2.25])
SCORES = st.lists(st.one_of(st.floats(-800, 800), st.just(-np.inf)), max_size=30).map(np.array)


@given(SCORES)
def test_confidences_are_probabilities(scores: np.ndarray) -> None:
    shares = share_out(scores, NONE, WEIGHTS).each
    assert shares.shape == scores.shape
    assert np.all((shares >= 0) & (shares <= 1))
    assert shares.sum() <= 1 + 1e-12


@given(SCORES)
def test_confidences_rise_with_the_score(scores: np.ndarray) -> None:
    shares = share_out(scores, NONE, WEIGHTS).each
    order = np.argsort(scores)
    assert np.all(np.diff(shares[order]) >= 0)


@given(SCORES.filter(len), st.floats(-50, 50))
def test_one_more_candidate_raises_no_other(scores: np.ndarray, score: float) -> None:
    before = share_out(scores, NONE, WEIGHTS).each
    after = share_out(np.append(scores, score), NONE, WEIGHTS).each
    assert np.all(after[:-1] <= before + 1e-12)


@given(SCORES, st.integers(1, 40))
def test_the_list_is_a_beginning_of_the_whole_list(scores: np.ndarray, count: int) -> None:
    rows = np.arange(len(scores))
    whole = best_first(scores, rows, len(scores))
    assert best_first(scores, rows, count) == whole[:count]
    assert scores[whole].tolist() == sorted(scores, reverse=True)


@given(SCORES)
def test_a_match_is_the_one_best(scores: np.ndarray) -> None:
    shares = share_out(scores, NONE, WEIGHTS)
    if decide(shares, WEIGHTS) is Decision.MATCH:
        assert (shares.each == shares.each[shares.highest]).sum() == 1


compiled = pytest.mark.skipif(
    compiled_answers() is None, reason="nothing is compiled: install anew where there is a C++ compiler"
)


@compiled
@given(SCORES)
def test_what_is_compiled_shares_out_as_numpy_does(scores: np.ndarray) -> None:
    shares, by_numpy = share_out(scores, NONE, WEIGHTS), share_out_by_numpy(scores, NONE, WEIGHTS)
    assert shares.each == pytest.approx(by_numpy.each, rel=1e-12, abs=1e-300)
    assert shares.whole == pytest.approx(by_numpy.whole, rel=1e-12, abs=1e-300)
    assert shares.highest == by_numpy.highest


@compiled
@given(
    st.lists(st.tuples(EQUAL, st.integers(0, 2**40)), max_size=30, unique_by=itemgetter(1)),
    st.integers(1, 40),
)
def test_what_is_compiled_orders_as_numpy_does(scored: list[tuple[float, int]], count: int) -> None:
    scores = np.array([score for score, _ in scored], dtype=np.float64)
    rows = np.array([row for _, row in scored], dtype=np.int64)
    assert best_first(scores, rows, count) == best_first_by_numpy(scores, rows, count)


@compiled
def test_what_is_compiled_refuses_rows_that_are_not_those_of_the_scores() -> None:
    with pytest.raises(ValueError, match="2 rows of 5 scores"):
        best_first(np.arange(5.0), np.arange(2), 5)


@compiled
@given(st.lists(st.floats(-400, 0), max_size=40), st.floats(0, 30))
def test_confidences_are_shown_alike(others: list[float], best: float) -> None:
    """One candidate among many that are next to nothing is next to 1, where the last bits count."""
    scores = np.array([best, *others])
    shares, by_numpy = share_out(scores, -400.0, WEIGHTS), share_out_by_numpy(scores, -400.0, WEIGHTS)
    assert list(map(shown_confidence, shares.each)) == list(map(shown_confidence, by_numpy.each))
