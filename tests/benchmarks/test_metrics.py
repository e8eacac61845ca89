from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.metrics import auc, calibration_error, figures, is_right, outcomes

HERE = {"lat": 36.0, "lon": 38.0, "admin1": {"code": "SY-HL"}}


@pytest.mark.parametrize(
    ("truth", "right"),
    [
        ({"lat": "36.0", "lon": "38.0"}, True),
        ({"lat": "36.04", "lon": "38.0"}, True),
        ({"lat": "36.06", "lon": "38.0"}, False),
        ({"lat": "36.06", "lon": "38.0", "tolerance_km": "10"}, True),
        ({"lat": "0", "lon": "0"}, False),
        ({"admin1": "SY-HL"}, True),
        ({"admin1": "SY-HI"}, False),
        ({}, False),
    ],
)
def test_right_is_near_or_in_the_governorate(truth: dict[str, str], right: bool) -> None:
    assert is_right(truth, HERE) is right


def test_halabja_counts_to_sulaymaniyah() -> None:
    assert is_right({"admin1": "IQ-SU"}, {**HERE, "admin1": {"code": "IQ-HA"}})
    assert not is_right({"admin1": "IQ-HA"}, {**HERE, "admin1": {"code": "IQ-SU"}})


def test_outcomes_of_rows() -> None:
    far = {**HERE, "lat": 30.0, "confidence": 0.5}
    near = {**HERE, "confidence": 0.25}
    answers = [
        {"results": [far, near], "decision": "match"},
        {"results": [], "decision": "none"},
        {"error": {}},
    ]
    confidence, rank, matched = outcomes([{"lat": "36.0", "lon": "38.0"}] * 3, answers)
    assert confidence.tolist() == [0.5, 0.0, 0.0]
    assert rank.tolist() == [2, 0, 0]
    assert matched.tolist() == [True, False, False]


def test_figures_of_a_set() -> None:
    found = figures(
        np.array([0.95, 0.9, 0.2, 0.1]), np.array([1, 0, 2, 1]), np.array([True, True, False, False])
    )
    assert (found.rows, found.first, found.shown, found.mrr) == (4, 0.5, 0.75, 0.625)
    assert (found.sure_share, found.sure_right, found.matched) == (0.5, 0.5, 0.5)
    assert found.auc == 0.5


def test_auc_without_both_kinds_is_not_a_number() -> None:
    assert math.isnan(auc(np.array([0.5]), np.array([True])))


PAIRS = st.lists(
    st.tuples(st.sampled_from([0.0, 0.1, 0.5, 0.9, 1.0]), st.booleans()), min_size=1, max_size=30
)


@given(PAIRS)
def test_auc_is_the_share_of_pairs_in_order(pairs: list[tuple[float, bool]]) -> None:
    good = [c for c, right in pairs if right]
    bad = [c for c, right in pairs if not right]
    found = auc(np.array([c for c, _ in pairs]), np.array([right for _, right in pairs]))
    if good and bad:
        slow = sum((g > b) + (g == b) / 2 for g in good for b in bad) / (len(good) * len(bad))
        assert found == pytest.approx(slow)
    else:
        assert math.isnan(found)


@given(PAIRS)
def test_calibration_error_is_a_share(pairs: list[tuple[float, bool]]) -> None:
    confidence, right = np.array([c for c, _ in pairs]), np.array([r for _, r in pairs])
    assert 0 <= calibration_error(confidence, right) <= 1
    assert calibration_error(right.astype(float), right) == 0
