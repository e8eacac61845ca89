"""Many names at once: rows of a table in, one row object out for each, in order, whatever a row holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from gazetteer.errors import GazetteerError, InvalidQuery
from gazetteer.query import DEFAULT_LIMIT, Query, check_text
from gazetteer.resolver import Resolver
from gazetteer.rows import answer_row, error_row
from gazetteer.tabular import BadRow, Row

_CACHED_ANSWERS = 20_000
"""Rows that repeat are answered once; so many answers are some 60 MB."""


_CONTEXT = ("country", "admin1", "admin2", "admin3")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of the input hold what; "" for one that is not there. Lookup is by exact header text."""

    name: str
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    admin3: str = ""
    id: str = ""


def resolve_rows(
    rows: Iterable[Row],
    columns: Columns,
    resolver: Resolver,
    limit: int = DEFAULT_LIMIT,
    min_confidence: float = 0.0,
) -> Iterator[dict[str, Any]]:
    """A row object for each input row, in order: `row` (from 0), `id` if a column was named, and the answer.

    A unit that is not known, or a cell that cannot be one, is left out of account with a warning in the row;
    a row that cannot be answered at all gives `error`, and the rest goes on.
    """

    @lru_cache(maxsize=_CACHED_ANSWERS)
    def answer(name: str, *context: str) -> dict[str, Any]:
        usable, warnings = _usable(dict(zip(_CONTEXT, context, strict=True)))
        query = Query(name, **usable, limit=limit, min_confidence=min_confidence)
        row = answer_row(resolver.resolve(query, lenient=True))
        row["warnings"] = [*warnings, *row["warnings"]]
        return row

    asked = [columns.name, *(getattr(columns, field) for field in _CONTEXT)]
    for number, row in enumerate(rows):
        head: dict[str, Any] = {"row": number}
        if columns.id:
            head["id"] = row.columns.get(columns.id, "")
        if isinstance(row, BadRow):
            yield head | error_row(InvalidQuery("row", row.problem, row.accepted))
            continue
        try:
            yield head | answer(*(row.columns.get(column, "").strip() for column in asked))
        except GazetteerError as error:
            yield head | error_row(error)


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
