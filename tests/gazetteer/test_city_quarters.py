from __future__ import annotations

from dataclasses import replace

import pytest

from gazetteer.city_quarters import (
    with_city_quarters,
    with_quarters,
    with_quarters_of_large_cities,
    with_quarters_of_towns,
    with_sections_of_quarters,
)
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


SEAT = replace(CITY, feature_code="P.PPLA3", population=0)


@pytest.mark.parametrize(
    ("town", "north_m", "others", "code"),
    [
        (SEAT, 1000, 2, "P.PPLX"),
        (SEAT, 1000, 1, "P.PPL"),
        (SEAT, 1600, 2, "P.PPL"),
        (replace(CITY, population=5_000), 1000, 2, "P.PPLX"),
        (replace(CITY, population=4_000), 1000, 2, "P.PPL"),
    ],
)
def test_a_row_at_the_middle_of_a_town_is_a_quarter(
    town: Place, north_m: float, others: int, code: str
) -> None:
    rows = [listed(north_m + 50 * n) for n in range(1 + others)]
    assert [place.feature_code for place in with_quarters_of_towns([town, *rows])][1] == code


def test_what_another_list_has_too_is_no_quarter_of_a_town() -> None:
    shared = listed(900, "iom", "wof")
    assert with_quarters_of_towns([SEAT, shared, listed(950), listed(1000)])[1] == shared
    assert with_quarters_of_towns([]) == []


def test_a_row_that_says_village_is_one_whatever_lies_around() -> None:
    rows = [listed(1000 + 50 * n) for n in range(4)]
    places = with_quarters([CITY, *rows], {rows[0].links[0]})
    assert [place.feature_code for place in places] == ["P.PPL", "P.PPL", *["P.PPLX"] * 3]
    assert places[:2] == [CITY, rows[0]]


LARGE = replace(CITY, population=1_600_000)
"""Its people fill a circle of 7.1 km."""


def spread(*codes: str) -> list[Place]:
    """A row 4 km from the centre of the city, then others with these codes, 2 km from it on either side."""
    ways = (-2000.0, 2000.0, -2050.0, 2050.0)
    others = [replace(listed(4000 + way), feature_code=code) for way, code in zip(ways, codes, strict=False)]
    return [listed(4000), *others]


@pytest.mark.parametrize(
    ("around", "code"),
    [
        (("P.PPLX", "P.PPLX", "P.PPL"), "P.PPLX"),
        # One quarter among villages, or two rows alone, are farmland on the city's edge.
        (("P.PPLX", "P.PPL", "P.PPL"), "P.PPL"),
        (("P.PPLX", "P.PPLX"), "P.PPL"),
    ],
)
def test_quarters_of_a_large_city_lie_farther_apart(around: tuple[str, ...], code: str) -> None:
    assert with_quarters_of_large_cities([*spread(*around), LARGE])[0].feature_code == code
    assert with_quarters_of_large_cities([*spread(*around), CITY])[0].feature_code == "P.PPL"


def test_there_are_no_villages_at_the_core_of_a_governorates_seat() -> None:
    seat = replace(LARGE, feature_code="P.PPLA")
    assert with_quarters_of_large_cities([listed(3000), seat])[0].feature_code == "P.PPLX"
    assert with_quarters_of_large_cities([listed(3000), LARGE])[0].feature_code == "P.PPL"
    assert with_quarters_of_large_cities([listed(4000), seat])[0].feature_code == "P.PPL"
    shared = listed(3000, "iom", "wof")
    assert with_quarters_of_large_cities([shared, seat]) == [shared, seat]
    assert with_quarters_of_large_cities([]) == []


def called(toponym: str, north_m: float, code: str = "P.PPL", source: str = "iom") -> Place:
    return replace(listed(north_m), names=(make_name(toponym, source),), feature_code=code)


@pytest.mark.parametrize(
    ("village", "quarter", "code"),
    [
        (called("الحكيم الثانية", 400), called("حي الحكيم", 0, "P.PPLX"), "P.PPLX"),
        (called("الحكيم", 400), called("حي الحكيم", 0, "P.PPLX"), "P.PPL"),
        (called("الحكيم الثانية", 1600), called("حي الحكيم", 0, "P.PPLX"), "P.PPL"),
        (called("الحكيم الثانية", 400), called("الحكيم", 0), "P.PPL"),
        (called("الحكيم الثانية", 400, source="wof"), called("حي الحكيم", 0, "P.PPLX"), "P.PPL"),
    ],
)
def test_a_section_of_a_quarter_is_one(village: Place, quarter: Place, code: str) -> None:
    assert with_sections_of_quarters([village, quarter])[0].feature_code == code
    assert with_sections_of_quarters([]) == []
