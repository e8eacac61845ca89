from __future__ import annotations

import pytest

from benchmarks.misses import Cause, cause_of
from benchmarks.stored import Stored

HALABJA = (35.18017, 45.98888)


def truth(query: str, lat: float, lon: float, admin1: str = "") -> dict[str, str]:
    return {"query": query, "admin1": admin1, "lat": str(lat), "lon": str(lon)}


@pytest.mark.parametrize(
    ("asked", "cause"),
    [
        pytest.param(truth("Maskanah", 34.66412, 36.73511, "SY-HI"), None, id="right"),
        pytest.param(truth("Maskanah", 34.66412, 36.73511), Cause.NAMESAKE, id="the town of the name"),
        pytest.param(truth("Tall Hasan", 36.13, 37.85089, "SY-HL"), Cause.ELSEWHERE, id="7 km off"),
        pytest.param(truth("Maskanah", 36.2, 41.15, "SY-HA"), Cause.ABSENT, id="nothing there at all"),
        pytest.param(truth("Mosul", 36.3911, 41.1494, "SY-HA"), Cause.ABSENT, id="nothing alike there"),
        pytest.param(truth("Halab", *HALABJA), Cause.NAMESAKE, id="another has the very name"),
        pytest.param(truth("Halabc", *HALABJA, "SY-HL"), Cause.SPELLING, id="another is spelled better"),
        pytest.param(truth("Halabja", *HALABJA, "SY-HL"), Cause.WEIGHT, id="the context says otherwise"),
        pytest.param(truth("Disb Anaf", 35.9167, 38.2833), Cause.UNFOUND, id="alike, and no candidate"),
        pytest.param(
            truth("Durubiyah as-Saghirah", 36.08472, 37.94312) | {"tolerance_km": "1"},
            Cause.ELSEWHERE,
            id="beyond a tolerance of its own",
        ),
        pytest.param(
            truth("Tiyas", 35.95, 39.01, "XX-99"), Cause.ABSENT, id="a governorate that is not known"
        ),
    ],
)
def test_the_cause_of_a_miss(stored: Stored, asked: dict[str, str], cause: Cause | None) -> None:
    assert cause_of(asked, stored) is cause
