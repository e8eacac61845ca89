from __future__ import annotations

from typing import Any

import pytest

from gazetteer import stretches
from gazetteer.batch import Columns, resolve_rows
from gazetteer.batch_document import resolve_documents
from gazetteer.resolver import Resolver
from gazetteer.tabular import BadRow, GoodRow, Row
from tests.gazetteer.tiny import id_of

COLUMNS = Columns("name", admin1="admin1", id="id", document="doc")
WHOLE = Columns("name", admin1="admin1", id="id")


def rows_of(*rows: tuple[str, str]) -> list[Row]:
    """Rows of a document id and a name."""
    return [GoodRow((), {"doc": doc, "name": name, "id": str(i)}) for i, (doc, name) in enumerate(rows)]


def answers(rows: list[Row], resolver: Resolver, columns: Columns = COLUMNS, **more: Any) -> list[Any]:
    found = list(resolve_documents(rows, columns, resolver, **more))
    assert [row for row, _ in found] == rows[more.get("from_row", 0) :]
    return [answer for _, answer in found]


def first(answer: dict[str, Any]) -> str:
    return str(answer["results"][0]["id"])


def test_each_document_settles_its_own_namesake(resolver: Resolver) -> None:
    rows = rows_of(("a", "Tall Hasan"), ("a", "Mosul"), ("b", "Tall Hasan"), ("b", "Al-Hawl"))
    found = answers(rows, resolver)
    assert [first(found[i]) for i in (0, 2)] == [id_of("gn:90500"), id_of("gn:163563")]
    assert [(each["row"], each["id"]) for each in found] == [(0, "0"), (1, "1"), (2, "2"), (3, "3")]


def test_without_a_column_the_table_is_the_document(resolver: Resolver) -> None:
    found = answers(rows_of(("a", "Tall Hasan"), ("b", "Mosul")), resolver, WHOLE)
    assert first(found[0]) == id_of("gn:90500")


def test_a_row_without_a_document_is_answered_as_alone(resolver: Resolver) -> None:
    rows = rows_of(("", "Tall Hasan"), ("", "Mosul"))
    for found, alone in zip(answers(rows, resolver), resolve_rows(rows, WHOLE, resolver), strict=True):
        assert found["query"].pop("document") == {"names": 0, "heeded": False}
        assert found == alone


def test_bad_rows_fail_alone_in_their_place(resolver: Resolver) -> None:
    rows = rows_of(("a", "Tall Hasan"), ("a", ""), ("a", "--"), ("a", "x" * 300), ("a", "Mosul"))
    rows.insert(1, BadRow("is not UTF-8", "UTF-8"))
    found = answers(rows, resolver)
    assert ["error" in each for each in found] == [False, True, True, True, True, False]
    assert [each["row"] for each in found] == list(range(6))
    (without,) = answers(rows_of(("a", "Tall Hasan"), ("a", "Mosul")), resolver)[:1]
    assert found[0]["results"] == without["results"]


def test_a_cell_that_cannot_be_asked_is_a_warning(resolver: Resolver) -> None:
    rows: list[Row] = [GoodRow((), {"doc": "a", "name": "Mosul", "admin1": "-"}), *rows_of(("a", "Aleppo"))]
    assert "no letter" in answers(rows, resolver)[0]["warnings"][0]


@pytest.mark.parametrize("from_row", [0, 1, 3, 4, 5, 9])
def test_going_on_changes_no_answer(resolver: Resolver, from_row: int) -> None:
    """Rows before it help those after it in one document, as they did before the break."""
    rows = rows_of(("a", "Mosul"), ("a", "Tall Hasan"), ("b", "Al-Hawl"), ("b", "Tall Hasan"), ("b", "Raqqa"))
    assert answers(rows, resolver, from_row=from_row) == answers(rows, resolver)[from_row:]


def test_limit_and_min_confidence_hold(resolver: Resolver) -> None:
    rows = rows_of(("a", "Tall Hasan"), ("a", "Mosul"))
    found = answers(rows, resolver, limit=2, min_confidence=0.5)
    assert [len(each["results"]) for each in found] == [1, 1]
    assert [len(each["results"]) for each in answers(rows, resolver, limit=2)] == [2, 2]


def test_a_stretch_is_answered_before_the_next_is_read(
    resolver: Resolver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stretches, "DOCUMENT_ROWS", 4)
    taken = []

    def endless() -> Any:
        while True:
            taken.append(1)
            yield GoodRow((), {"name": "Aleppo"})

    found = resolve_documents(endless(), WHOLE, resolver)
    assert [next(found)[1]["row"] for _ in range(9)] == list(range(9))
    assert len(taken) <= 13
