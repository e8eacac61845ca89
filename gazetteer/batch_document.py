"""Many names at once, by the documents that they stand in: the names of one document help each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from gazetteer.batch import Columns, Key, bad_row, head_of, key_of, query_of, with_warnings
from gazetteer.errors import GazetteerError
from gazetteer.query import DEFAULT_LIMIT, Query
from gazetteer.resolver import Resolver
from gazetteer.rows import answer_row, error_row
from gazetteer.stretches import stretches
from gazetteer.tabular import BadRow, GoodRow, Row

_CACHED_ROWS = 64
"""Row objects of a document that are kept for rows that repeat; a whole one may be 100 KB and more."""


def resolve_documents(
    rows: Iterable[Row],
    columns: Columns,
    resolver: Resolver,
    limit: int = DEFAULT_LIMIT,
    min_confidence: float = 0.0,
    from_row: int = 0,
) -> Iterator[tuple[Row, dict[str, Any]]]:
    """Each input row from `from_row` on with its row object (as of `batch.resolve_rows`), in order.

    Documents are cut as `stretches` says, and one is read whole before its first row is answered. A row that
    cannot be answered gives `error`, helps nobody, and the rest goes on. `from_row` changes no answer.
    """
    number = 0
    for document in stretches(rows, columns.document):
        first, number = number, number + len(document)
        if number <= from_row:
            continue
        asked = columns.asked
        keys = dict.fromkeys(key_of(row, asked) for row in document if isinstance(row, GoodRow))
        told = lru_cache(maxsize=_CACHED_ROWS)(_weighed(keys, resolver, limit, min_confidence))
        for at, row in enumerate(document[max(0, from_row - first) :], max(first, from_row)):
            answer = bad_row(row) if isinstance(row, BadRow) else told(key_of(row, asked))
            yield row, head_of(at, row, columns) | answer


def answer_document(
    keys: Sequence[Key], resolver: Resolver, limit: int, min_confidence: float
) -> Iterator[dict[str, Any]]:
    """What row objects say for the distinct keys of one document, in order, each made as it is taken."""
    return map(_weighed(keys, resolver, limit, min_confidence), keys)


def _weighed(
    keys: Iterable[Key], resolver: Resolver, limit: int, min_confidence: float
) -> Callable[[Key], dict[str, Any]]:
    """What gives what a row object says for each of the distinct keys of one document."""
    asked: dict[Key, tuple[Query, list[str]]] = {}
    errors: dict[Key, dict[str, Any]] = {}
    for key in keys:
        try:
            asked[key] = query_of(key, limit, min_confidence)
        except GazetteerError as error:
            errors[key] = error_row(error)
    answer_of = resolver.weigh_document([query for query, _ in asked.values()], lenient=True)

    def told(key: Key) -> dict[str, Any]:
        if key in errors:
            return errors[key]
        query, warnings = asked[key]
        return with_warnings(answer_row(answer_of(query)), warnings)

    return told
