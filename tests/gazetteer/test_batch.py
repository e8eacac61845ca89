from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pytest

from gazetteer.answer import WrittenAnswer
from gazetteer.answer_cache import AnswerCache
from gazetteer.batch import Columns, resolve_rows
from gazetteer.matching import TOGETHER
from gazetteer.query import Query
from gazetteer.resolver import Resolver
from gazetteer.rows import answer_row
from gazetteer.tabular import BadRow, GoodRow

ALL = Columns("n", country="c", admin1="a1", admin2="a2", admin3="a3", id="i")


def answer(
    rows: Iterable[Mapping[str, str] | BadRow], resolver: Resolver, columns: Columns = ALL, **options: Any
) -> list[dict[str, Any]]:
    table = [row if isinstance(row, BadRow) else GoodRow((), row) for row in rows]
    return list(resolve_rows(table, columns, resolver, **options))


def test_a_row_is_answered_as_a_query_is(resolver: Resolver) -> None:
    row = {"n": " Maskanah ", "c": "SY", "a1": "Homs", "a2": "", "a3": " ", "i": "7a", "other": "x"}
    assert answer([row], resolver) == [
        {"row": 0, "id": "7a", **answer_row(resolver.resolve(Query("Maskanah", "SY", "Homs")))}
    ]


def test_no_rows_no_answers(resolver: Resolver) -> None:
    assert answer([], resolver) == []


def test_without_an_id_column_there_is_no_id(resolver: Resolver) -> None:
    (row,) = answer([{"n": "Aleppo"}], resolver, Columns("n"))
    assert "id" not in row


def test_a_cell_that_is_not_there_is_empty(resolver: Resolver) -> None:
    (row,) = answer([{"n": "Aleppo"}], resolver)
    assert (row["id"], row["decision"]) == ("", "match")


def test_a_nameless_column_is_not_taken_for_one_that_is_not_named(resolver: Resolver) -> None:
    (row,) = answer([{"n": "Aleppo", "": "Homs"}], resolver, Columns("n"))
    assert (row["query"], row["warnings"]) == ({"name": "Aleppo"}, [])


def test_bad_rows_fail_alone(resolver: Resolver) -> None:
    rows = [{"n": "Aleppo"}, {"n": ""}, BadRow("is not UTF-8", "UTF-8"), {"n": "--"}, {"n": "Mosul"}]
    answers = answer(rows, resolver, Columns("n"))
    assert [row["row"] for row in answers] == [0, 1, 2, 3, 4]
    assert ["error" in row for row in answers] == [False, True, True, True, False]
    assert [row["error"]["field"] for row in answers[1:4]] == ["name", "row", "name"]


def test_an_unknown_unit_is_a_warning(resolver: Resolver) -> None:
    (row,) = answer([{"n": "Mosul", "a1": "Aleppoton"}], resolver)
    assert row["decision"] == "match"
    assert "Aleppoton" in row["warnings"][0]
    assert "Aleppo" in row["warnings"][0]


@pytest.mark.parametrize("cell", ["-", "?", "—", "…"])
def test_a_context_cell_without_a_letter_is_a_warning(cell: str, resolver: Resolver) -> None:
    (row,) = answer([{"n": "Aleppo", "a2": cell}], resolver)
    assert row["decision"] == "match"


def test_limit_and_min_confidence_hold_for_every_row(resolver: Resolver) -> None:
    one, other = answer([{"n": "Tall Hasan"}, {"n": "Maskanah"}], resolver, limit=2, min_confidence=0.5)
    assert one["results"] == []
    assert len(other["results"]) == 1


def test_rows_that_repeat_have_their_own_number(resolver: Resolver) -> None:
    rows = [{"n": "Aleppo", "i": str(i)} for i in range(3)]
    answers = answer(rows, resolver)
    assert [(row["row"], row["id"]) for row in answers] == [(0, "0"), (1, "1"), (2, "2")]
    assert answers[0]["results"] == answers[2]["results"]


def test_rows_are_answered_as_they_come(resolver: Resolver) -> None:
    def endless() -> Iterable[GoodRow]:
        while True:
            yield GoodRow((), {"n": "Aleppo"})

    answers = resolve_rows(endless(), ALL, resolver)
    assert [next(answers)["row"] for _ in range(3)] == [0, 1, 2]


@pytest.fixture
def blocks(resolver: Resolver, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The names that are asked together, block by block, with nothing kept before."""
    asked: list[list[str]] = []
    write_all = resolver.write_all

    def noted(queries: Sequence[Query], lenient: bool = False) -> list[WrittenAnswer]:
        asked.append([query.name for query in queries])
        return write_all(queries, lenient)

    monkeypatch.setattr(resolver, "answered", AnswerCache())
    monkeypatch.setattr(resolver, "write_all", noted)
    return asked


def test_rows_with_one_key_are_answered_once(resolver: Resolver, blocks: list[list[str]]) -> None:
    rows = [{"n": "Aleppo", "i": "1"}, {"n": "Mosul"}, {"n": " Aleppo", "i": "2"}]
    first = answer(rows, resolver, limit=2)
    assert answer(rows, resolver, limit=2) == first
    assert [name for block in blocks for name in block] == ["Aleppo", "Mosul"]
    answer(rows[:1], resolver, limit=1)
    answer(rows[:1], resolver, limit=2, min_confidence=0.5)
    assert sum(map(len, blocks)) == 4


def test_distinct_names_are_asked_in_blocks_that_grow(resolver: Resolver, blocks: list[list[str]]) -> None:
    names = [f"Tall Hasan {i}" for i in range(100)]
    answers = answer([{"n": name} for name in names], resolver)
    assert [row["query"]["name"] for row in answers] == names
    assert [len(block) for block in blocks] == [1, 2, 4, 8, 16, TOGETHER, TOGETHER, 5]


def test_a_bad_row_in_the_middle_of_a_block_fails_alone(resolver: Resolver, blocks: list[list[str]]) -> None:
    rows: list[Mapping[str, str] | BadRow] = [{"n": f"Tall Hasan {i}", "i": str(i)} for i in range(63)]
    rows[40:44] = [BadRow("is not UTF-8", "UTF-8"), {"n": "--"}, {"n": "x" * 300}, {"n": "Mosul", "a1": "?"}]
    answers = answer(rows, resolver)
    assert [row["row"] for row in answers] == list(range(63))
    assert [i for i, row in enumerate(answers) if "error" in row] == [40, 41, 42]
    assert [row["error"]["field"] for row in answers[40:43]] == ["row", "name", "name"]
    assert "no letter" in answers[43]["warnings"][0]
    assert len(blocks[-1]) == TOGETHER - 3
    for i in (39, 44):
        alone = answer_row(resolver.resolve(Query(f"Tall Hasan {i}")))
        assert answers[i] == {"row": i, "id": str(i), **alone}


def test_no_row_is_read_before_the_block_that_it_is_in(resolver: Resolver, blocks: list[list[str]]) -> None:
    taken: list[int] = []

    def rows() -> Iterable[GoodRow]:
        for i in range(99):
            taken.append(i)
            yield GoodRow((), {"n": f"Aleppo {i}"})

    answers = resolve_rows(rows(), ALL, resolver)
    read = [len(taken) for _ in answers]
    assert (read[0], read[1], read[3]) == (1, 3, 7)
    assert all(ahead - number < TOGETHER for number, ahead in enumerate(read, 1))
