from __future__ import annotations

from dataclasses import replace

import pytest

from gazetteer.city_quarters import with_city_quarters, with_quarters_of_a_run
from gazetteer.model import Place, Position
from tests.gazetteer.makers import METRES_PER_DEGREE, make_name, make_place

CITY = replace(
    make_place("city", make_name("Kalar", "gn"), position=Position(36.0, 38.0, "gn", 500)), population=250_000
)


def listed(north_m: float, *sources: str) -> Place:
    names = [make_name("Hamren", source) for source in sources or ("iom",)]
    position = Position(36.0 + north_m / METRES_PER_DEGREE, 38.0, "iom", 500)
    return make_place(f"{north_m}", *names, links=(f"iom:{north_m}",), position=position)


def codes(*places: Place) -> list[str]:
    return [place.feature_code for place in with_city_quarters(places)]


@pytest.mark.parametrize(
    ("north_m", "code"),
    [(1000, "P.PPLX"), (2500, "P.PPLX"), (5000, "P.PPL")],
)
def test_a_row_in_a_city_among_others_is_a_quarter(north_m: float, code: str) -> None:
    rows = [listed(north_m + 100 * n) for n in range(4)]
    assert codes(CITY, *rows) == ["P.PPL", *[code] * 4]


def test_it_takes_three_others() -> None:
    assert codes(CITY, *(listed(1000 + 100 * n) for n in range(3))) == ["P.PPL"] * 4
    assert codes(CITY, listed(100), *(listed(1200 + 100 * n) for n in range(4)))[1] == "P.PPL"


def test_what_another_list_has_too_stays_and_so_does_another_kind() -> None:
    others = [listed(1000 + 100 * n) for n in range(3)]
    assert codes(CITY, listed(900, "iom", "wof"), *others)[1] == "P.PPL"
    camp = replace(listed(900), feature_code="S.CMPRF")
    assert codes(CITY, camp, *others) == ["P.PPL", "S.CMPRF", *["P.PPLX"] * 3]


def test_without_a_city_or_a_list_nothing_changes() -> None:
    assert codes() == []
    assert codes(CITY) == ["P.PPL"]
    assert codes(*(listed(100 * n) for n in range(4))) == ["P.PPL"] * 4
    town = replace(CITY, population=9_000)
    assert codes(town, *(listed(100 * n) for n in range(4))) == ["P.PPL"] * 5


def run(*numbers: int, code: str = "P.PPLX") -> list[Place]:
    """Rows of IOM's list with these numbers, 100 m apart."""
    return [
        replace(listed(100.0 * at), links=(f"iom:{number}",), feature_code=code)
        for at, number in enumerate(numbers)
    ]


@pytest.mark.parametrize(
    ("numbers", "seat_m", "code"),
    [
        ([501, 502, 503, 504], 900, "P.PPLX"),
        # Three are too few, numbers far off are of another town, and no seat is near.
        ([501, 502, 503], 900, "P.PPL"),
        ([501, 502, 503, 520], 900, "P.PPL"),
        ([501, 502, 503, 504], 2500, "P.PPL"),
    ],
)
def test_a_row_in_the_run_of_a_towns_quarters_is_one(numbers: list[int], seat_m: float, code: str) -> None:
    (village,) = run(500, code="P.PPL")
    seat = replace(listed(-seat_m, "gn"), feature_code="P.PPLA2", links=("gn:1",))
    places = with_quarters_of_a_run([village, *run(*numbers), seat])
    assert places[0].feature_code == code
    assert places[-1] == seat


def test_a_row_of_a_run_that_another_list_has_too_is_none() -> None:
    (village,) = run(500, code="P.PPL")
    shared = replace(village, names=(*village.names, make_name("Hamrin", "wof")))
    seat = replace(listed(900, "gn"), feature_code="P.PPLA2", links=("gn:1",))
    assert with_quarters_of_a_run([shared, *run(501, 502, 503, 504), seat])[0] == shared
    assert with_quarters_of_a_run([]) == []
