"""Cutting a table into parts that can be read alone, with the number of the first row of each.

A part begins where a row does as the reader sees it, not where a line does: a quoted cell may hold line
breaks. So the parts hold the very rows that reading the whole table gives.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from gazetteer.tabular import Layout, bounded_lines, read_records

_BLANK_LINE = re.compile(rb"(?:\A|\n)\s*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a table: its number, the number of its first row, and how many rows it has.

    `start` and `end` are offsets in bytes, or numbers of row groups in a Parquet file.
    """

    number: int
    first_row: int
    rows: int
    start: int
    end: int


def cut_text(file: IO[bytes], layout: Layout, part_bytes: int) -> Iterator[Part]:
    """The parts of a text table, all but the last of at least so many bytes.

    The file can seek, and stands at its first row. It is read once, from front to end.
    """
    number = first_row = 0
    start = file.tell()
    while True:
        rows, end = _count_quickly(file, start, layout, part_bytes) or _count_as_read(
            file, start, layout, part_bytes
        )
        if end == start:
            return
        yield Part(number, first_row, rows, start, end)
        number, first_row, start = number + 1, first_row + rows, end


def _count_quickly(file: IO[bytes], start: int, layout: Layout, part_bytes: int) -> tuple[int, int] | None:
    """How many rows the next part has and where it ends; None where its lines may not be its rows."""
    file.seek(start)
    block = file.read(part_bytes)
    while block and not block.endswith(b"\n") and (rest := file.readline(part_bytes)):
        block += rest
    if layout.kind == "csv" and (b'"' in block or b"\r" in block.replace(b"\r\n", b"\n")):
        return None
    if block and _BLANK_LINE.search(block.removesuffix(b"\n")):
        return None
    unended = bool(block) and not block.endswith(b"\n")
    return block.count(b"\n") + unended, start + len(block)


def _count_as_read(file: IO[bytes], start: int, layout: Layout, part_bytes: int) -> tuple[int, int]:
    """The same by the reader itself, which may look at lines beyond the part."""
    file.seek(start)
    ends: deque[int] = deque()

    def measured() -> Iterator[bytes]:
        for line in bounded_lines(file):
            ends.append(file.tell())
            yield line

    rows, end = 0, start
    for taken, row in read_records(measured(), layout):
        rows += row is not None
        for _ in range(taken):
            end = ends.popleft()
        if end - start >= part_bytes:
            break
    return rows, end
