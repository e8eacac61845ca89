"""A table as somebody sent it, opened: its kind, its character set, its columns, and its rows to come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import BinaryIO

from gazetteer.batch import Columns
from gazetteer.charset import find_charset, guess_charset, split_lines, utf8_chunks
from gazetteer.columns import find_columns
from gazetteer.json_array import split_array
from gazetteer.query import check_text
from gazetteer.tabular import GoodRow, Row, guess_delimiter, read_rows
from gazetteer.workbook import read_workbook

KINDS = ("csv", "tsv", "ndjson", "json", "xlsx")

PEEKED_ROWS = 50
"""Rows that are looked at before the first is answered."""

_HEAD_BYTES = 4096
_ZIP = b"PK\x03\x04"
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+")
_DECIMAL_POINT = re.compile(r"[+-]?\d+\.\d+")


@dataclass(frozen=True, slots=True)
class Table:
    """An opened table. `rows` can be read once.

    `kind` is one of KINDS, `header` the columns (of JSON the members of the first object), `delimiter` what
    parts the cells of CSV and TSV, `decimal_comma` whether its numbers have a comma for a point.
    """

    kind: str
    header: tuple[str, ...]
    columns: Columns
    rows: Iterator[Row]
    delimiter: str = ","
    decimal_comma: bool = False


def guess_table_kind(file: BinaryIO) -> str:
    """The kind of a table by its first bytes: a workbook, a JSON array, NDJSON, else CSV of any delimiter."""
    file.seek(0)
    if file.read(len(_ZIP)) == _ZIP:
        return "xlsx"
    head = next(utf8_chunks(file, guess_charset(file)), b"")[:_HEAD_BYTES]
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return {b"[": "json", b"{": "ndjson"}.get(first, "csv")


def open_table(
    file: BinaryIO,
    kind: str,
    given: Mapping[str, str],
    charset: str | None,
    max_row_bytes: int,
    max_workbook_bytes: int,
) -> Table:
    """The table in a file that can be sought, read as one of KINDS.

    `given` has the column for each field of Columns that was named; the others are found by the header.
    `charset` None is recognised; a workbook has its own. A row of more than `max_row_bytes` is a bad row.
    Raises InvalidTable for what is no such table or has no column of names, InvalidQuery for a charset that
    is not taken.
    """
    codec = find_charset(charset) if charset is not None else None
    if kind == "xlsx":
        header, rows = read_workbook(file, max_workbook_bytes)
        return Table(kind, tuple(header), find_columns(header, given), rows)
    codec = codec or guess_charset(file)
    if kind in ("json", "ndjson"):
        # JSON has no code page; bytes that are not UTF-8 are a slip in their row.
        chunks = utf8_chunks(file, codec if charset is not None or codec.startswith("utf") else "utf-8")
        texts = split_array(chunks, max_row_bytes) if kind == "json" else split_lines(chunks, max_row_bytes)
        return _open_objects(kind, texts, given, max_row_bytes)
    lines = split_lines(utf8_chunks(file, codec), max_row_bytes)
    first = next(lines, b"")
    header, rows = read_rows(chain([first], lines), kind, (), max_row_bytes)
    delimiter = "\t" if kind == "tsv" else guess_delimiter(first.decode("utf-8", "replace"))
    peeked, rows = _peek(rows)
    return Table(
        kind,
        tuple(header),
        find_columns(header, given),
        rows,
        delimiter,
        delimiter != "," and _has_decimal_commas(peeked),
    )


def with_constants(table: Table, constants: Mapping[str, str]) -> Table:
    """The table with values for fields of Columns that hold for every row whose own cell says nothing.

    Raises InvalidQuery for a value that no cell could have either.
    """
    for field, text in constants.items():
        check_text(field, text)
    if not constants:
        return table
    own = {field: getattr(table.columns, field) for field in constants}
    columns = replace(table.columns, **{field: f"{field}=" for field in constants})

    def filled(row: Row) -> Row:
        known = row.columns
        added = {f"{field}=": known.get(own[field], "").strip() or text for field, text in constants.items()}
        return replace(row, columns={**known, **added})

    return replace(table, columns=columns, rows=map(filled, table.rows))


def _open_objects(kind: str, texts: Iterator[bytes], given: Mapping[str, str], max_row_bytes: int) -> Table:
    _, rows = read_rows(map(_as_object, texts), "ndjson", (), max_row_bytes)
    peeked, rows = _peek(rows)
    members = next((list(row.columns) for row in peeked if isinstance(row, GoodRow)), None)
    if members is None:
        # Nothing to find columns by: each row will say what is wrong with it.
        members = list(given.values()) or ["name"]
    columns = find_columns(list(dict.fromkeys([*members, *given.values()])), given)
    header = tuple(members)
    return Table(kind, header, columns, (_with_cells(row, header) for row in rows))


def _as_object(text: bytes) -> bytes:
    """A bare string of JSON as an object with a name; all else as it is."""
    return b'{"name":' + text + b"}" if text.startswith(b'"') else text


def _with_cells(row: Row, header: Sequence[str]) -> Row:
    if not isinstance(row, GoodRow):
        return row
    return GoodRow(tuple(row.columns.get(member, "") for member in header), row.columns)


def _peek(rows: Iterator[Row]) -> tuple[list[Row], Iterator[Row]]:
    """The first rows, and all rows."""
    peeked = list(islice(rows, PEEKED_ROWS))
    return peeked, chain(peeked, rows)


def _has_decimal_commas(rows: Sequence[Row]) -> bool:
    cells = [cell.strip() for row in rows for cell in row.cells]
    return any(map(_DECIMAL_COMMA.fullmatch, cells)) and not any(map(_DECIMAL_POINT.fullmatch, cells))
