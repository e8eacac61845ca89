from __future__ import annotations

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer import batch
from gazetteer.answer_cache import AnswerCache
from gazetteer.batch import Columns, resolve_rows
from gazetteer.batch_csv import CSV_COLUMNS, csv_cells
from gazetteer.errors import InvalidQuery
from gazetteer.resolver import Resolver
from gazetteer.tabular import BOM, BadRow, GoodRow, read_rows
from tests.property.texts import NAMES

LINES = st.lists(st.binary(max_size=30).map(lambda line: line.replace(b"\n", b"") + b"\n"), max_size=12)
TABLE_BYTES = st.lists(
    st.one_of(
        st.sampled_from([b'"', b",", b"\t", b"\r", b"\n", b"\xff", b"\0", b"{", b'{"name": 1}\n']),
        st.binary(max_size=6),
    ),
    max_size=30,
).map(b"".join)
ROWS = st.lists(
    st.one_of(
        st.builds(BadRow, st.text(max_size=5), st.just("")),
        st.dictionaries(st.sampled_from(["name", "admin1", "id"]), st.one_of(NAMES, st.text(max_size=20))),
    ),
    max_size=8,
)


@given(rows=ROWS)
def test_a_row_for_each_row_in_order(resolver: Resolver, rows: list[dict[str, str] | BadRow]) -> None:
    table = [row if isinstance(row, BadRow) else GoodRow((), row) for row in rows]
    answers = list(resolve_rows(table, Columns("name", admin1="admin1", id="id"), resolver))
    assert [answer["row"] for answer in answers] == list(range(len(rows)))
    for row, answer in zip(rows, answers, strict=True):
        assert ("error" in answer) != ("decision" in answer)
        assert "error" in answer or not isinstance(row, BadRow)
        assert len(csv_cells(answer)) == len(CSV_COLUMNS)


@given(rows=ROWS.map(lambda rows: rows * 2), together=st.integers(1, 5))
def test_no_answer_depends_on_its_block(
    resolver: Resolver, rows: list[dict[str, str] | BadRow], together: int
) -> None:
    """The oracle answers each row in a batch of its own, with nothing kept from another."""
    table = [row if isinstance(row, BadRow) else GoodRow((), row) for row in rows]
    columns = Columns("name", admin1="admin1", id="id")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resolver, "answered", AnswerCache(0))
        alone = [next(resolve_rows([row], columns, resolver)) for row in table]
        patch.setattr(batch, "TOGETHER", together)
        patch.setattr(resolver, "answered", AnswerCache())
        found = list(resolve_rows(table, columns, resolver))
    assert found == [answer | {"row": number} for number, answer in enumerate(alone)]


@pytest.mark.parametrize("kind", ["csv", "tsv", "ndjson"])
@given(content=TABLE_BYTES)
def test_any_bytes_after_the_header_are_rows(kind: str, content: bytes) -> None:
    header = {"csv": b"name,id\n", "tsv": b"name\tid\n", "ndjson": b""}[kind]
    lines = (header + content).splitlines(keepends=True)
    _, rows = read_rows(lines, kind, ["name"])
    for row in rows:
        assert isinstance(row, BadRow) or "name" in row.columns


@pytest.mark.parametrize("kind", ["csv", "tsv", "ndjson"])
@given(content=TABLE_BYTES)
def test_any_table_is_read_or_told(kind: str, content: bytes) -> None:
    error, rows = None, iter(())
    try:
        _, rows = read_rows(content.splitlines(keepends=True), kind, ["name"])
    except InvalidQuery as caught:
        error = caught
    assert error is None or error.field in ("header", "column")
    assert all(isinstance(row, BadRow) or "name" in row.columns for row in rows)


@pytest.mark.parametrize("kind", ["tsv", "ndjson"])
@given(lines=LINES)
def test_every_line_of_one_column_is_a_row_whatever_its_bytes(
    resolver: Resolver, kind: str, lines: list[bytes]
) -> None:
    header = [b"name\n"] if kind == "tsv" else []
    _, rows = read_rows([*header, *lines], kind, ["name"])
    answers = list(resolve_rows(rows, Columns("name"), resolver))
    told = [line.removeprefix(BOM) if i == 0 else line for i, line in enumerate(lines)]
    assert len(answers) == (len(lines) if kind == "tsv" else sum(bool(line.strip()) for line in told))
    assert all(orjson.dumps(answer) for answer in answers)
