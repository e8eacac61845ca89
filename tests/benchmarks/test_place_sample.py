from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.place_sample import COLUMNS, SIZE, draw, score, table_of, to_row, told, wilson
from gazetteer.errors import DataError
from gazetteer.model import Name, Place, Position, Units
from gazetteer.tables import read_rows
from gazetteer.vocabulary import NameType, Romanization, Script

OK = ("a", "", "", "", "", "", "ok", "", "read")
WRONG = ("b", "", "", "", "", "", "error", "name", "a garble")


def a_place(number: int) -> Place:
    names = (
        Name("Tell X", "und", Script.LATIN, Romanization.NONE, NameType.VARIANT, ("wof",)),
        Name("Tall X", "und", Script.LATIN, Romanization.BGN, NameType.PREFERRED, ("wof",)),
        Name("تل", "ara", Script.ARABIC, Romanization.NONE, NameType.PREFERRED, ("wof",)),
    )
    units = Units("SY", "SY-HL", "SY0200")
    return Place(f"id{number:03}", "P.PPL", Position(36.0, 37.5, "wof", 500), units, names, ("wof:1", "gn:2"))


def test_a_drawing_is_sorted_has_no_place_twice_and_ignores_the_order_of_the_tables() -> None:
    places = [a_place(number) for number in range(50)]
    ids = [place.place_id for place in draw(places, 20)]
    assert ids == sorted(set(ids))
    assert len(ids) == 20
    assert ids == [place.place_id for place in draw(places[::-1], 20)]
    assert ids != [place.place_id for place in draw(places, 20, seed=1)]


def test_more_than_there_is_cannot_be_drawn() -> None:
    with pytest.raises(ValueError):
        draw([a_place(1)], 2)


def test_a_line_shows_the_preferred_names_and_leaves_the_verdict_open() -> None:
    assert to_row(a_place(1)) == (
        "id001",
        "Tall X | تل",
        "P.PPL",
        "SY SY-HL SY0200",
        "wof:36.00000,37.50000,500",
        "wof:1 gn:2",
        "",
        "",
        "",
    )


def test_a_score_counts_places_and_faults() -> None:
    result = score([OK, OK, OK, WRONG])
    assert (result.places, result.good, dict(result.faults)) == (4, 3, {"name": 1})
    assert told(result).splitlines()[:2] == ["without an error: 3 of 4, 75% [30.1%, 95.4%]", "name: 1"]


@pytest.mark.parametrize(
    "tail",
    [
        ("", "", ""),
        ("ok", "", ""),
        ("ok", "name", "read"),
        ("error", "", "read"),
        ("error", "spelling", "read"),
    ],
)
def test_a_line_that_is_not_read_to_the_end_is_refused(tail: tuple[str, str, str]) -> None:
    with pytest.raises(DataError, match="a: verdict"):
        score([(*OK[:-3], *tail)])


def test_no_lines_are_refused() -> None:
    with pytest.raises(DataError):
        score([])


@pytest.mark.parametrize(
    ("good", "of", "low", "high"), [(0, 10, 0.0, 0.278), (5, 10, 0.237, 0.763), (10, 10, 0.722, 1.0)]
)
def test_the_interval_is_wilsons(good: int, of: int, low: float, high: float) -> None:
    assert wilson(good, of) == pytest.approx((low, high), abs=5e-4)


@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_interval_holds_the_share_and_mirrors(case: tuple[int, int]) -> None:
    good, of = case
    low, high = wilson(good, of)
    assert 0 <= low <= good / of + 1e-12
    assert good / of - 1e-12 <= high <= 1
    assert wilson(of - good, of) == pytest.approx((1 - high, 1 - low))


def test_the_page_states_what_the_committed_verdicts_give() -> None:
    table = table_of(20261125)
    result = score([cells for _, cells in read_rows(table, COLUMNS)])
    page = table.parents[2] / "docs" / "places-check.md"
    assert result.places == SIZE
    assert told(result).splitlines()[0].removeprefix("without an error: ") in page.read_text(encoding="utf-8")
