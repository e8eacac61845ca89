from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.conflate import conflate
from gazetteer.evidence import Rulings
from gazetteer.likeness import Rule
from gazetteer.model import Position
from gazetteer.pairing import DISTANCE_DISCOUNT, Rows
from gazetteer.sources.base import SourceRecord
from gazetteer.vocabulary import NameType
from tests.gazetteer.makers import make_name, make_record


def evidence(*records: SourceRecord, rulings: Rulings | None = None) -> list[tuple[str, str, Rule]]:
    return [(e.left, e.right, e.rule) for e in Rows(records, rulings or Rulings()).evidence()]


def test_a_score_falls_with_the_distance_to_a_stated_part() -> None:
    def score(north_m: float) -> float:
        (found,) = Rows(
            [make_record("ocha:1", "مسكنة"), make_record("wof:2", "مسكنة", north_m=north_m)], Rulings()
        ).evidence()
        return found.score

    assert score(0) > score(1000) > score(2900)
    assert score(2999) == pytest.approx(score(0) * (1 - DISTANCE_DISCOUNT), rel=0.01)


def test_keys_come_in_order_and_names_with_them() -> None:
    (found,) = Rows(
        [make_record("wof:2", "Maskana"), make_record("ocha:1", "Maskanah")], Rulings()
    ).evidence()
    assert (found.left, found.left_name, found.right, found.right_name) == (
        "ocha:1",
        "Maskanah",
        "wof:2",
        "Maskana",
    )


def test_a_city_may_be_placed_anywhere_in_it() -> None:
    village = make_record("ocha:1", "بغداد"), make_record("gn:2", "بغداد", north_m=8000)
    city = make_record("ocha:1", "بغداد"), make_record("gn:2", "بغداد", north_m=8000, population=7_000_000)
    assert evidence(*village) == []
    assert evidence(*city) == [("gn:2", "ocha:1", Rule.TEXT)]


def test_a_quarter_of_a_city_is_not_the_city() -> None:
    city = make_record("gn:2", "بغداد", population=7_000_000)
    quarter = make_record("iom:1", "بغداد", feature_code="P.PPLX", north_m=5000)
    assert evidence(city, quarter) == []


def test_a_decision_on_rows_that_are_not_there_is_no_evidence() -> None:
    rulings = Rulings(merged=frozenset({("ocha:1", "wof:9"), ("ocha:1", "wof:2")}))
    rows = [make_record("ocha:1", "x", north_m=90_000), make_record("wof:2", "y")]
    assert evidence(*rows, rulings=rulings) == [("ocha:1", "wof:2", Rule.DECIDED)]


rows = st.lists(
    st.tuples(
        st.sampled_from(["ocha", "wof", "iom"]),
        st.sampled_from(["حسينية", "حسين", "Husayniyah", "Hasan", "كفر حسين", "كفر"]),
        st.sampled_from(["P.PPL", "P.PPLX", "T.HLL"]),
        st.integers(0, 60),
        st.sampled_from([0, 0, 50_000, 900_000]),
    ),
    max_size=8,
)


@given(rows)
@settings(max_examples=80, deadline=None)
def test_no_pair_is_missed_that_comparing_all_would_find(told: list[tuple[str, str, str, int, int]]) -> None:
    records = [
        make_record(f"{source}:{n}", name, feature_code=code, north_m=100 * hundred, population=population)
        for n, (source, name, code, hundred, population) in enumerate(told)
    ]
    rows = Rows(records, Rulings())
    compared = (rows.by_name(i, j) for i, j in combinations(range(len(records)), 2))
    expected = {(e.left, e.right, e.rule) for e in compared if e is not None}
    found = evidence(*records)
    assert len(found) == len(set(found))
    assert set(found) == expected


@pytest.mark.parametrize(
    ("name", "people", "north_m", "joined"),
    [
        ("Hama", 460_000, 900, True),
        ("Hama", 460_000, 1100, False),
        # Whoever is not told to be large has the mound beside it; a mound or a sound is not the city.
        ("Hama", 0, 30, False),
        ("Hama", 20_000, 30, False),
        ("Tell Hama", 460_000, 30, False),
        ("Hamat", 460_000, 30, False),
    ],
)
def test_a_city_stands_on_the_site_of_its_name(name: str, people: int, north_m: float, joined: bool) -> None:
    site = make_record("nerd:1", name, feature_code="S.ANS", north_m=north_m)
    assert bool(evidence(site, make_record("gn:2", "Hama", "حماة", population=people))) is joined


@pytest.mark.parametrize(("code", "places"), [("P.PPLA", 1), ("P.PPLA2", 1), ("P.PPLA3", 2), ("P.PPL", 2)])
def test_a_site_is_the_seat_that_a_list_has_without_people(code: str, places: int) -> None:
    site = make_record("nerd:1", "Hama", feature_code="S.ANS", uncertainty_m=1500)
    city = make_record("gn:2", "Hama", "حماة", population=460_000, north_m=700)
    seat = make_record("ocha:3", "Hama", "حماة", feature_code=code, north_m=1000)
    assert len(conflate([seat, city, site]).clusters) == places


@pytest.mark.parametrize(
    ("key", "town", "joined"),
    [
        ("pleiades:1", ("Homs", "حمص"), True),
        ("pleiades:1", ("Old Homs",), False),
        ("pleiades:1", ("Hims Saghir",), False),
        ("pleiades:1", ("Hums",), False),
        ("wof:1", ("Homs", "حمص"), False),
    ],
)
def test_a_book_has_contrast_words_that_nobody_uses(key: str, town: tuple[str, ...], joined: bool) -> None:
    book = make_record(key, "Emesa Kabir", "Homs", feature_code="P.PPLH", north_m=900)
    assert bool(evidence(book, make_record("ocha:2", *town))) is joined


def test_a_book_that_has_the_names_of_several_places_is_none_of_them() -> None:
    town = make_record("ocha:2", "Samarra")
    book = make_record(
        "pleiades:1", "Samarra", "Qasr Saghir", "Qasr Kabir", feature_code="P.PPLH", north_m=900
    )
    assert not evidence(book, town)
    one = make_record("pleiades:1", "Samarra", "Qasr Kabir", feature_code="P.PPLH", north_m=900)
    assert evidence(one, town)


def test_a_book_with_more_words_is_not_the_settlement_of_another_book() -> None:
    book = make_record("pleiades:1", "Tunaynir as Sufla", "Tunaynir", feature_code="P.PPLH", north_m=900)
    assert not evidence(book, make_record("syriaca:2", "Tunaynir"))


@pytest.mark.parametrize(
    ("bare", "north_m", "joined"),
    [
        (["Kalmad"], 1900, [Rule.TEXT]),
        (["Kalmad"], 2100, [Rule.INCLUDED]),
        (["Kalmad"], 2700, []),
        (["Kulmit"], 400, [Rule.TEXT]),
        # A row that has an Arabic name of its own is held by that.
        (["Kalmad", "قلعة محمد"], 400, []),
        (["Kulmut"], 400, [Rule.CONSONANTS]),
        (["Kulmut"], 1400, [Rule.CONSONANTS]),
        (["Kulmut"], 2100, []),
    ],
)
def test_a_bare_row_repeats_one_of_its_own_source(
    bare: list[str], north_m: float, joined: list[Rule]
) -> None:
    full = make_record("wof:1", "Kalmad", "Kulmit", "كلمد")
    found = evidence(full, make_record("wof:2", *bare, north_m=north_m))
    assert [rule for _, _, rule in found] == joined


def test_a_bare_row_that_only_sounds_like_another_needs_to_be_alone_with_it() -> None:
    full, bare = make_record("wof:1", "Kalmad", "كلمد"), make_record("wof:2", "Kulmad", north_m=1400)
    assert evidence(full, bare)
    assert not evidence(full, bare, make_record("wof:3", "Kilmad", "كلماد", north_m=-8000))
    assert evidence(full, bare, make_record("wof:3", "Kilmad", "كلماد", north_m=-12_000))


def test_names_of_one_sound_meet_farther_apart_where_no_third_row_has_it() -> None:
    one, other = make_record("ocha:1", "Um Rsum"), make_record("wof:2", "Umm Arsum", north_m=2400)
    assert [rule for _, _, rule in evidence(one, other)] == [Rule.SKELETON]
    assert evidence(one, other, make_record("ocha:3", "Umm Rusum", north_m=9000)) == []
    # A further source has the same place again, and a hill is no namesake.
    assert evidence(one, other, make_record("iom:3", "Umm Rusum", north_m=9000))
    assert evidence(one, other, make_record("ocha:3", "Umm Rusum", feature_code="T.HLL", north_m=5000))
    # Two consonants tell nothing.
    assert not evidence(make_record("ocha:1", "Tuba"), make_record("wof:2", "Tibah", north_m=2400))


def test_a_row_that_is_unsure_of_its_position_may_lie_farther_off_if_it_is_alone() -> None:
    def joined(uncertainty_m: int, north: float) -> list[Rule]:
        unsure = replace(make_record("iom:1", "أسطيح"), position=Position(34.0, 42.0, "iom", uncertainty_m))
        other = replace(make_record("wof:2", "سطيح"), position=Position(34.0 + north, 42.0, "wof", 500))
        return [rule for _, _, rule in evidence(unsure, other)]

    assert joined(8_000, 0.056) == [Rule.SKELETON]
    assert joined(17_000, 0.044) == [Rule.SKELETON]
    # One that does not know its district says nothing.
    assert joined(17_000, 0.056) == []


@pytest.mark.parametrize(("north_m", "joined"), [(400, True), (1700, True), (1900, False)])
def test_two_bare_rows_of_one_source_repeat_each_other_only_nearby(north_m: float, joined: bool) -> None:
    found = evidence(make_record("wof:1", "Kalmad"), make_record("wof:2", "Kalmad", north_m=north_m))
    assert bool(found) is joined


@pytest.mark.parametrize(
    ("title", "code", "joined"),
    [
        ("Tell Marqada", "P.PPLH", []),
        ("Markada", "P.PPLH", [Rule.VOWELLED]),
        ("Tell Marqada", "P.PPL", [Rule.SKELETON]),
    ],
)
def test_an_ancient_mound_is_not_the_town_named_after_it(title: str, code: str, joined: list[Rule]) -> None:
    mound, town = make_record("pleiades:1", title, feature_code=code), make_record("ocha:2", "Markadah")
    assert [rule for _, _, rule in evidence(mound, town)] == joined


def test_a_mound_by_another_name_is_not_the_village_beside_it() -> None:
    village = make_record("ocha:2", "Asharneh", "عشارنة", north_m=200)
    other = make_name("Tell Acharneh", "pleiades", NameType.VARIANT)
    mound = make_record("pleiades:1", "Asharneh", other, feature_code="P.PPLH")
    assert not evidence(mound, village)
    town = make_record("pleiades:1", "Asharneh", feature_code="P.PPLH")
    assert evidence(town, village)
    # A mound of another name may lie in the town.
    within = make_name("Tell Qasr", "pleiades", NameType.VARIANT)
    assert evidence(make_record("pleiades:1", "Asharneh", within, feature_code="P.PPLH"), village)


@pytest.mark.parametrize(("north_m", "places"), [(4400, 1), (8000, 2)])
def test_a_book_may_be_far_off_a_town_that_it_has_met_by_another_row(north_m: float, places: int) -> None:
    town = make_record("ocha:1", "As-Salamiyeh", "السلمية", feature_code="P.PPLA2")
    syriac = make_record("syriaca:2", "سلمية", north_m=north_m, uncertainty_m=3000)
    book = make_record("pleiades:3", "Salamias", feature_code="P.PPLH", links=("syriaca:2",), north_m=north_m)
    assert len(conflate([town, syriac, book]).clusters) == places
    site = replace(book, feature_code="S.ANS")
    assert len(conflate([town, syriac, site]).clusters) == 2


def test_a_mound_by_its_first_name_is_no_town_that_has_the_mound_among_its_names() -> None:
    town = make_record("ocha:2", "Shaddadah", make_name("Tell Shaddada", name_type=NameType.VARIANT))
    assert not evidence(make_record("pleiades:1", "Tell Shaddada", feature_code="P.PPLH"), town)
    village = make_record("ocha:2", "Tell Shaddada")
    assert evidence(make_record("pleiades:1", "Tell Shaddada", feature_code="P.PPLH"), village)


def test_an_ancient_settlement_is_the_site_that_is_dug_there() -> None:
    rows = [
        make_record("nerd:1", "Qatna", feature_code="S.ANS"),
        make_record("pleiades:2", "Qatna", feature_code="P.PPLH", north_m=900),
        make_record("ocha:3", "Qatna", north_m=900),
    ]
    assert evidence(rows[0], rows[1]) == [("nerd:1", "pleiades:2", Rule.TEXT)]
    assert evidence(rows[0], rows[2]) == []


@pytest.mark.parametrize(
    ("key", "name", "code", "north_m", "joined"),
    [
        ("pleiades:1", "Arbil", "S.ANS", 200, True),
        ("pleiades:1", "Arbil", "S.ANS", 300, False),
        # Only what is written alike; no mound, no palace, and nothing of today's lists or of sites.
        ("pleiades:1", "Irbil", "S.ANS", 200, False),
        ("pleiades:1", "Tell Arbil", "S.ANS", 200, False),
        ("pleiades:1", "Arbil", "S.PAL", 200, False),
        ("nerd:1", "Arbil", "S.ANS", 30, False),
        ("gn:1", "Arbil", "S.ANS", 200, False),
    ],
)
def test_an_ancient_settlement_is_the_town_that_stands_on_it(
    key: str, name: str, code: str, north_m: float, joined: bool
) -> None:
    site = make_record(key, name, feature_code=code, north_m=north_m)
    assert bool(evidence(site, make_record("wof:2", "Arbīl", "أربيل"))) is joined


@pytest.mark.parametrize(
    ("bare", "north_m", "joined"),
    [
        (["Kalmad", "Kulmit"], 1700, True),
        (["Kalmad", "Kulmit"], 1900, False),
        (["Kalmad", "Sarin"], 1700, False),
    ],
)
def test_a_bare_row_is_another_bare_one_that_has_all_of_its_names(
    bare: list[str], north_m: float, joined: bool
) -> None:
    full = make_record("wof:1", "Birket", "Kalmad", "Kulmit")
    found = evidence(full, make_record("wof:2", *bare, north_m=north_m))
    assert [rule for _, _, rule in found] == [Rule.INCLUDED] * joined


@pytest.mark.parametrize(("north_m", "joined"), [(2500, True), (2700, False)])
def test_a_bare_row_may_lie_farther_from_one_with_an_arabic_name(north_m: float, joined: bool) -> None:
    full = make_record("wof:1", "Birket", "Kalmad", "بركة")
    assert bool(evidence(full, make_record("wof:2", "Kalmad", north_m=north_m))) is joined


def test_a_name_that_a_third_row_has_is_no_inclusion() -> None:
    full, bare = make_record("wof:1", "Birket", "Kalmad"), make_record("wof:2", "Kalmad", north_m=1500)
    third = make_record("wof:3", "Kalmad", "كلمد", north_m=-2500)
    assert not [e for e in evidence(full, bare, third) if e[:2] == ("wof:1", "wof:2")]
    assert evidence(full, bare, replace(third, source="gn"))


def test_one_vowel_may_differ_on_a_point_that_was_read_off_a_map() -> None:
    full = make_record("wof:1", "Kusik", "Kawsik", "كوسك")

    def bare(lat: float) -> SourceRecord:
        return replace(make_record("wof:2", "Kawsak"), position=Position(lat, 38.0, "wof", 500))

    third = make_record("wof:3", "Kasik", "كاسك", north_m=-9000)
    assert evidence(full, bare(36.0125), third)
    assert not evidence(full, bare(36.0123), third)


def test_contrast_words_part_a_bare_row_but_for_names_without_them() -> None:
    full = make_record("wof:1", "Kalmad al Kabir", "كلمد الكبير", "Birket")
    assert evidence(full, make_record("wof:2", "Birket", north_m=1000))
    assert not evidence(full, make_record("wof:2", "Birket", "Kalmad as Saghir", north_m=1000))


@pytest.mark.parametrize(
    ("code", "north_m", "joined"), [("P.PPLA3", 800, True), ("P.PPLA3", 1100, False), ("P.PPL", 800, False)]
)
def test_a_seat_under_its_subdistricts_name_is_the_town(code: str, north_m: float, joined: bool) -> None:
    seat = make_record("wof:1", "Nahiyat al Kifl", "ناحية الكفل", "Al Kifl", "الكفل", feature_code=code)
    town = make_record("wof:2", "Al Kifl", "الكفل", "Nahiyat al Kifl", north_m=north_m)
    assert bool(evidence(seat, town)) is joined


@pytest.mark.parametrize(("north_m", "joined"), [(5100, True), (6100, False)])
def test_bases_lie_as_far_apart_as_they_say_they_are_unsure(north_m: float, joined: bool) -> None:
    rows = [
        make_record("ucdp:1", "Khan Base", feature_code="L.MILB", uncertainty_m=2000),
        make_record("warmap:2", "Khan Base", feature_code="L.MILB", north_m=north_m, uncertainty_m=2000),
    ]
    assert bool(evidence(*rows)) is joined
    third = make_record("warmap:3", "Khan Base", feature_code="L.MILB", north_m=90_000, uncertainty_m=2000)
    assert not evidence(*rows, third)
