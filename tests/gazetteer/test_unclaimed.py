from __future__ import annotations

import pytest

from tests.gazetteer.clustering import are_one
from tests.gazetteer.makers import make_record

VILLAGE = make_record("ocha:1", "Big Aruda", "عارودة كبيرة")
DROWNED = make_record("wof:2", "Arudah Kabirah", "عروضة كبيرة", north_m=2400, feature_code="P.PPLQ")
LIKE_A_THIRD = make_record("wof:9", "Arudat", "عاردات", north_m=9000)
"""A name that sounds like it: so that the two are not lone in their surroundings (`lone_pairs`)."""

BOOK = make_record("pleiades:1", "Kaprokeram", feature_code="P.PPLH", uncertainty_m=1500)


def test_a_village_that_nobody_else_claims() -> None:
    assert are_one(VILLAGE, DROWNED, LIKE_A_THIRD)


@pytest.mark.parametrize("key", ["ocha:3", "wof:3"])
def test_a_namesake_near_may_be_meant(key: str) -> None:
    third = make_record(key, "Big Aruda", "عارودة كبيرة", north_m=2900)
    assert not are_one(VILLAGE, DROWNED, LIKE_A_THIRD, third)


def test_a_namesake_that_both_lists_have_is_not_meant() -> None:
    near = make_record("ocha:3", "عين عروض", north_m=-2000), make_record("wof:4", "عين عروض", north_m=-2010)
    assert are_one(VILLAGE, DROWNED, LIKE_A_THIRD, *near)


@pytest.mark.parametrize(
    ("left", "right", "metres", "expected"),
    [
        ("الشميطية", "الشميطية", 3200, True),
        ("Hawwa", "Hawa", 1900, True),
        ("Hawwa", "Hawa", 2200, False),
        ("Big Aruda", "Little Aruda", 2400, False),
        ("Aruda", "Upper Aruda", 1900, False),
    ],
)
def test_how_alike_and_how_far(left: str, right: str, metres: int, expected: bool) -> None:
    rows = make_record("ocha:1", left), make_record("wof:2", right, north_m=metres)
    assert are_one(*rows) is expected


def test_a_place_that_either_list_has_is_claimed() -> None:
    mine = make_record("ocha:5", "Aruda Kabira", "عروضة كبيرة", north_m=2450)
    assert not are_one(VILLAGE, DROWNED, mine, LIKE_A_THIRD)


@pytest.mark.parametrize(
    ("ancient", "today", "metres", "expected"),
    [
        ("Kaprokeram", "Kafr Karmin", 2000, True),
        ("Kaprokeram", "Kafr Karmin", 3400, False),
        ("Kaprokeram", "Karmin", 500, False),
        ("Samoulis", "Samlin", 2000, True),
        ("Sergible", "Sarjablah", 200, True),
        ("Tharsila", "Tasil", 220, True),
        ("Tharsila", "Tasil", 1000, False),
        ("Tell Baqqaq", "Buqaq", 700, False),
        ("Tell Tawila", "Tal Tawil", 1600, True),
    ],
)
def test_an_ancient_name_in_its_form_of_today(ancient: str, today: str, metres: int, expected: bool) -> None:
    book = make_record("pleiades:1", ancient, feature_code="P.PPLH", uncertainty_m=1500)
    assert are_one(book, make_record("wof:2", today, north_m=metres)) is expected


def test_a_book_has_one_town_of_a_name() -> None:
    village = make_record("wof:2", "Kafr Karmin", north_m=2000)
    assert are_one(BOOK, village)
    known = make_record("pleiades:3", "Kafr Karmin", feature_code="P.PPLH", north_m=2010)
    assert not are_one(BOOK, village, known)


def test_a_mound_is_no_village() -> None:
    mound = make_record("nerd:1", "Kaprokeram", feature_code="S.ANS")
    assert not are_one(mound, make_record("wof:2", "Kafr Karmin", north_m=600))
