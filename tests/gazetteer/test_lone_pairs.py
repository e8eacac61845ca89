from __future__ import annotations

import pytest

from gazetteer.evidence import Rulings
from gazetteer.likeness import Rule
from gazetteer.pairing import Rows
from gazetteer.sources.base import SourceRecord
from tests.gazetteer.clustering import are_one
from tests.gazetteer.makers import make_record


def rules(*records: SourceRecord) -> list[Rule]:
    return [found.rule for found in Rows(records, Rulings()).evidence()]


BESIDE = (
    make_record("ocha:1", "Jeb Zreiq", "جب زريق"),
    make_record("wof:2", "Jubb Razaq", "جب رزق", north_m=80),
)


def test_rows_next_to_each_other_need_hardly_be_alike() -> None:
    assert rules(*BESIDE) == [Rule.BESIDE]


@pytest.mark.parametrize(
    ("right", "north_m", "joined"),
    [
        ("Khirbat Judaydah", 290, True),
        ("Khirbat Judaydah", 310, False),
        ("Jdidet Karas", 20, True),
        ("Khirbat Jidar", 290, False),
    ],
)
def test_a_telling_word_in_common_reaches_farther(right: str, north_m: float, joined: bool) -> None:
    rows = make_record("ocha:1", "Judaydat Faras"), make_record("wof:2", right, north_m=north_m)
    assert are_one(*rows) is joined


def test_rows_that_share_a_word_yield_to_a_lone_name_farther_off() -> None:
    """What is said of the nearer pair does not weigh more than before for the longer reach of a word."""
    near = make_record("ocha:1", "Judaydat Faras"), make_record("wof:2", "Khirbat Judaydah", north_m=140)
    far = make_record("ocha:1", "Judaydat Faras"), make_record("wof:2", "Khirbat Judaydah", north_m=290)
    scores = [next(iter(Rows(rows, Rulings()).evidence())).score for rows in (near, far)]
    assert scores[0] < 0.53
    assert scores[1] == pytest.approx(0.49)


@pytest.mark.parametrize("key", ["ocha:3", "wof:3"])
def test_a_further_row_of_either_list_leaves_them_apart(key: str) -> None:
    assert not are_one(*BESIDE, make_record(key, "Sarin", "صرين", north_m=400))
    assert are_one(*BESIDE, make_record(key, "Sarin", "صرين", north_m=700))
    assert are_one(*BESIDE, make_record("iom:3", "Sarin", "صرين", north_m=400))


def test_a_namesake_in_the_other_list_is_the_better_one() -> None:
    assert not are_one(*BESIDE, make_record("wof:3", "جب زريق", north_m=2500))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Kabir Sarin", "Sarin Saghir"),
        ("جب زريق كبير", "جب رزق صغير"),
        ("المزرعة", "مزرعة الراهب"),
        ("Kafr Zayta", "Tall Hasan"),
    ],
)
def test_what_tells_villages_apart_does_so_on_one_spot(left: str, right: str) -> None:
    assert not are_one(make_record("ocha:1", left), make_record("wof:2", right, north_m=20))


def test_neither_the_abandoned_nor_books_on_the_past_are_met_that_way() -> None:
    for key, code in (("wof:2", "P.PPLQ"), ("wof:2", "P.PPLX"), ("pleiades:2", "P.PPL")):
        assert not are_one(BESIDE[0], make_record(key, "Jubb Razaq", north_m=80, feature_code=code))


LETTER_OFF = make_record("ocha:1", "Sanqam", "سنقام"), make_record("wof:2", "Sanqan", north_m=2300)


@pytest.mark.parametrize(
    ("third", "joined"),
    [
        (("wof:3", "Sanqal", 9000), False),
        (("ocha:3", "Sanqal", 9000), False),
        (("wof:3", "Sanqal", 13_000), True),
        (("wof:3", "Maskana", 900), True),
    ],
)
def test_a_letter_off_is_evidence_where_no_third_row_is_like_it(
    third: tuple[str, str, float], joined: bool
) -> None:
    assert rules(*LETTER_OFF) == [Rule.ALONE]
    assert are_one(*LETTER_OFF, make_record(third[0], third[1], north_m=third[2])) is joined


@pytest.mark.parametrize(
    ("gn", "north_m", "joined"),
    [(90_000, 1600, True), (90_000, 1800, False), (1_500, 1600, False)],
)
def test_two_passes_over_one_list_have_a_name_a_letter_off(gn: int, north_m: float, joined: bool) -> None:
    rows = [
        make_record("wof:1", "Ahmad al Mizban", "احمد المزبان", links=("gn:1000",)),
        make_record("wof:2", "Ahmad al Mazbat", "احمد المزبات", links=(f"gn:{gn}",), north_m=north_m),
    ]
    assert are_one(*rows) is joined
    assert not are_one(*rows, make_record("wof:3", "Ahmad al Mizban", links=("gn:50000",), north_m=9000))


def test_a_name_that_a_list_has_twice_is_not_unique() -> None:
    rows = make_record("ocha:1", "مسكنة"), make_record("wof:2", "مسكنة", north_m=7000)
    assert are_one(*rows)
    assert not are_one(*rows, make_record("wof:3", "مسكنة", north_m=90_000))
    assert are_one(*rows, make_record("iom:3", "مسكنة", north_m=90_000))


HEARD_ALIKE = make_record("iom:1", "Ashkech"), make_record("wof:2", "Ashikaj", "اشيكج", north_m=230)


def test_consonant_classes_are_enough_next_to_each_other_where_no_third_has_them() -> None:
    assert rules(*HEARD_ALIKE) == [Rule.BESIDE]
    assert are_one(*HEARD_ALIKE, make_record("wof:3", "Sarin", north_m=300))
    assert not are_one(*HEARD_ALIKE, make_record("wof:3", "Ashkesh", north_m=5000))
    assert not are_one(HEARD_ALIKE[0], make_record("wof:2", "Ashikaj", "اشيكج", north_m=300))
    assert not are_one(make_record("iom:1", "Tall Ashkech"), make_record("wof:2", "Bir Ashikaj", north_m=230))


def test_no_rows_make_no_pairs() -> None:
    assert list(Rows([], Rulings()).evidence()) == []
