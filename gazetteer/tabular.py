"""Reading the tables that people send: CSV, TSV and NDJSON, as bytes, a row at a time.

A row that cannot be read becomes a BadRow in its place; only a table without a usable header is refused.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import IO

import orjson

from gazetteer.errors import InvalidQuery

MAX_LINE_BYTES = 1_000_000
"""A longer line is a bad row: no table of places has one, and an endless line must not fill the memory."""

MAX_RECORD_LINES = 100
"""Lines that one quoted CSV record may span; an address has five, a page of text has fifty."""

_MAX_UTF8 = 4
"""Bytes of the longest character."""

BOM = b"\xef\xbb\xbf"

_NOT_DECODED = re.compile("[\ud800-\udfff]")
"""What `surrogateescape` leaves of bytes that are not UTF-8."""


@dataclass(frozen=True, slots=True)
class GoodRow:
    """A row: its cells as they stood, none for NDJSON, and the text of each column by name.

    Of columns that share a name, the first counts by name.
    """

    cells: tuple[str, ...]
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not be read, what would have been, and what of it can be given back."""

    problem: str
    accepted: str
    cells: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)


Row = GoodRow | BadRow

_NOT_UTF8 = BadRow("is not UTF-8", "text encoded as UTF-8")
_OPEN_QUOTE = BadRow("has a quote that is not closed", "quotes in pairs")
_TOO_LONG = BadRow(f"is longer than {MAX_LINE_BYTES} bytes", f"at most {MAX_LINE_BYTES} bytes a row")
_NOT_OBJECT = BadRow("is not a JSON object", "a JSON object with a member for each column")


@dataclass(frozen=True, slots=True)
class Layout:
    """What must be known of a table to read any stretch of its rows.

    `kind` is "csv", "tsv" or "ndjson", `header` the names of the columns (none for NDJSON), `delimiter` what
    parts the cells, `needed` the columns that every row must have.
    """

    kind: str
    header: tuple[str, ...]
    delimiter: str
    needed: tuple[str, ...]


def read_rows(lines: Iterable[bytes], kind: str, needed: Iterable[str]) -> tuple[list[str], Iterator[Row]]:
    """The header and the rows of a table; `kind` is "csv", "tsv" or "ndjson".

    `lines` are the file's lines with their ends, `needed` the columns that must be there. NDJSON has no
    header: its rows are checked one by one.
    Raises InvalidQuery for a table without a header or without a column that is needed.
    """
    source = without_mark(lines)
    layout = read_layout(source, kind, needed)
    return list(layout.header), read_body(source, layout)


def bounded_lines(file: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file with their ends; one that is too long is cut, so that it cannot fill the memory."""
    while line := file.readline(MAX_LINE_BYTES + 2):
        yield line
        while line and not line.endswith(b"\n"):
            line = file.readline(MAX_LINE_BYTES)


def without_mark(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines without the byte order mark that the first one may begin with."""
    source = iter(lines)
    for first in source:
        yield first.removeprefix(BOM)
        break
    yield from source


def read_layout(lines: Iterator[bytes], kind: str, needed: Iterable[str]) -> Layout:
    """The layout of a table; takes the lines of its header, if it has one, and no more.

    Raises InvalidQuery for a table without a header or without a column that is needed.
    """
    if kind == "ndjson":
        return Layout(kind, (), "", tuple(needed))
    first = next(lines, b"")
    delimiter = "\t" if kind == "tsv" else guess_delimiter(_text(first))
    _, header = next(_SPLITTERS[kind](chain([first], lines), delimiter))
    if not header or isinstance(header, BadRow):
        problem = header.problem if isinstance(header, BadRow) else "is missing"
        raise InvalidQuery("header", problem, "a first line of column names")
    for column in needed:
        if column not in header:
            raise InvalidQuery(
                "column", f"there is no column {column!r}", "one of " + ", ".join(map(repr, header))
            )
    return Layout(kind, tuple(header), delimiter, tuple(needed))


def read_body(lines: Iterable[bytes], layout: Layout) -> Iterator[Row]:
    """The rows of these lines, which begin where a row does."""
    return (row for _, row in read_records(lines, layout) if row is not None)


def read_records(lines: Iterable[bytes], layout: Layout) -> Iterator[tuple[int, Row | None]]:
    """How many lines each row takes, and the row; None for a blank line, which is no row."""
    if layout.kind == "ndjson":
        return _read_ndjson(lines, layout.needed)
    return _named(_SPLITTERS[layout.kind](lines, layout.delimiter), layout.header)


def guess_kind(first_line: bytes) -> str:
    """The kind of a table by its first line: an object begins NDJSON, a tab tells TSV, all else is CSV."""
    line = first_line.removeprefix(BOM).lstrip()
    if line.startswith(b"{"):
        return "ndjson"
    return "tsv" if b"\t" in line else "csv"


def guess_delimiter(header: str) -> str:
    """The sign that parts the cells of a CSV header: a comma, or a semicolon where there are more of them."""
    return ";" if header.count(";") > header.count(",") else ","


def _named(
    records: Iterator[tuple[int, list[str] | BadRow]], header: tuple[str, ...]
) -> Iterator[tuple[int, Row | None]]:
    width, backward = len(header), header[::-1]
    for taken, record in records:
        if isinstance(record, BadRow):
            yield taken, _shaped(record, header)
        elif len(record) == width:
            yield taken, GoodRow(tuple(record), dict(zip(backward, record[::-1], strict=True)))
        elif len(record) > width:
            bad = BadRow(f"has {len(record)} cells", f"{width} cells", tuple(record))
            yield taken, _shaped(bad, header)
        elif record or width == 1:
            cells = (*record, *[""] * (width - len(record)))
            yield taken, GoodRow(cells, _by_name(header, cells))
        else:
            yield taken, None


def _by_name(header: tuple[str, ...], cells: tuple[str, ...]) -> dict[str, str]:
    return dict(zip(header[::-1], cells[::-1], strict=True))


def _shaped(row: BadRow, header: tuple[str, ...]) -> BadRow:
    """The bad row with as many cells as the header has columns."""
    cells = (*row.cells, *[""] * len(header))[: len(header)]
    return replace(row, cells=cells, columns=_by_name(header, cells))


def _text(line: bytes) -> str:
    """The line as text; bytes that are not UTF-8 stay in it as lone surrogates."""
    return line.decode("utf-8", "surrogateescape")


def _checked(record: list[str], text: str) -> list[str] | BadRow:
    """The cells of this text, or what is wrong with them."""
    if (
        len(text) * _MAX_UTF8 > MAX_LINE_BYTES
        and len(text.encode("utf-8", "surrogateescape")) > MAX_LINE_BYTES
    ):
        return _TOO_LONG
    if text.isascii() or not _NOT_DECODED.search(text):
        return record
    shown = (cell.encode("utf-8", "surrogateescape").decode("utf-8", "replace") for cell in record)
    return replace(_NOT_UTF8, cells=tuple(shown))


def _split_tsv(lines: Iterable[bytes], delimiter: str) -> Iterator[tuple[int, list[str] | BadRow]]:
    for text in map(_text, lines):
        line = text.rstrip("\r\n")
        yield 1, _checked(line.split(delimiter) if line else [], line)


def _split_csv(lines: Iterable[bytes], delimiter: str) -> Iterator[tuple[int, list[str] | BadRow]]:
    """CSV records. A quote that is not closed within MAX_RECORD_LINES spoils its own line only."""
    waiting: deque[str] = deque()
    source = map(_text, lines)
    while (text := waiting.popleft() if waiting else next(source, None)) is not None:
        bare = text.removesuffix("\n").removesuffix("\r")
        if '"' not in bare and "\r" not in bare and len(bare) <= csv.field_size_limit():
            # Nearly every line of nearly every table, and a fifth of the time that the parser takes.
            yield 1, _checked(bare.split(delimiter) if bare else [], bare)
            continue
        taken = [text]
        while (record := _parse_record(taken, delimiter)) is None:
            following = waiting.popleft() if waiting else next(source, None)
            if following is None or len(taken) == MAX_RECORD_LINES:
                if following is not None:
                    waiting.appendleft(following)
                waiting.extendleft(reversed(taken[1:]))
                taken = [text]
                record = replace(_OPEN_QUOTE, cells=tuple(text.rstrip("\r\n").split(delimiter)))
                break
            taken.append(following)
        yield len(taken), _checked(record, "".join(taken)) if isinstance(record, list) else record


_SPLITTERS = {"csv": _split_csv, "tsv": _split_tsv}


def _parse_record(lines: list[str], delimiter: str) -> list[str] | BadRow | None:
    """The cells of a record; None where a quote is still open at its end."""
    try:
        return next(csv.reader(lines, delimiter=delimiter, strict=True), [])
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            return None
    try:
        return next(csv.reader(lines, delimiter=delimiter), [])
    except csv.Error as error:
        return BadRow(
            f"is not CSV: {error}", "cells of at most 131072 characters, lines that end in a line feed"
        )


def _read_ndjson(lines: Iterable[bytes], needed: tuple[str, ...]) -> Iterator[tuple[int, Row | None]]:
    for line in lines:
        if not line.strip():
            yield 1, None
            continue
        if len(line) > MAX_LINE_BYTES:
            yield 1, _TOO_LONG
            continue
        try:
            value = orjson.loads(line)
        except orjson.JSONDecodeError:
            yield 1, _NOT_UTF8 if _NOT_DECODED.search(_text(line)) else _NOT_OBJECT
            continue
        if not isinstance(value, dict):
            yield 1, _NOT_OBJECT
        elif missing := [column for column in needed if column not in value]:
            problem = f"has no member {missing[0]!r}"
            yield 1, BadRow(problem, f"a JSON object with {', '.join(map(repr, needed))}")
        else:
            yield 1, GoodRow((), {key: "" if cell is None else str(cell) for key, cell in value.items()})
