from __future__ import annotations

import numpy as np
import pytest

from gazetteer.document import gain_of, kept_together, prior_shares, weigh_document
from gazetteer.document_evidence import KINDS, Mention
from gazetteer.document_field import DocumentField
from gazetteer.place_index import PlaceIndex
from gazetteer.weights import load_weights
from tests.gazetteer.tiny import id_of

WEIGHTS = load_weights()
PRIOR = prior_shares(WEIGHTS.document)
NO_UNIT = np.ones(len(KINDS))
"""What is expected of a name with which no unit stands."""


def shares_of(lifts: list[list[float]], probability: float = 1.0) -> np.ndarray:
    """The shares of names of one candidate each."""
    count = len(lifts)
    return kept_together(
        [np.array([probability])] * count,
        [np.array([each]) for each in lifts],
        np.arange(count),
        WEIGHTS.document,
    )


def test_what_is_usual_is_shared_by_all_kinds() -> None:
    assert PRIOR.sum() == pytest.approx(1)
    assert (PRIOR > 0).all()
    assert PRIOR[KINDS.index("anywhere")] == PRIOR.max(), "a document is not taken to keep together unread"


def test_names_that_say_nothing_leave_what_is_usual() -> None:
    assert shares_of([[1.0] * len(KINDS)] * 9) == pytest.approx(PRIOR, abs=1e-9)
    assert shares_of([[50.0] * (len(KINDS) - 1) + [1.0]] * 9, 0.0) == pytest.approx(PRIOR, abs=1e-9)


@pytest.mark.parametrize("kind", KINDS)
def test_names_that_keep_to_a_kind_raise_its_share_the_more_they_are(kind: str) -> None:
    lifts = [20.0 if each == kind else 1.0 for each in KINDS]
    shares = [shares_of([lifts] * count)[KINDS.index(kind)] for count in (1, 5, 40, 400)]
    assert shares == sorted(shares)
    assert PRIOR[KINDS.index(kind)] < shares[0]
    assert shares[-1] > 0.9


def test_a_group_counts_once() -> None:
    near = np.array([[1.0, 30.0, 1.0, 1.0, 1.0]])
    far = np.ones((1, len(KINDS)))
    one = [np.ones(1)]
    twice = kept_together(one * 3, [near, near, far], np.array([0, 0, 1]), WEIGHTS.document)
    once = kept_together(one * 2, [near, far], np.array([0, 1]), WEIGHTS.document)
    assert twice == pytest.approx(once)


def test_a_gain_is_the_log_of_the_lift_within_bounds() -> None:
    lifts = np.array([[1.0] * 5, [2.0] * 5, [1e9] * 5, [0.0] * 4 + [1e-30]])
    gains = gain_of(lifts, NO_UNIT, PRIOR, WEIGHTS)
    most, sharp = WEIGHTS.document.most, WEIGHTS.calibration.sharpness
    assert gains.tolist() == pytest.approx([0, np.log(2) / sharp, most, -most])


def test_what_is_expected_is_no_gain() -> None:
    expected = np.array([1.0, 20, 20, 3, 1])
    average, near = gain_of(np.array([expected, [1.0, 200, 20, 3, 1]]), expected, PRIOR, WEIGHTS)
    assert average == 0 < near


def test_no_gain_takes_more_than_anywhere_leaves() -> None:
    """However far from all others: what may lie anywhere may lie there."""
    (gain,) = gain_of(np.array([[0.0, 0, 0, 0, 1]]), NO_UNIT, PRIOR, WEIGHTS)
    assert gain == pytest.approx(np.log(PRIOR[-1]) / WEIGHTS.calibration.sharpness)


def test_the_example_of_the_page() -> None:
    """Tall Hasan beside Mosul, worked by hand in docs/ranking.md."""
    lifts = np.array([[1, 1.25**-2 / 0.02, 1000 / 100, 1000 / 400, 1], [1, 0, 0, 0, 1]])
    near, far = gain_of(lifts, NO_UNIT, PRIOR, WEIGHTS)
    assert (near, far) == (pytest.approx(1.45, abs=0.01), pytest.approx(-0.44, abs=0.01))
    odds = np.array([0.45, 0.45, 0.1]) * np.exp(WEIGHTS.calibration.sharpness * np.array([near, far, 0]))
    assert odds[0] / odds.sum() == pytest.approx(0.87, abs=0.01)


def test_a_contrast_word_weighs_more_than_a_document() -> None:
    """Kabir for Saghir is never bridged by where the others lie, by all that one gains and another loses."""
    loss = -np.log(PRIOR[-1]) / WEIGHTS.calibration.sharpness
    assert WEIGHTS.document.most + loss < WEIGHTS.spelling.contrast_conflict


def test_the_namesake_by_the_others_gains(places: PlaceIndex) -> None:
    hasan = [places.find(id_of(link)) for link in ("gn:163562", "gn:90500")]
    mosul = places.find(id_of("gn:99072"))
    mentions = [Mention(0, 0, np.array(hasan), {}), Mention(1, 1, np.array([mosul]), {})]
    field = DocumentField(places, WEIGHTS.document.near_scale_m)
    weighed = weigh_document(mentions, [np.array([0.5, 0.4]), np.array([0.99])], field, places, WEIGHTS)
    aleppo, nineveh = weighed.gains[0]
    assert aleppo < 0 < nineveh
