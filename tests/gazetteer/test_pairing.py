from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.likeness import Rule
from gazetteer.pairing import DISTANCE_DISCOUNT, Rows, Rulings
from gazetteer.sources.base import SourceRecord
from tests.gazetteer.makers import make_record


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
    expected = {pair for one, other in combinations(records, 2) for pair in evidence(one, other)}
    found = evidence(*records)
    assert len(found) == len(set(found))
    assert set(found) == expected


@pytest.mark.parametrize(
    ("bare", "north_m", "joined"),
    [
        (["Kalmad"], 1900, True),
        (["Kalmad"], 2100, False),
        (["Kulmit"], 400, True),
        # A row that has an Arabic name of its own is held by that.
        (["Kalmad", "قلعة محمد"], 400, False),
        (["Kulmat"], 400, False),
    ],
)
def test_a_bare_row_repeats_one_of_its_own_source(bare: list[str], north_m: float, joined: bool) -> None:
    full = make_record("wof:1", "Kalmad", "Kulmit", "كلمد")
    found = evidence(full, make_record("wof:2", *bare, north_m=north_m))
    assert found == ([("wof:1", "wof:2", Rule.TEXT)] if joined else [])


@pytest.mark.parametrize(("north_m", "joined"), [(400, True), (600, False)])
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


def test_an_ancient_settlement_is_the_site_that_is_dug_there() -> None:
    rows = [
        make_record("nerd:1", "Qatna", feature_code="S.ANS"),
        make_record("pleiades:2", "Qatna", feature_code="P.PPLH", north_m=900),
        make_record("ocha:3", "Qatna", north_m=900),
    ]
    assert evidence(rows[0], rows[1]) == [("nerd:1", "pleiades:2", Rule.TEXT)]
    assert evidence(rows[0], rows[2]) == []
