from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.error_kinds import ErrorKind, error_kind, kind_of, names_asked, spelled

CASES = Path(__file__).resolve().parent.parent / "cases" / "error_kinds.csv"


def cases() -> list[tuple[str, str, str]]:
    with CASES.open(encoding="utf-8", newline="") as handle:
        return [(row["query"], row["stored"], row["kind"]) for row in csv.DictReader(handle, strict=True)]


@pytest.mark.parametrize(("query", "stored", "kind"), cases())
def test_how_two_names_differ(query: str, stored: str, kind: str) -> None:
    assert error_kind(query, [stored]) == kind


def test_every_kind_has_a_case() -> None:
    assert {kind for _, _, kind in cases()} == set(ErrorKind)


def test_the_nearest_of_several_names_counts() -> None:
    assert error_kind("Maskanah", ["Raqqa", "مسكنة", "Maskana"]) is ErrorKind.ARTICLE
    assert error_kind("Maskanah", []) is ErrorKind.ABSENT


def test_a_text_asks_for_its_name_without_the_qualifier_too() -> None:
    assert names_asked("Maskanah, Aleppo") == ("Maskanah, Aleppo", "Maskanah")


NAMES = st.text(max_size=30)


@given(NAMES, NAMES)
def test_a_kind_is_the_same_both_ways(one: str, other: str) -> None:
    assert kind_of(spelled(one), spelled(other)) is kind_of(spelled(other), spelled(one))
