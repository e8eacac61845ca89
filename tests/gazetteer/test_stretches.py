from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer import stretches as module
from gazetteer.stretches import DOCUMENT_ROWS, stretches
from gazetteer.tabular import BadRow, GoodRow, Row

BAD = BadRow("is odd", "an even one")


def rows_of(ids: str) -> list[Row]:
    """A row for each letter, which is its document: "-" for none, "!" for a row that cannot be read."""
    return [BAD if each == "!" else GoodRow((), {"d": "" if each == "-" else f" {each}"}) for each in ids]


def cut(ids: str, column: str = "d") -> list[int]:
    return [len(document) for document in stretches(rows_of(ids), column)]


@pytest.mark.parametrize(
    ("ids", "lengths"),
    [
        ("", []),
        ("aaa", [3]),
        ("aabbb", [2, 3]),
        ("aabaa", [2, 1, 2]),  # rows of an id further on are another document
        ("a--b", [1, 1, 1, 1]),  # a row without an id stands alone
        ("aa!a", [4]),  # a row that cannot be read parts nothing
        ("aa!bb", [3, 2]),
        ("!!aa", [2, 2]),
        ("-!-", [2, 1]),
    ],
)
def test_documents_by_a_column(ids: str, lengths: list[int]) -> None:
    assert cut(ids) == lengths


def test_without_a_column_all_is_one_document() -> None:
    assert cut("ab-!c", "") == [5]


def test_a_column_that_is_not_there_leaves_rows_alone() -> None:
    assert cut("aab", "other") == [1, 1, 1]


def test_a_long_document_is_taken_in_stretches() -> None:
    rows = [GoodRow((), {"n": "x"})] * (2 * DOCUMENT_ROWS + 1)
    assert [len(each) for each in stretches(rows, "")] == [DOCUMENT_ROWS, DOCUMENT_ROWS, 1]


def test_long_rows_make_short_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "DOCUMENT_BYTES", 100)
    rows = [GoodRow(("x" * 30,), {"n": "x" * 30})] * 5
    assert [len(each) for each in stretches(rows, "")] == [2, 2, 1]


def test_an_endless_table_is_cut_as_it_comes() -> None:
    taken = 0

    def endless() -> Iterator[Row]:
        nonlocal taken
        for number in count(1):
            taken = number
            yield GoodRow((), {"d": str(number // 3)})

    found = stretches(endless(), "d")
    assert [len(next(found)) for _ in range(3)] == [2, 3, 3]
    assert taken == 9


@given(ids=st.text(alphabet="ab-!", max_size=30), most=st.integers(1, 4))
def test_no_row_is_lost_or_moved(ids: str, most: int) -> None:
    rows = rows_of(ids)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "DOCUMENT_ROWS", most)
        found = list(stretches(rows, "d"))
    assert [row for document in found for row in document] == rows
    assert all(1 <= len(document) <= most for document in found)
