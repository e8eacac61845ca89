"""Columns by their header, by the table tests/cases/columns.csv."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from gazetteer.batch import Columns
from gazetteer.batch_csv import csv_header
from gazetteer.columns import FIELDS, find_columns
from gazetteer.errors import InvalidTable

TABLE = Path(__file__).resolve().parent.parent / "cases" / "columns.csv"


def cases() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["header"])
def test_found(case: dict[str, str]) -> None:
    header = case.pop("header").split("|")
    assert find_columns(header, {}) == Columns(**case)


def test_given_ones_win_and_are_not_used_twice() -> None:
    found = find_columns(["name", "place", "id"], {"name": "place", "admin1": "name"})
    assert found == Columns(name="place", admin1="name", id="id")


def test_what_an_earlier_answer_appended_is_no_evidence() -> None:
    header = csv_header(["ref", "place"])
    assert find_columns(header, {}) == Columns(name="place", id="ref")


def test_no_column_of_names() -> None:
    with pytest.raises(
        InvalidTable, match=r"no column is known to hold the names; accepted: a header such as .*'a', 'b'"
    ):
        find_columns(["a", "b"], {})


def test_a_given_column_that_is_not_there() -> None:
    with pytest.raises(InvalidTable, match="admin1_column: there is no column 'x'; accepted: 'name'"):
        find_columns(["name"], {"admin1": "x"})


def test_a_wide_header_is_not_listed_whole() -> None:
    with pytest.raises(InvalidTable) as caught:
        find_columns([f"column {i}" * 20 for i in range(5000)], {})
    assert len(str(caught.value)) < 1000


def test_every_field_of_columns_is_looked_for() -> None:
    assert set(FIELDS) == set(Columns.__dataclass_fields__)
