"""Where the documents of a table begin and end, told from its rows as they come, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gazetteer.tabular import BadRow, Row

DOCUMENT_ROWS = 500
"""Rows that are weighed together at most; a longer document is taken in stretches of so many. A report names
5 to 40 places and gains little beyond that, a day's reports are some hundreds; and what is held of the
candidates of so many distinct names is some 40 MB."""

DOCUMENT_BYTES = 4 * 2**20
"""A stretch of long rows ends here, by the characters of its cells."""


def stretches(rows: Iterable[Row], column: str) -> Iterator[list[Row]]:
    """The rows in lists, in order: each a document, or a stretch of one that is too long.

    With a `column` of document ids ("" for none: all rows are one document), neighbouring rows with one id
    are a document; rows of that id further on are another one, and a row without an id stands alone. A row
    that cannot be read parts nothing.
    """
    held: list[Row] = []
    size, current = 0, ""
    for row in rows:
        own = current if not column or isinstance(row, BadRow) else row.columns.get(column, "").strip()
        long = len(held) >= DOCUMENT_ROWS or size >= DOCUMENT_BYTES
        if held and (long or own != current or (column and not own and not isinstance(row, BadRow))):
            yield held
            held, size = [], 0
        held.append(row)
        size += sum(map(len, row.cells)) + sum(map(len, row.columns.values()))
        current = own
    if held:
        yield held
