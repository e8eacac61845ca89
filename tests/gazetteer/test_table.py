"""Opening a table of any kind."""

from __future__ import annotations

import io

import pytest

from gazetteer.errors import InvalidQuery, InvalidTable
from gazetteer.table import Table, guess_table_kind, open_table
from gazetteer.tabular import BadRow

CSV = "ref,place,province\n1,حلب,Aleppo\n2,Maskanah,\n"


def opened(
    content: bytes, kind: str = "", given: dict[str, str] | None = None, charset: str | None = None
) -> Table:
    file = io.BytesIO(content)
    return open_table(file, kind or guess_table_kind(file), given or {}, charset, 1000, 10_000_000)


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1256"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_csv_however_it_was_saved(charset: str, delimiter: str, end: str) -> None:
    table = opened(CSV.replace(",", delimiter).replace("\n", end).encode(charset))
    assert (table.kind, table.header, table.delimiter) == ("csv", ("ref", "place", "province"), delimiter)
    assert (table.columns.name, table.columns.admin1, table.columns.id) == ("place", "province", "ref")
    assert cells(table) == [("1", "حلب", "Aleppo"), ("2", "Maskanah", "")]


def test_a_declared_character_set_wins() -> None:
    content = "place\nحلب\n".encode("iso8859-6")
    assert cells(opened(content, charset="ISO-8859-6")) == [("حلب",)]
    with pytest.raises(InvalidQuery, match="charset"):
        opened(content, charset="x")


@pytest.mark.parametrize(
    ("text", "comma"),
    [
        ("place;x\nHalab;36,2\n", True),
        ("place;x\nHalab;36.2\n", False),
        ("place;x\nHalab;36,2\nHims;36.2\n", False),
        ('place,x\nHalab,"1,200"\n', False),
        ("place;x\nHalab;\n", False),
    ],
)
def test_decimal_commas(text: str, comma: bool) -> None:
    assert opened(text.encode()).decimal_comma is comma


def test_quoted_tabs() -> None:
    table = opened(b'place\tnote\n"Ha""lab"\t"a\tb"\n')
    assert cells(table) == [('Ha"lab', "a\tb")]


def test_an_array_of_names_and_objects() -> None:
    table = opened('["حلب", {"name": "Homs", "n": 5}, {}, 7, {bad}, null]'.encode())
    assert (table.kind, table.header, table.columns.name) == ("json", ("name",), "name")
    names = [row.columns.get("name", "") for row in table.rows]
    assert names == ["حلب", "Homs", "", "", "", ""]


def test_objects_a_line() -> None:
    table = opened(b'{"place": "Halab", "n": null}\n\n{"n": 1, "place": "Homs"}\nnonsense\n')
    assert (table.kind, table.header) == ("ndjson", ("place", "n"))
    *good, bad = table.rows
    assert [row.cells for row in good] == [("Halab", ""), ("Homs", "1")]
    assert isinstance(bad, BadRow)


def test_objects_without_a_column_of_names() -> None:
    with pytest.raises(InvalidTable, match="name_column"):
        opened(b'{"x": "Halab"}\n')
    assert opened(b'{"x": "Halab"}\n', given={"name": "x"}).columns.name == "x"


def test_a_member_that_only_later_objects_have_can_be_named() -> None:
    table = opened(b'{"name": "Halab"}\n{"name": "Homs", "gov": "Homs"}\n', given={"admin1": "gov"})
    assert table.columns.admin1 == "gov"


@pytest.mark.parametrize("content", [b"[]", b"[1, 2]", b'["a'])
def test_arrays_without_a_row_that_can_be_read(content: bytes) -> None:
    if content.endswith(b"a"):
        with pytest.raises(InvalidTable, match="ends within"):
            opened(content)
    else:
        assert opened(content).columns.name == "name"


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe"])
def test_no_header(content: bytes) -> None:
    with pytest.raises(InvalidTable, match="header: is missing"):
        opened(content)


def test_a_row_that_is_too_long() -> None:
    table = opened(b"place\n" + b"a" * 1001 + b"\nHalab\n")
    bad, good = table.rows
    assert isinstance(bad, BadRow)
    assert "longer than 1000 bytes" in bad.problem
    assert good.cells == ("Halab",)
