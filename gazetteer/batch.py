"""Many names at once: rows of a table in, one row object out for each, in order, whatever a row holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import orjson

from gazetteer.errors import GazetteerError, InvalidQuery
from gazetteer.matching import TOGETHER
from gazetteer.query import DEFAULT_LIMIT, Query, check_text
from gazetteer.resolver import Resolver
from gazetteer.rows import error_row, plain_row, written_row
from gazetteer.tabular import BadRow, GoodRow, Row

_CONTEXT = ("country", "admin1", "admin2", "admin3")

Key = tuple[str, ...]
"""What is asked of a row: the name, then the cells of _CONTEXT, without blanks around, "" for none. Rows with
one key have one answer."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of the input hold what; "" for one that is not there. Lookup is by exact header text.

    `document` says which rows are of one document; it is no part of a key.
    """

    name: str
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    admin3: str = ""
    id: str = ""
    document: str = ""

    @property
    def asked(self) -> tuple[str, ...]:
        """The columns of a key, in its order."""
        return (self.name, *(getattr(self, field) for field in _CONTEXT))

    @property
    def named(self) -> tuple[str, ...]:
        """The columns that the input must have."""
        return tuple(column for column in (*self.asked, self.id, self.document) if column)


def resolve_rows(
    rows: Iterable[Row],
    columns: Columns,
    resolver: Resolver,
    limit: int = DEFAULT_LIMIT,
    min_confidence: float = 0.0,
) -> Iterator[dict[str, Any]]:
    """A row object for each input row, in order: `row` (from 0), `id` if a column was named, and the answer.

    A unit that is not known, or a cell that cannot be one, is left out of account with a warning in the row;
    a row that cannot be answered at all gives `error`, and the rest goes on. Rows with one key are answered
    once, as long as `Resolver.answered` keeps the answer.

    Rows are taken in blocks, whose names are searched for together: the first block is one row, so that it is
    answered at once, the next twice as many and so on up to `TOGETHER`. No answer depends on its block.
    """
    asked = columns.asked
    numbered = enumerate(rows)
    size = 1
    while block := list(islice(numbered, size)):
        keys = [key_of(row, asked) for _, row in block if isinstance(row, GoodRow)]
        answers = _kept_answers(keys, resolver, limit, min_confidence)
        for number, row in block:
            answer = bad_row(row) if isinstance(row, BadRow) else next(answers)
            yield head_of(number, row, columns) | answer
        size = min(2 * size, TOGETHER)


def head_of(number: int, row: Row, columns: Columns) -> dict[str, Any]:
    """What a row object begins with: `row`, and `id` if a column was named."""
    head: dict[str, Any] = {"row": number}
    if columns.id:
        head["id"] = row.columns.get(columns.id, "")
    return head


def key_of(row: GoodRow, asked: tuple[str, ...]) -> Key:
    """The key of a row by `Columns.asked`; one that is not named gives "", also beside a nameless column."""
    get = row.columns.get
    return tuple([get(column, "").strip() if column else "" for column in asked])


def answer_keys(
    keys: Sequence[Key], resolver: Resolver, limit: int, min_confidence: float, written: bool = False
) -> Iterator[dict[str, Any]]:
    """What row objects say for each of these keys, in order: the answer, or why there is none.

    All are searched for when the first is taken, and each is made into an object as it is taken itself.
    `written` gives objects that only orjson writes, which are made sooner (see `rows.written_row`).
    """
    asked: list[tuple[Query, list[str]]] = []
    errors: dict[int, dict[str, Any]] = {}
    for i, key in enumerate(keys):
        try:
            asked.append(query_of(key, limit, min_confidence))
        except GazetteerError as error:
            errors[i] = error_row(error)
    queries = [query for query, _ in asked]
    rows = map(written_row if written else plain_row, resolver.write_all(queries, lenient=True))
    told = zip(rows, asked, strict=True)
    for i in range(len(keys)):
        if i in errors:
            yield errors[i]
        else:
            row, (_, warnings) = next(told)
            yield with_warnings(row, warnings)


def query_of(key: Key, limit: int, min_confidence: float) -> tuple[Query, list[str]]:
    """The query of a key, and warnings of what was left out. Raises InvalidQuery where it cannot be asked."""
    usable, warnings = _usable(dict(zip(_CONTEXT, key[1:], strict=True)))
    return Query(key[0], **usable, limit=limit, min_confidence=min_confidence), warnings


def with_warnings(row: dict[str, Any], warnings: Sequence[str]) -> dict[str, Any]:
    """The row object, with these warnings before its own."""
    row["warnings"] = [*warnings, *row["warnings"]]
    return row


def _kept_answers(
    keys: Sequence[Key], resolver: Resolver, limit: int, min_confidence: float
) -> Iterator[dict[str, Any]]:
    """The same, made once as long as it is kept. It is kept as bytes, a fifth of what its objects take."""
    asked = f"{limit} {min_confidence!r}"
    kept = {key: resolver.answered.get((asked, *key)) for key in keys}
    missing = [key for key, tail in kept.items() if tail is None]
    made = answer_keys(missing, resolver, limit, min_confidence, written=True)
    for key in keys:
        tail = kept[key]
        if tail is None:
            kept[key] = tail = orjson.dumps(next(made))
            resolver.answered.put((asked, *key), tail)
        yield orjson.loads(tail)


def bad_row(row: BadRow) -> dict[str, Any]:
    """What a row object says of a row that could not be read."""
    return error_row(InvalidQuery("row", row.problem, row.accepted))


def _usable(context: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """The cells that can be asked, and a warning for each that cannot ("-" for none, say)."""
    usable: dict[str, Any] = {}
    warnings: list[str] = []
    for field, text in context.items():
        try:
            if text:
                check_text(field, text)
                usable[field] = text
        except InvalidQuery as error:
            warnings.append(error.sentence())
    return usable, warnings
