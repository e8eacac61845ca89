"""Reading the tables that people send: CSV, TSV and NDJSON, as bytes, a row at a time.

A row that cannot be read becomes a BadRow in its place; only a table without a usable header is refused.
"""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

import orjson

from gazetteer.errors import InvalidTable

MAX_LINE_BYTES = 1_000_000
"""A longer line is a bad row: no table of places has one, and an endless line must not fill the memory."""

MAX_RECORD_LINES = 100
"""Lines that one quoted CSV record may span; an address has five, a page of text has fifty."""

BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class GoodRow:
    """A row: its cells as they stood, none for NDJSON, and the text of each column by name.

    Of columns that share a name, the first counts by name. `values` are the cells as numbers, dates and
    texts where the table knows them so (a workbook), else none.
    """

    cells: tuple[str, ...]
    columns: Mapping[str, str]
    values: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not be read, what would have been, and what of it can be given back."""

    problem: str
    accepted: str
    cells: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)


Row = GoodRow | BadRow

_OVERLONG = "\udfff"
"""Stands for a line that is too long; no decoding gives this text."""

DELIMITERS = (",", ";", "\t")

_NOT_UTF8 = BadRow("is not UTF-8", "text encoded as UTF-8")
_OPEN_QUOTE = BadRow("has a quote that is not closed", "quotes in pairs")
_NOT_OBJECT = BadRow("is not a JSON object", "a JSON object with a member for each column")


def read_rows(
    lines: Iterable[bytes], kind: str, needed: Iterable[str], max_line_bytes: int = MAX_LINE_BYTES
) -> tuple[list[str], Iterator[Row]]:
    """The header and the rows of a table; `kind` is "csv", "tsv" or "ndjson".

    `lines` are the file's lines with their ends, `needed` the columns that must be there. NDJSON has no
    header: its rows are checked one by one. A line of more than `max_line_bytes` is a bad row.
    Raises InvalidTable for a table without a header or without a column that is needed.
    """
    if kind == "ndjson":
        return [], _read_ndjson(lines, tuple(needed), max_line_bytes)
    texts = _texts(lines, max_line_bytes)
    first = next(texts, "")
    delimiter = "\t" if kind == "tsv" else guess_delimiter(first)
    split = _split_tsv if kind == "tsv" else _split_csv
    too_long = _too_long(max_line_bytes)
    records = (
        too_long if _is_overlong(record, max_line_bytes) else _checked(record)
        for record in split(chain([first], texts), delimiter)
    )
    header = next(records, None)
    if not header or isinstance(header, BadRow):
        problem = header.problem if isinstance(header, BadRow) else "is missing"
        raise InvalidTable("header", problem, "a first line of column names")
    for column in needed:
        if column not in header:
            raise InvalidTable(
                "column", f"there is no column {column!r}", "one of " + ", ".join(map(repr, header))
            )
    return header, _named(header, records)


def guess_kind(first_line: bytes) -> str:
    """The kind of a table by its first line: an object begins NDJSON, a tab tells TSV, all else is CSV."""
    line = first_line.removeprefix(BOM).lstrip()
    if line.startswith(b"{"):
        return "ndjson"
    return "tsv" if b"\t" in line else "csv"


def guess_delimiter(header: str) -> str:
    """The sign that parts the cells of a CSV header: a comma, or a semicolon or tab where there are more."""
    return max(DELIMITERS, key=header.count)


def _named(header: list[str], records: Iterator[list[str] | BadRow]) -> Iterator[Row]:
    for record in records:
        if isinstance(record, BadRow):
            yield _shaped(record, header)
        elif len(record) > len(header):
            yield row_too_wide(record, header)
        elif record or len(header) == 1:
            cells = (*record, *[""] * (len(header) - len(record)))
            yield GoodRow(cells, row_by_name(header, cells))


def row_too_wide(record: Sequence[str], header: Sequence[str]) -> BadRow:
    """What a record with more cells than the header gives."""
    return _shaped(BadRow(f"has {len(record)} cells", f"{len(header)} cells", tuple(record)), header)


def row_by_name(header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """The cells by their column; of columns that share a name, the first counts."""
    return dict(zip(header[::-1], cells[::-1], strict=True))


def _shaped(row: BadRow, header: Sequence[str]) -> BadRow:
    """The bad row with as many cells as the header has columns."""
    cells = (*row.cells, *[""] * len(header))[: len(header)]
    return replace(row, cells=cells, columns=row_by_name(header, cells))


def _texts(lines: Iterable[bytes], max_line_bytes: int) -> Iterator[str]:
    """The lines as text; bytes that are not UTF-8 stay in it as lone surrogates."""
    for number, line in enumerate(lines):
        bare = line.removeprefix(BOM) if number == 0 else line
        too_long = len(bare) > max_line_bytes
        yield _OVERLONG if too_long else bare.decode("utf-8", "surrogateescape")


def _too_long(max_line_bytes: int) -> BadRow:
    return BadRow(f"is longer than {max_line_bytes} bytes", f"at most {max_line_bytes} bytes a row")


def _is_overlong(record: list[str] | BadRow, max_line_bytes: int) -> bool:
    return isinstance(record, list) and (record == [_OVERLONG] or sum(map(len, record)) > max_line_bytes)


def _checked(record: list[str] | BadRow) -> list[str] | BadRow:
    if isinstance(record, BadRow):
        return record
    if not any("\ud800" <= char <= "\udfff" for cell in record for char in cell):
        return record
    shown = (cell.encode("utf-8", "surrogateescape").decode("utf-8", "replace") for cell in record)
    return replace(_NOT_UTF8, cells=tuple(shown))


def _split_tsv(texts: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    for text in texts:
        line = text.rstrip("\r\n")
        yield line.split(delimiter) if line else []


def _split_csv(texts: Iterable[str], delimiter: str) -> Iterator[list[str] | BadRow]:
    """CSV records. A quote that is not closed within MAX_RECORD_LINES spoils its own line only."""
    waiting: deque[str] = deque()
    source = iter(texts)
    while True:
        text = waiting.popleft() if waiting else next(source, None)
        if text is None:
            return
        lines = [text]
        while (record := _parse_record("".join(lines), delimiter)) is None:
            following = waiting.popleft() if waiting else next(source, None)
            if following is None or following == _OVERLONG or len(lines) == MAX_RECORD_LINES:
                if following is not None:
                    waiting.appendleft(following)
                waiting.extendleft(reversed(lines[1:]))
                record = replace(_OPEN_QUOTE, cells=tuple(text.rstrip("\r\n").split(delimiter)))
                break
            lines.append(following)
        yield record


def _parse_record(text: str, delimiter: str) -> list[str] | BadRow | None:
    """The cells of a record; None where a quote is still open at its end."""
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), [])
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            return None
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    except csv.Error as error:
        return BadRow(f"is not CSV: {error}", "cells of at most 131072 characters")


def _read_ndjson(lines: Iterable[bytes], needed: tuple[str, ...], max_line_bytes: int) -> Iterator[Row]:
    too_long = _too_long(max_line_bytes)
    for number, raw in enumerate(lines):
        line = raw.removeprefix(BOM) if number == 0 else raw
        if not line.strip():
            continue
        if len(line) > max_line_bytes:
            yield too_long
            continue
        try:
            value = orjson.loads(line)
        except orjson.JSONDecodeError:
            yield _NOT_OBJECT if _is_utf8(line) else _NOT_UTF8
            continue
        if not isinstance(value, dict):
            yield _NOT_OBJECT
        elif missing := [column for column in needed if column not in value]:
            yield BadRow(
                f"has no member {missing[0]!r}", f"a JSON object with {', '.join(map(repr, needed))}"
            )
        else:
            yield GoodRow((), {key: "" if cell is None else str(cell) for key, cell in value.items()})


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
