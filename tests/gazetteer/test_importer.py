from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import shapely

from gazetteer.balance import NameLoss
from gazetteer.boundaries import UnitShape, read_boundaries, to_geojson
from gazetteer.curate import AssignedUnits, Overlay, Rejection, Ruling
from gazetteer.errors import DataError
from gazetteer.importer import Imported, import_sources, make_places
from gazetteer.model import Place, Units
from gazetteer.sources.base import LeftOut, Outcome, Source
from gazetteer.sources.whosonfirst import NAMESAKE_LANGUAGE
from gazetteer.tables import read_places
from gazetteer.units import UnitFinder
from tests.gazetteer.makers import make_record

TOLD = ("topic.toml: entry 1", "a reason", "a citation")

ROWS: list[Outcome] = [
    make_record("ocha:C1", "مسكنة", "Maskana", stated_units=("SY02", "SY0205", "SY020502")),
    make_record("ocha:C2", "جراح كبير", north_m=9000),
    make_record("ocha:SY02", "حلب", feature_code="A.ADM1", stated_units=()),
    make_record("wof:1", "Maskanah", "مسكنة", north_m=200, links=("gn:167080",)),
    make_record("wof:2", "Tall Hasan", north_m=5000),
    make_record("wof:3", "Fish Khabur", north_m=200_000),
    make_record("wof:4"),
    make_record("wof:2", "Tall Hasan", north_m=5000),
    LeftOut("wof:9", "wof", "superseded", leads_to="wof:8"),
    LeftOut("wof:8", "wof", "superseded", leads_to="wof:1"),
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with boundaries of one square in either country, and no decisions."""
    (tmp_path / "boundaries").mkdir()
    squares = {
        "SY": UnitShape(Units("SY", "SY-HL", "SY0205", "SY020502"), shapely.box(37.5, 35.5, 38.5, 36.5)),
        "IQ": UnitShape(Units("IQ", "IQ-HA", "IQG06Q05", "IQG06Q05N01"), shapely.box(40, 35.5, 41, 36.5)),
    }
    for country_code, square in squares.items():
        (tmp_path / "boundaries" / f"{country_code}.geojson").write_text(
            to_geojson([square]), encoding="utf-8"
        )
    return tmp_path


@pytest.fixture
def finder(data: Path) -> UnitFinder:
    return UnitFinder(read_boundaries(data / "boundaries"))


def place_of(imported: Imported, key: str) -> Place:
    return next(place for place in imported.places if key in place.links)


def test_every_row_ends_somewhere_and_the_balance_adds_up(finder: UnitFinder) -> None:
    balance = make_places(ROWS, finder, Overlay()).balance
    assert balance.rows == len(ROWS)
    assert [(*fate, count) for fate, count in balance.lines] == [
        ("ocha", "place", "", 3),
        ("wof", "left_out", "no_name", 1),
        ("wof", "left_out", "outside", 1),
        ("wof", "left_out", "repeated_key", 1),
        ("wof", "left_out", "superseded", 2),
        ("wof", "merged", "", 1),
        ("wof", "place", "", 1),
    ]


def test_a_merged_place_has_all_links_those_that_lead_on_to_it_too(finder: UnitFinder) -> None:
    place = place_of(make_places(ROWS, finder, Overlay()), "ocha:C1")
    assert place.links == ("ocha:C1", "wof:1", "gn:167080", "wof:9", "wof:8")
    assert place.units == Units("SY", "SY-HL", "SY0205", "SY020502")
    assert place.position.source == "ocha"


def test_a_link_that_is_the_key_of_another_place_s_row_is_not_a_place_s_own(finder: UnitFinder) -> None:
    rows = [
        make_record("gn:1", "البصرة", north_m=4000),
        make_record("gn:2", "البصرة القديمة"),
        make_record("ne:town", "البصرة", north_m=2500, links=("gn:2", "wd:Q1")),
    ]
    overlay = Overlay(separations=(Ruling(*TOLD, keys=("gn:2", "ne:town")),))
    assert [p.links for p in sorted(make_places(rows, finder, overlay).places, key=lambda p: p.links)] == [
        ("gn:1", "ne:town", "wd:Q1"),
        ("gn:2",),
    ]


def test_a_unit_is_known_by_its_own_code(finder: UnitFinder) -> None:
    assert place_of(make_places(ROWS, finder, Overlay()), "ocha:SY02").units == Units("SY", "SY-HL")


def test_names_left_out_are_counted_and_those_that_stand_out_are_listed(finder: UnitFinder) -> None:
    rows = [
        replace(make_record("wof:1", "Sīn", "السين", "خطيئة"), names_left_out=(NAMESAKE_LANGUAGE,) * 3),
        make_record("wof:2", "Tall Hasan", "شيخ جمال", north_m=5000),
    ]
    imported = make_places(rows, finder, Overlay())
    assert imported.names_left_out == {
        NameLoss("wof", NAMESAKE_LANGUAGE): 3,
        NameLoss("wof", "namesake"): 1,
    }
    assert [(doubt.kind, doubt.keys, doubt.evidence) for doubt in imported.doubts] == [
        ("names_disagree", ("wof:2",), "شيخ جمال (ara, wof): Tall Hasan")
    ]


def test_a_row_outside_is_listed_for_review(finder: UnitFinder) -> None:
    outside = [d for d in make_places(ROWS, finder, Overlay()).doubts if d.kind == "outside"]
    assert [doubt.keys for doubt in outside] == [("wof:3",)]
    assert outside[0].evidence.startswith("Fish Khabur, SY: 144")


def test_decisions_are_applied(finder: UnitFinder) -> None:
    overlay = Overlay(
        units=(AssignedUnits(*TOLD, place="wof:3", code="IQ-HA"),),
        separations=(Ruling(*TOLD, keys=("ocha:C1", "wof:1")),),
        rejected_rows=(Rejection(*TOLD, place="wof:2"),),
        rejected_places=(Rejection(*TOLD, place="ocha:C2"),),
    )
    imported = make_places(ROWS, finder, overlay)
    assert place_of(imported, "wof:3").units == Units("IQ", "IQ-HA")
    assert place_of(imported, "wof:1").links[0] == "wof:1"
    assert imported.balance.count("left_out", "ocha") == 1
    assert {link for place in imported.places for link in place.links}.isdisjoint({"wof:2", "ocha:C2"})
    assert imported.balance.rows == len(ROWS)


def test_a_decision_by_place_id_outlives_what_it_brings_about(finder: UnitFinder) -> None:
    first = make_places(ROWS, finder, Overlay())
    one, other = place_of(first, "ocha:C2"), place_of(first, "wof:2")
    overlay = Overlay(
        merges=(Ruling(*TOLD, keys=(one.place_id, other.place_id)),),
        rejected_places=(Rejection(*TOLD, place=place_of(first, "ocha:C1").place_id),),
    )
    second = make_places(ROWS, finder, overlay, first.places, first.redirects)
    assert place_of(second, "wof:2").place_id == one.place_id
    assert [(r.from_id, r.to_id) for r in second.redirects if r.to_id] == [(other.place_id, one.place_id)]
    third = make_places(ROWS, finder, overlay, second.places, second.redirects)
    assert third == second


def test_ids_survive_the_next_import(finder: UnitFinder) -> None:
    first = make_places(ROWS, finder, Overlay())
    assert make_places(ROWS, finder, Overlay(), first.places, first.redirects) == first
    backwards = make_places(ROWS[::-1], finder, Overlay(), first.places, first.redirects)
    assert {p.place_id for p in backwards.places} == {p.place_id for p in first.places}


@pytest.mark.parametrize(
    "overlay",
    [
        Overlay(rejected_rows=(Rejection(*TOLD, place="wof:77"),)),
        Overlay(rejected_rows=(Rejection(*TOLD, place="zzzzzzzz"),)),
        Overlay(merges=(Ruling(*TOLD, keys=("ocha:C1", "wof:9")),)),
        Overlay(units=(AssignedUnits(*TOLD, place="wof:3", code="SY-ZZ"),)),
    ],
    ids=["unknown key", "unknown id", "row left out", "unknown unit"],
)
def test_a_decision_that_no_longer_applies_is_named(finder: UnitFinder, overlay: Overlay) -> None:
    with pytest.raises(DataError, match=r"topic\.toml: entry 1"):
        make_places(ROWS, finder, overlay)


def test_a_key_of_two_sources_is_an_error(finder: UnitFinder) -> None:
    stranger = replace(make_record("ocha:C1", "x"), source="wof")
    with pytest.raises(DataError, match="ocha:C1 is given by ocha and by wof"):
        make_places([*ROWS, stranger], finder, Overlay())


def test_an_import_writes_tables_that_a_second_one_does_not_change(data: Path) -> None:
    def read(folder: Path) -> Iterator[Outcome]:
        assert folder == data / "raw" / "made"
        yield from ROWS

    (data / "curated").mkdir()
    (data / "curated" / "topic.toml").write_text(
        'reason = "r"\ncitation = "c"\n[[name]]\nplace = "wof:2"\ntoponym = "Tall Hassan"\n', encoding="utf-8"
    )
    source = Source("made", "made", read, 1, 300, "Made", "CC0")
    balance = import_sources(data / "raw", data, [source])
    before = {path: path.read_bytes() for path in data.rglob("*.tsv")}
    assert {path.relative_to(data).as_posix() for path in before} == {
        "balance.tsv",
        "names/SY-HL.tsv",
        "names_left_out.tsv",
        "places/SY-HL.tsv",
        "redirects.tsv",
        "review/outside.tsv",
    }
    assert import_sources(data / "raw", data, [source]) == balance
    assert {path: path.read_bytes() for path in data.rglob("*.tsv")} == before
    hasan = next(place for place in read_places(data) if "wof:2" in place.links)
    assert [name.toponym for name in hasan.names] == ["Tall Hasan", "Tall Hassan"]


def test_an_id_on_several_places_is_a_link_of_none(finder: UnitFinder) -> None:
    rows = [
        make_record("ocha:C1", "إدلب", links=("wd:Q1", "wd:Q2")),
        make_record("ocha:SY0205", "إدلب", feature_code="A.ADM2", links=("wd:Q1",)),
    ]
    links = {place.links for place in make_places(rows, finder, Overlay()).places}
    assert links == {("ocha:C1", "wd:Q2"), ("ocha:SY0205",)}
