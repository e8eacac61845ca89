"""The answer to a whole table in each of its formats, as pieces of bytes that can be sent as they come."""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO

import orjson

from gazetteer.batch import resolve_rows
from gazetteer.batch_csv import CSV_COLUMNS, csv_header, csv_values
from gazetteer.batch_document import resolve_documents
from gazetteer.query import DEFAULT_LIMIT
from gazetteer.resolver import ATTRIBUTION, Resolver
from gazetteer.table import Table
from gazetteer.tabular import GoodRow, Row
from gazetteer.workbook import write_workbook

FORMATS = ("csv", "tsv", "ndjson", "json", "geojson", "xlsx")

CONTEXTS = ("document",)
"""What rows may be answered by, beside what they say themselves."""

_WHOLE_ANSWERS = ("ndjson", "json")
"""Formats that show more than the first result; the others need not keep what they do not show."""

PIECE_BYTES = 65_536
"""What pieces grow to; the first is one row, so that whoever waits sees at once that it works."""

_FEATURES_HEAD = b'{"type":"FeatureCollection","attribution":' + orjson.dumps(ATTRIBUTION) + b',"features":['
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PLAIN_NUMBER = re.compile(r"[+-]?\d[\d.,]*")


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """How a table is answered.

    `format` is one of FORMATS; `from_row` is the first row to answer, counted from 0, and where it is not 0,
    CSV and TSV have neither header nor mark, so that the answer can be appended to what was got before.
    `fill_best` gives coordinates for every first result, not for matches only. `bom` begins CSV with a byte
    order mark, by which Excel knows UTF-8. `defuse` puts an apostrophe before texts that a spreadsheet would
    take for formulas. `decimal_comma` None is as in the table. `by_document` lets the names of one document
    help each other (`batch_document`); rows before `from_row` of the document that it lies in do so too.
    """

    format: str
    limit: int = DEFAULT_LIMIT
    min_confidence: float = 0.0
    from_row: int = 0
    fill_best: bool = False
    bom: bool = True
    defuse: bool = False
    decimal_comma: bool | None = None
    by_document: bool = False


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    """A row of the table and its row object."""

    row: Row
    answer: dict[str, Any]


def answer_table(table: Table, answers: Iterable[AnsweredRow], options: BatchOptions) -> Iterator[bytes]:
    """The `answer_rows` of a table in pieces; in all formats but xlsx, which is written as a file."""
    lines: Iterator[bytes]
    match options.format:
        case "ndjson":
            lines = (orjson.dumps(each.answer, option=orjson.OPT_APPEND_NEWLINE) for each in answers)
        case "json":
            lines = _listed(b"[", (orjson.dumps(each.answer) for each in answers), b"]\n")
        case "geojson":
            features = (orjson.dumps(_feature(table, each, options), default=str) for each in answers)
            lines = _listed(_FEATURES_HEAD, features, b"]}\n")
        case _:
            lines = _separated(table, answers, options)
    return _gathered(lines)


def write_answer_workbook(
    table: Table, answers: Iterable[AnsweredRow], options: BatchOptions, file: BinaryIO
) -> None:
    """Write the `answer_rows` of a table as a workbook, with the table's own values as they were."""
    rows = ([*_own(table, each.row), *csv_values(each.answer, options.fill_best)] for each in answers)
    write_workbook(file, csv_header(table.header), rows)


def answer_rows(table: Table, resolver: Resolver, options: BatchOptions) -> Iterator[AnsweredRow]:
    """Each row from `from_row` on with its row object, in order."""
    limit = options.limit if options.format in _WHOLE_ANSWERS else 1
    if options.by_document:
        columns, least = table.columns, options.min_confidence
        for each in resolve_documents(table.rows, columns, resolver, limit, least, options.from_row):
            yield AnsweredRow(*each)
        return
    waiting: deque[Row] = deque()

    def kept() -> Iterator[Row]:
        for row in islice(table.rows, options.from_row, None):
            waiting.append(row)
            yield row

    answers = resolve_rows(kept(), table.columns, resolver, limit, options.min_confidence)
    for answer in answers:
        yield AnsweredRow(waiting.popleft(), answer | {"row": answer["row"] + options.from_row})


def _separated(table: Table, answers: Iterable[AnsweredRow], options: BatchOptions) -> Iterator[bytes]:
    """CSV, with the table's own delimiter where it has one, or TSV."""
    delimiter = "\t" if options.format == "tsv" else table.delimiter if table.kind == "csv" else ","
    comma = table.decimal_comma if options.decimal_comma is None else options.decimal_comma
    line = io.StringIO()
    writer = csv.writer(line, delimiter=delimiter, lineterminator="\n")

    def written(cells: Iterable[str]) -> bytes:
        line.seek(0)
        line.truncate()
        writer.writerow([_defused(cell) for cell in cells] if options.defuse else cells)
        return line.getvalue().encode("utf-8", "replace")

    if options.from_row == 0:
        yield (b"\xef\xbb\xbf" if options.bom else b"") + written(csv_header(table.header))
    width = len(table.header)
    for each in answers:
        own = (*each.row.cells, *[""] * (width - len(each.row.cells)))
        yield written([*own, *(_cell(v, comma) for v in csv_values(each.answer, options.fill_best))])


def _cell(value: object, comma: bool) -> str:
    if value is None:
        return ""
    return str(value).replace(".", ",") if comma and isinstance(value, float) else str(value)


def _defused(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) and not _PLAIN_NUMBER.fullmatch(cell) else cell


def _feature(table: Table, each: AnsweredRow, options: BatchOptions) -> dict[str, Any]:
    """A row as a GeoJSON feature; without a geometry where it has no coordinates."""
    values = csv_values(each.answer, options.fill_best)
    names = csv_header(table.header)
    properties = dict(zip(names, [*_own(table, each.row), *values], strict=True))
    lat, lon = values[CSV_COLUMNS.index("lat")], values[CSV_COLUMNS.index("lon")]
    geometry = None if lat is None else {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "id": each.answer["row"], "geometry": geometry, "properties": properties}


def _own(table: Table, row: Row) -> Sequence[object]:
    """The row's own values, as many as the table has columns."""
    values = row.values if isinstance(row, GoodRow) and row.values else row.cells
    return (*values, *[""] * (len(table.header) - len(values)))


def _listed(head: bytes, items: Iterable[bytes], tail: bytes) -> Iterator[bytes]:
    yield head
    for number, item in enumerate(items):
        yield (b",\n" if number else b"\n") + item
    yield b"\n" + tail


def _gathered(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines in larger and larger pieces."""
    piece, size, wanted = [], 0, 1
    for line in lines:
        piece.append(line)
        size += len(line)
        if size >= wanted:
            yield b"".join(piece)
            piece, size, wanted = [], 0, min(2 * max(wanted, size), PIECE_BYTES)
    if piece:
        yield b"".join(piece)
