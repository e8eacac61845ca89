"""Reading the tables that people send: CSV, TSV and NDJSON, as bytes, a row at a time.

A row that cannot be read becomes a BadRow in its place; only a table without a usable header is refused.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import orjson

from gazetteer.errors import InvalidQuery

MAX_LINE_BYTES = 1_000_000
"""A longer line is a bad row: no table of places has one, and an endless line must not fill the memory."""

BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not be read, and what would have been."""

    problem: str
    accepted: str


@dataclass(frozen=True, slots=True)
class GoodRow:
    """A row: its cells as they stood, none for NDJSON, and the text of each column by name.

    Of columns that share a name, the first counts by name.
    """

    cells: tuple[str, ...]
    columns: Mapping[str, str]


Row = GoodRow | BadRow

_NOT_UTF8 = BadRow("is not UTF-8", "text encoded as UTF-8")
_TOO_LONG = BadRow(f"is longer than {MAX_LINE_BYTES} bytes", f"at most {MAX_LINE_BYTES} bytes a row")
_NOT_OBJECT = BadRow("is not a JSON object", "a JSON object with a member for each column")


def read_rows(lines: Iterable[bytes], kind: str, needed: Iterable[str]) -> tuple[list[str], Iterator[Row]]:
    """The header and the rows of a table; `kind` is "csv", "tsv" or "ndjson".

    `lines` are the file's lines with their ends, `needed` the columns that must be there. NDJSON has no
    header: its rows are checked one by one.
    Raises InvalidQuery for a table without a header or without a column that is needed.
    """
    if kind == "ndjson":
        return [], _read_ndjson(lines, tuple(needed))
    records = _read_tsv(lines) if kind == "tsv" else _read_csv(lines)
    header = next(records, None)
    if not header or isinstance(header, BadRow):
        problem = header.problem if isinstance(header, BadRow) else "is missing"
        raise InvalidQuery("header", problem, "a first line of column names")
    for column in needed:
        if column not in header:
            raise InvalidQuery(
                "column", f"there is no column {column!r}", "one of " + ", ".join(map(repr, header))
            )
    return header, _named(header, records)


def _named(header: list[str], records: Iterator[list[str] | BadRow]) -> Iterator[Row]:
    accepted = f"{len(header)} cells"
    backwards = header[::-1]
    for record in records:
        if isinstance(record, BadRow):
            yield record
        elif len(record) > len(header):
            yield BadRow(f"has {len(record)} cells", accepted)
        elif record or len(header) == 1:
            cells = (*record, *[""] * (len(header) - len(record)))
            yield GoodRow(cells, dict(zip(backwards, cells[::-1], strict=True)))


def _texts(lines: Iterable[bytes]) -> Iterator[str]:
    """The lines as text; bytes that are not UTF-8 stay in it as lone surrogates."""
    for number, line in enumerate(lines):
        bare = line.removeprefix(BOM) if number == 0 else line
        yield bare.decode("utf-8", "surrogateescape")


def _checked(record: list[str]) -> list[str] | BadRow:
    if sum(map(len, record)) > MAX_LINE_BYTES:
        return _TOO_LONG
    return _NOT_UTF8 if any("\ud800" <= char <= "\udfff" for cell in record for char in cell) else record


def _read_tsv(lines: Iterable[bytes]) -> Iterator[list[str] | BadRow]:
    for text in _texts(lines):
        line = text.rstrip("\r\n")
        yield _checked(line.split("\t") if line else [])


def _read_csv(lines: Iterable[bytes]) -> Iterator[list[str] | BadRow]:
    reader = csv.reader(_texts(lines))
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield BadRow(
                f"is not CSV: {error}", "cells of at most 131072 characters, quoted where they hold commas"
            )
            continue
        yield _checked(record)


def _read_ndjson(lines: Iterable[bytes], needed: tuple[str, ...]) -> Iterator[Row]:
    for number, raw in enumerate(lines):
        line = raw.removeprefix(BOM) if number == 0 else raw
        if not line.strip():
            continue
        if len(line) > MAX_LINE_BYTES:
            yield _TOO_LONG
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
