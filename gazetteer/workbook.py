"""Workbooks (.xlsx): the rows of the first sheet in, and a sheet of rows out, in bounded memory.

Needs openpyxl, which the extra `xlsx` brings. It reads and writes a sheet row by row, but keeps the
shared texts of a workbook in memory: so these have a limit of their own.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from typing import Any, BinaryIO

from gazetteer.errors import InvalidTable
from gazetteer.tabular import BadRow, GoodRow, Row, row_by_name, row_too_wide

MAX_TEXTS_BYTES = 50_000_000
"""Of a workbook's shared texts, unpacked: openpyxl holds them in three times as much memory."""

MAX_CELL = 32_767
"""Characters that Excel takes in a cell."""

MAX_COLUMNS = 1_000
"""A sheet that is said to be wider is damaged, or formatted to its far end."""

_TEXTS = "xl/sharedStrings.xml"
_ACCEPTED = "an .xlsx workbook with a header in the first row of its first sheet"
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DAMAGED = BadRow("the workbook is damaged from here on", _ACCEPTED)


def workbooks_are_read() -> bool:
    """True where openpyxl is installed."""
    return find_spec("openpyxl") is not None


def read_workbook(file: BinaryIO, max_bytes: int) -> tuple[list[str], Iterator[Row]]:
    """The header and the rows of the first sheet, each cell as text and as the value that it was.

    `max_bytes` is the most that the workbook may unpack to. Empty rows are left out. Raises InvalidTable for
    what is no workbook, is too large, or has no header.
    """
    _check_archive(file, max_bytes)
    records = _records(file)
    try:
        first = next(records, ())
    # What openpyxl raises on a damaged or hostile workbook has no common class.
    except Exception as error:
        raise InvalidTable("body", "is no readable workbook", _ACCEPTED) from error
    header = [_text(value) for value in first]
    while header and not header[-1]:
        header.pop()
    if not header:
        raise InvalidTable("header", "is missing", _ACCEPTED)
    return header, _rows(header, records)


def write_workbook(file: BinaryIO, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a workbook with one sheet; numbers and dates stay what they are, texts are never formulas."""
    openpyxl = import_module("openpyxl")
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("places")
    sheet.freeze_panes = "A2"
    make_cell = import_module("openpyxl.cell").WriteOnlyCell

    def cell(value: object) -> object:
        if not isinstance(value, str):
            return value
        made = make_cell(sheet, _NOT_IN_XML.sub("\ufffd", value)[:MAX_CELL])
        made.data_type = "s"
        return made

    for row in chain([header], rows):
        sheet.append(list(map(cell, row)))
    book.save(file)


def _check_archive(file: BinaryIO, max_bytes: int) -> None:
    """Raise InvalidTable unless it is a zip archive within the limits; what it says of its sizes binds."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            sizes = {info.filename: info.file_size for info in archive.infolist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        # NotImplementedError is what zipfile raises for an archive of a version that it does not read.
        raise InvalidTable("body", "is no .xlsx workbook", _ACCEPTED) from error
    if sum(sizes.values()) > max_bytes:
        raise InvalidTable("body", f"unpacks to {sum(sizes.values())} bytes", f"at most {max_bytes} bytes")
    if sizes.get(_TEXTS, 0) > MAX_TEXTS_BYTES:
        raise InvalidTable(
            "body",
            f"has {sizes[_TEXTS]} bytes of texts",
            f"at most {MAX_TEXTS_BYTES} bytes; CSV has no limit",
        )
    file.seek(0)


def _records(file: BinaryIO) -> Iterator[Sequence[Any]]:
    """The rows of the first sheet as values."""
    with warnings.catch_warnings():
        # Of styles and extensions that it does not know, which do not matter to values.
        warnings.simplefilter("ignore")
        book = import_module("openpyxl").load_workbook(file, read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        records: Iterator[Sequence[Any]] = sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True)
    yield from records


def _rows(header: list[str], records: Iterator[Sequence[Any]]) -> Iterator[Row]:
    while True:
        try:
            record = next(records, None)
        except Exception:  # As above; what was read so far is answered.
            yield _DAMAGED
            return
        if record is None:
            return
        cells = [_text(value) for value in record]
        while len(cells) > len(header) and not cells[-1]:
            cells.pop()
        if len(cells) > len(header):
            yield row_too_wide(cells, header)
        elif any(cells):
            missing = len(header) - len(cells)
            padded = (*cells, *[""] * missing)
            yield GoodRow(padded, row_by_name(header, padded), (*record[: len(cells)], *[None] * missing))


def _text(value: object) -> str:
    """A cell as CSV would have it: 5 for 5.0, dates as ISO 8601, nothing for an empty cell."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date | time) else str(value)
