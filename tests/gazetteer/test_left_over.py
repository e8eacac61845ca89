from __future__ import annotations

import pytest

from tests.gazetteer.clustering import are_one
from tests.gazetteer.makers import make_record

LOOSE = (
    make_record("ocha:1", "Raj'an", "رجعان"),
    make_record("wof:2", "Rahman", "رحمان", north_m=180),
)
UNTOLD = (
    make_record("ocha:1", "Shamasani", "الشمساني"),
    make_record("wof:2", "Shamsani ash Sharqi", "شمساني الشرقي", north_m=900),
)


def test_loosely_alike_with_nobody_else_around() -> None:
    assert are_one(*LOOSE)
    assert not are_one(*LOOSE, make_record("wof:3", "Manbij", north_m=400))


def test_a_neighbour_that_both_lists_have_does_not_matter() -> None:
    neighbour = make_record("wof:3", "Manbij", north_m=400), make_record("ocha:4", "Manbij", north_m=420)
    assert are_one(*LOOSE, *neighbour)


@pytest.mark.parametrize(
    ("left", "right", "metres", "expected"),
    [
        ("Raj'an", "Rahman", 190, True),
        ("Raj'an", "Rahman", 300, False),
        ("Marzuqan", "Mazraqun", 390, True),
        ("Marzuqan", "Mazraqun", 420, False),
        ("Juqur Gharbi", "Jiqur", 390, True),
        ("Juqur Gharbi", "Jiqur Sharqi", 20, False),
        ("Tall Jarad 104", "Tall Jabar", 300, False),
        ("Shamsani Sharqi", "Shamsani", 300, True),
        ("Shamsani 3", "Shamsani", 300, False),
        ("Shamsani Jadidah", "Shamsani", 300, False),
        ("طويز الجنوبية", "طريز", 90, True),
        ("طويز الجنوبية", "طريز", 110, False),
        ("Judaydat Faras Fawqani", "Khirbat Judaydah", 90, True),
        ("طويز 3", "طريز", 90, False),
        ("Ayoba", "Aybu", 200, False),
        ("Tall Mahalli", "Khirbat Mahalli", 90, True),
        ("Tall Mahalli", "Khirbat Mahalli", 110, False),
    ],
)
def test_how_alike_and_how_near(left: str, right: str, metres: int, expected: bool) -> None:
    assert are_one(make_record("ocha:1", left), make_record("wof:2", right, north_m=metres)) is expected


def test_a_contrast_word_that_one_list_has() -> None:
    assert are_one(*UNTOLD)
    for twin in ("wof:3", "ocha:3"):
        assert not are_one(*UNTOLD, make_record(twin, "Shamsani al Gharbi", north_m=2500))
    assert are_one(*UNTOLD, make_record("iom:3", "Shamsani al Gharbi", north_m=2500))


@pytest.mark.parametrize(
    "right", ["Shamsani Jadidah", "Shamsani Qadimah", "Shamsani 3", "Tall Shamsani Sharqi"]
)
def test_new_and_old_and_numbered_are_places_of_their_own(right: str) -> None:
    assert not are_one(UNTOLD[0], make_record("wof:2", right, north_m=900))


def test_a_place_that_is_joined_so_has_no_row_farther_off_with_a_contrast_word() -> None:
    third = make_record("gn:3", "Shamsani ash Sharqi", "شمساني الشرقي", north_m=1950)
    assert not are_one(UNTOLD[0], third, UNTOLD[1])


def test_two_rows_of_one_list_are_not_left_over() -> None:
    assert not are_one(UNTOLD[1], make_record("wof:4", "Shamsani", "الشمساني"))


def test_near_by_only_the_surroundings_count() -> None:
    pair = make_record("iom:1", "عالية"), make_record("wof:2", "قرية العالية", north_m=450)
    assert are_one(*pair, make_record("wof:3", "العالية", north_m=8000))
    assert not are_one(*pair, make_record("wof:3", "العالية", north_m=2500))


@pytest.mark.parametrize(
    ("toponym", "feature_code", "north_m", "joined"),
    [
        ("أبو نواس", "P.PPLX", 440, True),
        ("أبو نواس", "P.PPL", 440, True),
        ("أبو نواس", "P.PPLX", 460, False),
        ("أبو نواس", "P.PPLQ", 440, False),
        ("أبو نواس 104", "P.PPLX", 440, False),
        ("أبو نواس الشرقية", "P.PPLX", 440, False),
    ],
)
def test_a_quarter_whose_list_numbers_only_it(
    toponym: str, feature_code: str, north_m: float, joined: bool
) -> None:
    quarter = make_record("iom:1", "أبو نواس 102", feature_code="P.PPLX")
    row = make_record("wof:2", toponym, feature_code=feature_code, north_m=north_m)
    assert are_one(quarter, row) is joined


def test_a_quarter_is_none_of_its_numbered_parts() -> None:
    rows = [make_record("iom:1", "أبو نواس 102", feature_code="P.PPLX")]
    rows += [make_record("iom:3", "أبو نواس 104", feature_code="P.PPLX", north_m=900)]
    assert not are_one(*rows, make_record("wof:2", "أبو نواس", feature_code="P.PPLX", north_m=280))
