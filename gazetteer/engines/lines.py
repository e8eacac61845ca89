"""The lines that a batch writes, each in two pieces: a head of the row's own, and a tail of its answer.

Rows with one key share the tail, which is by far the longer piece and the dearer to make.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

import orjson

from gazetteer.batch_csv import csv_cells, csv_header
from gazetteer.engines.job import Job
from gazetteer.errors import InvalidQuery
from gazetteer.tabular import Layout, Row


class Lines(Protocol):
    """The two pieces of each line of one form, as bytes; a tail ends the line."""

    def first_line(self, layout: Layout) -> bytes:
        """What stands before the first row; may be empty."""

    def head(self, number: int, row: Row) -> bytes:
        """The piece of the row with this number (from 0)."""

    def tail(self, answer: Mapping[str, Any]) -> bytes:
        """The piece of an answer, as `batch.answer_keys` gives it."""


def lines_of(job: Job) -> Lines:
    """The lines in the form that a job asks for."""
    return NdjsonLines(job.columns.id) if job.form == "ndjson" else CsvLines(job.fill_best)


def check_form(job: Job, layout: Layout) -> None:
    """Raise InvalidQuery where the job's form cannot be written of such a table."""
    if job.form == "csv" and layout.kind == "ndjson":
        raise InvalidQuery(
            "format", "CSV gives the input's columns back, and NDJSON has none", "--format ndjson"
        )


class NdjsonLines:
    """A row object a line, as `batch.resolve_rows` gives it; `id_column` is "" for none."""

    def __init__(self, id_column: str) -> None:
        self._id_column = id_column

    def first_line(self, layout: Layout) -> bytes:
        """Nothing: NDJSON has no header."""
        return b""

    def head(self, number: int, row: Row) -> bytes:
        """The object's beginning: the row's number, and its id."""
        if not self._id_column:
            return b'{"row":%d,' % number
        return b'{"row":%d,"id":%b,' % (number, orjson.dumps(row.columns.get(self._id_column, "")))

    def tail(self, answer: Mapping[str, Any]) -> bytes:
        """The rest of the object."""
        return orjson.dumps(answer, option=orjson.OPT_APPEND_NEWLINE)[1:]


_BOTH_ENDS = "\r\n"
"""A writer that ends lines so quotes cells with either sign in them; the ends that are written are plain."""


class CsvLines:
    """The row's own cells, then those of CSV_COLUMNS."""

    def __init__(self, fill_best: bool) -> None:
        self._fill_best = fill_best
        self._write = csv.writer(_Echo(), lineterminator=_BOTH_ENDS).writerow

    def first_line(self, layout: Layout) -> bytes:
        """The header."""
        return self._joined(csv_header(layout.header)) + b"\n"

    def head(self, number: int, row: Row) -> bytes:
        """The row's cells, up to the comma before the first that is appended."""
        return self._joined(row.cells) + b","

    def tail(self, answer: Mapping[str, Any]) -> bytes:
        """The appended cells."""
        return self._joined(csv_cells(answer, fill_best=self._fill_best)) + b"\n"

    def _joined(self, cells: Iterable[str]) -> bytes:
        return str(self._write(cells)).removesuffix(_BOTH_ENDS).encode()


class _Echo:
    """A file that gives back what is written to it, as a csv.writer's `writerow` does in turn."""

    def write(self, line: str) -> str:
        return line
