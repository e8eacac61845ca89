from __future__ import annotations

import io

import pytest

from gazetteer.errors import InvalidQuery
from gazetteer.tabular import (
    BOM,
    MAX_LINE_BYTES,
    MAX_RECORD_LINES,
    BadRow,
    GoodRow,
    Row,
    bounded_lines,
    guess_kind,
    read_body,
    read_layout,
    read_records,
    read_rows,
)


def read(content: bytes, kind: str, *needed: str) -> tuple[list[str], list[Row]]:
    header, rows = read_rows(content.splitlines(keepends=True), kind, needed)
    return header, list(rows)


@pytest.mark.parametrize(
    ("kind", "content", "rows"),
    [
        ("csv", b"name,id\nAleppo,1\n", [{"name": "Aleppo", "id": "1"}]),
        ("csv", b"name,id\r\nAleppo,1\r\n", [{"name": "Aleppo", "id": "1"}]),
        ("csv", b"\xef\xbb\xbfname,id\nAleppo,1", [{"name": "Aleppo", "id": "1"}]),
        ("csv", b'name,id\n"a, b","c ""d"""\n', [{"name": "a, b", "id": 'c "d"'}]),
        ("csv", b'name,id\n"a\nb",2\n', [{"name": "a\nb", "id": "2"}]),
        ("csv", b"name,id\nAleppo\n", [{"name": "Aleppo", "id": ""}]),
        ("csv", b"name,id\n\nAleppo,1\n\r\n", [{"name": "Aleppo", "id": "1"}]),
        ("csv", b"name,id\n", []),
        ("tsv", b"name\tid\nAleppo\t1\n", [{"name": "Aleppo", "id": "1"}]),
        ("tsv", b'name\tid\r\n"a, b\t\r\n', [{"name": '"a, b', "id": ""}]),
        ("tsv", b"\xef\xbb\xbfname\tid\nAleppo\t1", [{"name": "Aleppo", "id": "1"}]),
        ("ndjson", b'{"name": "Aleppo", "id": 1}\n', [{"name": "Aleppo", "id": "1"}]),
        ("ndjson", b'\xef\xbb\xbf{"name": "A", "id": null}\n\n', [{"name": "A", "id": ""}]),
        ("ndjson", b'{"name": "A", "id": 0, "x": 1.5}', [{"name": "A", "id": "0", "x": "1.5"}]),
        ("ndjson", b"", []),
    ],
)
def test_tables(kind: str, content: bytes, rows: list[dict[str, str]]) -> None:
    read_back = read(content, kind, "name", "id")[1]
    assert [row.columns for row in read_back if isinstance(row, GoodRow)] == rows
    assert len(read_back) == len(rows)


@pytest.mark.parametrize(
    ("kind", "content", "problem"),
    [
        ("csv", b"name,id\nAle\xffppo,1\n", "is not UTF-8"),
        ("tsv", b"name\tid\nAle\xffppo\t1\n", "is not UTF-8"),
        ("ndjson", b'{"name": "Ale\xffppo", "id": 1}\n', "is not UTF-8"),
        ("csv", b"name,id\na,b,c\n", "has 3 cells"),
        ("tsv", b"name\tid\na\tb\tc\n", "has 3 cells"),
        ("ndjson", b"name,id\n", "is not a JSON object"),
        ("ndjson", b'["a"]\n', "is not a JSON object"),
        ("ndjson", b'{"name": "a"}\n', "has no member 'id'"),
        ("csv", b"name,id\n" + b"a" * 200_000 + b",1\n", "is not CSV"),
        ("tsv", b"name\tid\n" + b"a" * (MAX_LINE_BYTES + 1) + b"\t1\n", "is longer than"),
        ("ndjson", b'{"name": "' + b"a" * MAX_LINE_BYTES + b'", "id": 1}\n', "is longer than"),
    ],
    ids=lambda value: value[:24] if isinstance(value, bytes) else None,
)
def test_a_bad_row_stands_in_its_place(kind: str, content: bytes, problem: str) -> None:
    good = {"csv": b"z,9\n", "tsv": b"z\t9\n", "ndjson": b'{"name": "z", "id": "9"}\n'}[kind]
    bad, last = read(content + good, kind, "name", "id")[1]
    assert isinstance(bad, BadRow)
    assert bad.problem.startswith(problem)
    assert bad.accepted
    assert isinstance(last, GoodRow)
    assert last.columns == {"name": "z", "id": "9"}


def test_the_header_is_told() -> None:
    assert read(b"name,id\n", "csv")[0] == ["name", "id"]
    assert read(b"name\tid\n", "tsv")[0] == ["name", "id"]
    assert read(b'{"name": 1}\n', "ndjson")[0] == []


@pytest.mark.parametrize("kind", ["csv", "tsv"])
@pytest.mark.parametrize("content", [b"", b"\n\n", b"na\xffme\n", "name\tid\n".encode("utf-16")])
def test_a_table_without_a_header_is_refused(kind: str, content: bytes) -> None:
    with pytest.raises(InvalidQuery) as caught:
        read(content, kind, "name")
    assert caught.value.field == "header"


@pytest.mark.parametrize("kind", ["csv", "tsv"])
def test_a_missing_column_is_told_with_those_there_are(kind: str) -> None:
    with pytest.raises(InvalidQuery, match=r"'place'.*'name'") as caught:
        read(b"name\n", kind, "place")
    assert caught.value.field == "column"


def test_columns_of_one_header_keep_their_cells() -> None:
    _, (row,) = read(b"name,,\nAleppo,x,y\n", "csv", "name")
    assert not isinstance(row, BadRow)
    assert row.cells == ("Aleppo", "x", "y")


@pytest.mark.parametrize("kind", ["csv", "tsv"])
def test_an_empty_cell_of_a_single_column_is_a_row(kind: str) -> None:
    assert len(read(b"name\nAleppo\n\nMosul\n", kind)[1]) == 3


def test_an_open_quote_spoils_its_own_line_only() -> None:
    content = b'name,id\n"Aleppo,1\n' + b"Mosul,2\n" * (MAX_RECORD_LINES + 50)
    bad, *rest = read(content, "csv", "name")[1]
    assert isinstance(bad, BadRow)
    assert bad.problem == "has a quote that is not closed"
    assert bad.cells == ('"Aleppo', "1")
    assert [row.cells for row in rest] == [("Mosul", "2")] * (MAX_RECORD_LINES + 50)


def test_an_open_quote_in_the_last_line_is_told() -> None:
    good, bad = read(b'name,id\nMosul,2\n"Aleppo,1', "csv", "name")[1]
    assert isinstance(good, GoodRow)
    assert isinstance(bad, BadRow)
    assert bad.cells == ('"Aleppo', "1")


def test_a_bad_row_gives_back_its_cells() -> None:
    (bad,) = read(b"id,name\n7,Ale\xffppo\n", "csv", "name")[1]
    assert isinstance(bad, BadRow)
    assert (bad.cells, bad.columns["id"]) == (("7", "Ale\ufffdppo"), "7")


def test_a_semicolon_parts_cells_where_the_header_says_so() -> None:
    (row,) = read(b"name;id\nAleppo, north;1\n", "csv", "name")[1]
    assert row.cells == ("Aleppo, north", "1")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (b'{"name": 1}', "ndjson"),
        (b"name\tid\n", "tsv"),
        (b"name,id\n", "csv"),
        (b"", "csv"),
        (BOM + b"{}", "ndjson"),
    ],
)
def test_the_kind_of_a_table_by_its_first_line(line: bytes, kind: str) -> None:
    assert guess_kind(line) == kind


def test_an_endless_line_is_cut_and_told() -> None:
    endless = "name\n" + "حلب" * MAX_LINE_BYTES + "\nMosul\nlast"
    lines = list(bounded_lines(io.BytesIO(endless.encode())))
    assert [len(line) for line in lines] == [5, MAX_LINE_BYTES + 2, 6, 4]
    _, rows = read_rows(lines, "tsv", ["name"])
    bad, *good = rows
    assert isinstance(bad, BadRow)
    assert bad.problem == f"is longer than {MAX_LINE_BYTES} bytes"
    assert [row.cells for row in good] == [("Mosul",), ("last",)]


def test_the_longest_line_is_no_bad_row() -> None:
    for sign in ("a", "ح"):
        name = sign * (MAX_LINE_BYTES // len(sign.encode()))
        _, (row,) = read(f"name\n{name}\r\n".encode(), "tsv", "name")
        assert row.cells == (name,)


def test_the_layout_takes_the_header_and_no_more() -> None:
    lines = iter([b'name;"a\n', b'b"\n', b"Aleppo;1\n", b"Mosul;2\n"])
    layout = read_layout(lines, "csv", ["name"])
    assert (layout.header, layout.delimiter) == (("name", "a\nb"), ";")
    assert next(lines) == b"Aleppo;1\n"
    assert [row.columns["name"] for row in read_body(lines, layout)] == ["Mosul"]


def test_records_say_how_many_lines_they_take() -> None:
    content = b'name,id\nAleppo,1\n\n"a\nb\nc",2\n"open,3\nMosul,4\n'
    lines = iter(content.splitlines(keepends=True))
    records = list(read_records(lines, read_layout(lines, "csv", ["name"])))
    assert [taken for taken, _ in records] == [1, 1, 3, 1, 1]
    assert [row.columns["name"] if row else None for _, row in records] == [
        "Aleppo",
        None,
        "a\nb\nc",
        '"open',
        "Mosul",
    ]
