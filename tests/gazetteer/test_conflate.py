from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.conflate import conflate
from gazetteer.evidence import Evidence, Rulings
from gazetteer.likeness import Rule
from gazetteer.pairing import Rows
from gazetteer.sources.base import SourceRecord
from tests.gazetteer.clustering import clusters
from tests.gazetteer.makers import make_record

TABLE = Path(__file__).parent.parent / "cases" / "one_place.csv"
CASES = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))


def together(*keys: str) -> set[frozenset[str]]:
    return {frozenset(keys)}


def apart(*keys: str) -> set[frozenset[str]]:
    return {frozenset([key]) for key in keys}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_one_place_or_two(case: dict[str, str]) -> None:
    left = make_record("ocha:1", *case["left"].split("|"), feature_code=case["left_kind"])
    right = make_record(
        "wof:2", *case["right"].split("|"), feature_code=case["right_kind"], north_m=float(case["metres"])
    )
    expected = together("ocha:1", "wof:2") if case["same"] == "yes" else apart("ocha:1", "wof:2")
    assert clusters([left, right]) == expected


def test_nothing_makes_no_places() -> None:
    assert conflate([]).clusters == ()


def test_the_better_of_two_pairs_wins() -> None:
    records = [
        make_record("ocha:1", "حسينية"),
        make_record("wof:2", "حسينية", north_m=900),
        make_record("wof:3", "الحسينية", north_m=100),
    ]
    assert clusters(records) == together("ocha:1", "wof:3") | apart("wof:2")


def test_a_chain_is_not_one_place() -> None:
    records = [
        make_record("ocha:1", "حسينية"),
        make_record("wof:2", "حسينية", north_m=2000),
        make_record("iom:3", "حسينية", north_m=8100),
    ]
    assert clusters(records) == together("ocha:1", "wof:2") | apart("iom:3")


def test_a_row_that_is_unsure_of_its_position_does_not_part_the_others() -> None:
    def rows(uncertainty_m: int) -> list[SourceRecord]:
        return [
            make_record("ocha:1", "حلب"),
            make_record("gn:2", "حلب", north_m=900),
            make_record("ne:3", "Aleppo", north_m=5900, links=("gn:2",), uncertainty_m=uncertainty_m),
        ]

    assert clusters(rows(5000)) == together("ocha:1", "gn:2", "ne:3")
    assert clusters(rows(500)) == together("gn:2", "ne:3") | apart("ocha:1")


@pytest.mark.parametrize(
    ("far", "joined"),
    [
        pytest.param(make_record("gn:3", "Akra", north_m=3900, links=("wof:2",)), True, id="by an id"),
        pytest.param(make_record("gn:3", "Akra", north_m=5100, links=("wof:2",)), False, id="too far"),
    ],
)
def test_an_id_moors_a_row_that_is_far_off(far: SourceRecord, joined: bool) -> None:
    rows = [make_record("iom:1", "Akre", "عقرة"), make_record("wof:2", "Aqrah", "عقرة", north_m=600), far]
    assert any({"iom:1", "wof:2"} <= keys for keys in clusters(rows)) is joined


def test_a_name_that_only_sounds_alike_moors_nothing() -> None:
    far = make_record("gn:3", "Akra", north_m=3900, links=("wof:2",))
    rows = [make_record("iom:1", "Aqra"), make_record("wof:2", "Aqrah", north_m=600), far]
    assert together("wof:2", "gn:3") <= clusters(rows)


def test_a_source_has_a_place_twice_only_under_one_name_on_one_spot() -> None:
    twin, other = (
        make_record("wof:1", "Tilakaw", "تيلكو"),
        make_record("wof:2", "Tilako", "تيلكو", north_m=100),
    )
    assert clusters([twin, other]) == together("wof:1", "wof:2")
    far = make_record("wof:2", "Tilako", "تيلكو", north_m=700)
    assert clusters([twin, far]) == apart("wof:1", "wof:2")
    latin = make_record("wof:2", "Tilakaw", north_m=100)
    assert clusters([twin, latin]) == together("wof:1", "wof:2")
    assert clusters([make_record("wof:1", "Tilako"), latin]) == apart("wof:1", "wof:2")


def test_rows_with_ids_that_complement_each_other_may_be_twins_farther_off() -> None:
    one = make_record("wof:1", "معرة النعمان", links=("gn:167611",))
    other = make_record("wof:2", "معرة النعمان", links=("wd:Q728226",), north_m=700)
    assert clusters([one, other]) == together("wof:1", "wof:2")


def test_an_id_joins_rows_of_one_kind_whatever_their_names() -> None:
    town = make_record("wof:1", "Athriya", links=("gn:172378",))
    seat = make_record("gn:172378", "Ithriyah", north_m=9000)
    unit = make_record("wof:3", "Sahl", feature_code="A.ADM3", links=("gn:172378",))
    assert clusters([town, seat, unit]) == together("wof:1", "gn:172378") | apart("wof:3")


def test_an_id_does_not_join_across_half_the_country() -> None:
    one = make_record("wof:1", "حسن", links=("gn:1",))
    assert clusters([one, make_record("gn:1", "حسن", north_m=60_000)]) == apart("wof:1", "gn:1")


def test_countries_part_places_and_no_country_fits_both() -> None:
    syrian, iraqi = make_record("ocha:1", "ربيعة"), make_record("iom:2", "ربيعة", country_code="IQ")
    crossing = make_record("ucdp:3", "ربيعة", country_code="")
    assert clusters([syrian, iraqi]) == apart("ocha:1", "iom:2")
    assert clusters([syrian, crossing]) == together("ocha:1", "ucdp:3")


def test_a_person_can_merge_what_nothing_else_would_and_part_what_everything_would() -> None:
    one, other = (
        make_record("ocha:1", "مزيونة الحمر", north_m=25_000),
        make_record("wof:2", "Mazyunat al Humr"),
    )
    merged = Rulings(merged=frozenset({("ocha:1", "wof:2")}))
    assert clusters([one, other], merged) == together("ocha:1", "wof:2")
    twin = make_record("wof:2", "مزيونة الحمر", north_m=25_000, links=("ocha:1",))
    assert clusters([one, twin]) == together("ocha:1", "wof:2")
    separate = Rulings(separate=frozenset({("ocha:1", "wof:2")}))
    assert clusters([one, twin], separate) == apart("ocha:1", "wof:2")


def test_the_evidence_of_a_join_is_kept() -> None:
    records = [make_record("ocha:1", "مسكنة"), make_record("wof:2", "مسكنة", north_m=1500)]
    (evidence,) = conflate(records).evidence
    assert evidence == Evidence("ocha:1", "wof:2", 1500.0, Rule.TEXT, "مسكنة", "مسكنة", 0.8245)


def test_what_is_doubtful_is_listed() -> None:
    records = [
        make_record("ocha:1", "حسينية"),
        make_record("wof:2", "حسينية", north_m=60),
        make_record("wof:3", "حسينية", north_m=900),
        make_record("wof:4", "Golidjane", north_m=20),
        make_record("gn:7", "Hasan", north_m=30_000),
        make_record("iom:6", "Hasan", north_m=40_000, links=("gn:7",)),
    ]
    assert [(doubt.kind, doubt.keys) for doubt in conflate(records).doubts] == [
        ("not_merged", ("ocha:1", "wof:3")),
        ("position_conflict", ("gn:7", "iom:6")),
    ]
    assert [doubt.kind for doubt in conflate([records[0], records[3]]).doubts] == ["same_spot"]


rows = st.lists(
    st.tuples(
        st.sampled_from(["ocha", "wof", "iom"]),
        st.sampled_from(["حسينية", "حسين", "جراح كبير", "جراح صغير", "جراح", "Husayniyah", "Jarrah Kabir"]),
        st.sampled_from(["P.PPL", "P.PPLX", "T.HLL"]),
        st.integers(0, 40),
    ),
    max_size=9,
)


@given(rows, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_places_are_a_partition_that_the_order_of_rows_does_not_change(
    told: list[tuple[str, str, str, int]], random: object
) -> None:
    records = [
        make_record(f"{source}:{number}", name, feature_code=code, north_m=100 * hundred)
        for number, (source, name, code, hundred) in enumerate(told)
    ]
    result = conflate(records)
    assert sorted(r.key for cluster in result.clusters for r in cluster) == sorted(r.key for r in records)
    for cluster in result.clusters:
        names = {name.toponym for record in cluster for name in record.names}
        assert not {"جراح كبير", "جراح صغير"} <= names
        assert len({record.feature_code for record in cluster} - {"P.PPLX"}) <= 1
    shuffled = list(records)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert clusters(shuffled) == clusters(records)


@pytest.mark.parametrize(
    ("name", "metres", "one"), [("Biran", 7000, False), ("Biran", 3000, True), ("Hetite", 7000, True)]
)
def test_an_id_that_was_given_to_another_place(name: str, metres: int, one: bool) -> None:
    new = make_record("gn:1", "Hetite")
    old = make_record("wof:2", name, north_m=metres, links=("gn:1",))
    assert (clusters([new, old]) == together("gn:1", "wof:2")) is one


def test_an_id_that_was_given_anew_lets_no_third_row_bring_both_together() -> None:
    new, old = make_record("gn:1", "Hetite"), make_record("wof:2", "Biran", north_m=20_000, links=("gn:1",))
    rows = Rows([new, old], Rulings())
    assert not rows.compatible(0, 1, Rule.TEXT)
    same = make_record("wof:2", "Hetite", north_m=20_000, links=("gn:1",))
    assert Rows([new, same], Rulings()).compatible(0, 1, Rule.TEXT)
