"""Workbooks in and out."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import openpyxl
import pytest

from gazetteer.errors import InvalidTable
from gazetteer.tabular import BadRow, GoodRow
from gazetteer.workbook import MAX_CELL, read_workbook, workbooks_are_read, write_workbook

MAX_BYTES = 10_000_000


def book(*rows: tuple[object, ...]) -> io.BytesIO:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    file = io.BytesIO()
    workbook.save(file)
    return file


def test_the_extra_is_installed_for_tests() -> None:
    assert workbooks_are_read()


def test_rows_as_text_and_as_values() -> None:
    day = datetime.fromisoformat("2024-05-01")
    header, rows = read_workbook(
        book(("ref", "place", "when"), (1, "حلب", day), (2.5, None, None), (None, None), (True, "x")),
        MAX_BYTES,
    )
    assert header == ["ref", "place", "when"]
    first, second, third = rows
    assert first == GoodRow(
        ("1", "حلب", "2024-05-01T00:00:00"),
        {"ref": "1", "place": "حلب", "when": "2024-05-01T00:00:00"},
        (1, "حلب", day),
    )
    assert (second.cells, third.cells) == (("2.5", "", ""), ("True", "x", ""))


def test_a_row_that_is_too_wide_is_a_bad_row() -> None:
    _, rows = read_workbook(book(("a",), ("x", "y"), ("z", None)), MAX_BYTES)
    assert [type(row) for row in rows] == [BadRow, GoodRow]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"name\nHalab\n", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_workbook(content: bytes) -> None:
    with pytest.raises(InvalidTable, match="workbook"):
        read_workbook(io.BytesIO(content), MAX_BYTES)


def test_an_archive_of_something_else() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(InvalidTable, match="no readable workbook"):
        read_workbook(file, MAX_BYTES)


def test_an_empty_sheet() -> None:
    with pytest.raises(InvalidTable, match="header: is missing"):
        read_workbook(book(), MAX_BYTES)


def test_a_bomb_is_not_unpacked() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(2 * MAX_BYTES))
    with pytest.raises(InvalidTable, match="unpacks to 20000000 bytes"):
        read_workbook(file, MAX_BYTES)


def test_a_sheet_that_breaks_off_says_so_in_its_place() -> None:
    whole = book(("place",), *[(f"place {i}",) for i in range(5)])
    file = io.BytesIO()
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(file, "w") as target:
        for info in source.infolist():
            data = source.read(info)
            target.writestr(info, data[: len(data) * 3 // 4] if "sheet1" in info.filename else data)
    _, rows = read_workbook(file, MAX_BYTES)
    *good, last = rows
    assert good
    assert all(isinstance(row, GoodRow) for row in good)
    assert isinstance(last, BadRow)
    assert "damaged from here on" in last.problem


def test_written_values_stay_what_they_are() -> None:
    day = datetime.fromisoformat("2024-05-01")
    file = io.BytesIO()
    write_workbook(file, ["a", "=b"], [(1, "=1+1"), (day, None), ("\x00\ud800", "x" * (MAX_CELL + 5))])
    sheet = openpyxl.load_workbook(file)["places"]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells[:3] == [["a", "=b"], [1, "=1+1"], [day, None]]
    assert (cells[3][0], len(cells[3][1])) == ("\ufffd\ufffd", MAX_CELL)
    assert sheet["B2"].data_type == "s"
