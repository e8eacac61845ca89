from __future__ import annotations

from typing import Any

import pytest

from gazetteer.batch import Columns, resolve_rows
from gazetteer.batch_csv import CSV_COLUMNS, csv_cells, place_pcode
from gazetteer.resolver import Resolver
from gazetteer.tabular import GoodRow


def cells(name: str, resolver: Resolver, fill_best: bool = False, **row: str) -> dict[str, str]:
    columns = Columns("name", admin1="admin1")
    (answer,) = resolve_rows([GoodRow((), {"name": name, **row})], columns, resolver)
    return dict(zip(CSV_COLUMNS, csv_cells(answer, fill_best), strict=True))


def test_a_match_is_filled(resolver: Resolver) -> None:
    found = cells("Maskanah", resolver, admin1="SY-HL")
    assert float(found.pop("confidence")) > 0.9
    assert found == {
        "decision": "match",
        "lat": "35.96429",
        "lon": "38.04327",
        "place_id": resolver.place("gn:167080").place_id,
        "place_name": "Maskanah",
        "place_pcode": "",
        "admin1_code": "SY-HL",
        "admin1_pcode": "SY02",
        "admin2_pcode": "SY0205",
        "admin3_pcode": "SY020503",
        "problem": "",
    }


def test_what_is_ambiguous_has_no_coordinates(resolver: Resolver) -> None:
    found = cells("Tall Hasan", resolver)
    assert (found["decision"], found["lat"], found["lon"]) == ("ambiguous", "", "")
    assert found["place_id"]


def test_the_best_guess_is_filled_for_who_asks(resolver: Resolver) -> None:
    found = cells("Tall Hasan", resolver, fill_best=True)
    assert found["decision"] == "ambiguous"
    assert float(found["lat"]) > 30


def test_a_unit_that_is_not_there_is_empty(resolver: Resolver) -> None:
    found = cells("Deir ez-Zor district", resolver, fill_best=True)
    assert (found["admin1_pcode"], found["admin3_pcode"]) == ("SY09", "")
    assert [cells("Syria", resolver)[f"admin{level}_pcode"] for level in (1, 2, 3)] == ["", "", ""]


def test_an_error_and_a_warning_are_problems(resolver: Resolver) -> None:
    assert cells("", resolver) == {
        **dict.fromkeys(CSV_COLUMNS, ""),
        "problem": cells("", resolver)["problem"],
    }
    assert cells("", resolver)["problem"].startswith("name: ")
    assert "Aleppoton" in cells("Mosul", resolver, admin1="Aleppoton")["problem"]


def test_nothing_found_is_a_decision(resolver: Resolver) -> None:
    assert cells("東京", resolver) == {**dict.fromkeys(CSV_COLUMNS, ""), "decision": "none"}


@pytest.mark.parametrize(
    ("links", "pcode"),
    [([], ""), (["gn:1"], ""), (["gn:1", "ocha:C1933"], "C1933"), (["ocha:SY09", "ocha:C1"], "SY09")],
)
def test_place_pcode(links: list[Any], pcode: str) -> None:
    assert place_pcode(links) == pcode
