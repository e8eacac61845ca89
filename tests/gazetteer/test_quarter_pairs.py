from __future__ import annotations

import pytest

from tests.gazetteer.clustering import are_one
from tests.gazetteer.makers import make_record

QUARTER = (
    make_record("iom:1", "Hay Al Fidaa", "حي الفداء", feature_code="P.PPLX"),
    make_record("wof:2", "Al Fida", "الفداء", north_m=630),
)


def test_a_quarter_is_the_settlement_of_its_name_that_has_no_namesake() -> None:
    assert are_one(*QUARTER)
    for key in ("iom:3", "wof:3"):
        assert not are_one(*QUARTER, make_record(key, "الفداء", north_m=2500))
    assert are_one(*QUARTER, make_record("wof:3", "الفداء", north_m=5000))


def test_a_city_is_no_namesake_of_its_new_quarter() -> None:
    quarter = make_record("iom:1", "الموصل الجديدة")
    rows = quarter, make_record("wof:2", "موصل الجديدة", feature_code="P.PPLX", north_m=1500)
    assert are_one(*rows, make_record("wof:3", "Mosul", "الموصل", north_m=2500))
    assert not are_one(*rows, make_record("wof:3", "الموصل الجديدة", north_m=2500, feature_code="P.PPLL"))


@pytest.mark.parametrize(
    ("toponym", "feature_code", "north_m"),
    [
        ("الفداء", "P.PPL", 2100),
        ("Fidah", "P.PPL", 1300),
        ("الفداء", "P.PPLA3", 630),
        ("الفداء", "P.PPLL", 630),
        ("الفداء", "P.PPLQ", 630),
        ("الفداء الثانية", "P.PPL", 630),
        ("الفردوس", "P.PPL", 630),
    ],
)
def test_a_quarter_is_no_other_settlement(toponym: str, feature_code: str, north_m: float) -> None:
    row = make_record("wof:2", toponym, north_m=north_m, feature_code=feature_code)
    assert not are_one(QUARTER[0], row)
