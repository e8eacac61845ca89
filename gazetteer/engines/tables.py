"""Tables at an address: a path, or anything that fsspec can open. Needs the extra `dask`."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import IO, Protocol

import fsspec
import pyarrow.parquet

from gazetteer.engines.parts import Part, cut_text
from gazetteer.errors import InvalidQuery
from gazetteer.tabular import BOM, GoodRow, Layout, Row, bounded_lines, guess_kind, read_body, read_layout


class Table(Protocol):
    """A table that can be read in parts, by any process that reaches its address."""

    @property
    def address(self) -> str:
        """Where it lies."""

    @property
    def layout(self) -> Layout:
        """Its columns."""

    def cut(self, part_bytes: int) -> Iterator[Part]:
        """Its parts in order; of about so many bytes where that can be chosen."""

    def rows(self, part: Part) -> Iterator[Row]:
        """The rows of a part."""


@contextmanager
def open_address(address: str, mode: str = "rb") -> Iterator[IO[bytes]]:
    """The file at a path or URL. Raises InvalidQuery where there is none, or nothing opens such a URL."""
    try:
        opened = fsspec.open(address, mode).open()
    except (OSError, ValueError, ImportError) as error:
        raise InvalidQuery(
            "address", f"{address} cannot be opened: {error}", "a path or an fsspec URL"
        ) from error
    with opened as file:
        yield file


def open_table(address: str, kind: str, needed: Iterable[str]) -> Table:
    """The table at an address.

    `kind` is "csv", "tsv", "ndjson" or "parquet", "" to tell it by the first line. `needed` are the columns
    that must be there. Raises InvalidQuery as `tabular.read_layout` does.
    """
    if kind == "parquet":
        return _open_parquet(address, tuple(needed))
    with open_address(address) as file:
        mark = len(BOM) if file.read(len(BOM)) == BOM else 0
        file.seek(mark)
        taken = mark

        def counted() -> Iterator[bytes]:
            nonlocal taken
            for line in bounded_lines(file):
                taken = file.tell()
                yield line

        lines = counted()
        first = next(lines, b"")
        kind = kind or guess_kind(first)
        layout = read_layout(chain([first], lines), kind, needed)
    return TextTable(address, layout, mark if kind == "ndjson" else taken)


@dataclass(frozen=True, slots=True)
class TextTable:
    """CSV, TSV or NDJSON, whose first row begins at this offset in bytes."""

    address: str
    layout: Layout
    first_byte: int

    def cut(self, part_bytes: int) -> Iterator[Part]:
        """Parts of at least so many bytes, but for the last."""
        with open_address(self.address) as file:
            file.seek(self.first_byte)
            yield from cut_text(file, self.layout, part_bytes)

    def rows(self, part: Part) -> Iterator[Row]:
        """The rows of a part."""
        with open_address(self.address) as file:
            file.seek(part.start)
            stretch = io.BytesIO(file.read(part.end - part.start))
        return read_body(bounded_lines(stretch), self.layout)


@dataclass(frozen=True, slots=True)
class ParquetTable:
    """A Parquet file; cells are text, as `str` writes them, and "" where there is none."""

    address: str
    layout: Layout

    def cut(self, part_bytes: int) -> Iterator[Part]:
        """A part for each row group: they are cut already."""
        with open_address(self.address) as file:
            metadata = pyarrow.parquet.ParquetFile(file).metadata
        first_row = 0
        for group in range(metadata.num_row_groups):
            rows = metadata.row_group(group).num_rows
            yield Part(group, first_row, rows, group, group + 1)
            first_row += rows

    def rows(self, part: Part) -> Iterator[Row]:
        """The rows of a part, a batch of them in memory at a time."""
        header, backward = self.layout.header, self.layout.header[::-1]
        with open_address(self.address) as file:
            groups = list(range(part.start, part.end))
            for batch in pyarrow.parquet.ParquetFile(file).iter_batches(row_groups=groups):
                columns = [map(_cell, batch.column(i).to_pylist()) for i in range(len(header))]
                for cells in zip(*columns, strict=True):
                    yield GoodRow(cells, dict(zip(backward, cells[::-1], strict=True)))


def _open_parquet(address: str, needed: tuple[str, ...]) -> ParquetTable:
    with open_address(address) as file:
        try:
            header = tuple(pyarrow.parquet.ParquetFile(file).schema_arrow.names)
        except pyarrow.ArrowInvalid as error:
            raise InvalidQuery("address", f"{address} is not Parquet: {error}", "a Parquet file") from error
    for column in needed:
        if column not in header:
            raise InvalidQuery(
                "column", f"there is no column {column!r}", "one of " + ", ".join(map(repr, header))
            )
    return ParquetTable(address, Layout("parquet", header, "", needed))


def _cell(value: object) -> str:
    return "" if value is None else str(value)
