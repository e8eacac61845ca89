"""Which column of a table holds what, told by its header: the words are a table, `data/columns.toml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from gazetteer.batch import Columns
from gazetteer.batch_csv import CSV_COLUMNS
from gazetteer.errors import InvalidTable
from gazetteer.normalize import fold
from gazetteer.resources import load_table

FIELDS = ("name", "country", "admin1", "admin2", "admin3", "id", "document")
"""The fields of Columns."""

_ARTICLE = "ال"
_SHOWN = 20
"""Columns that a message lists: a table of some hundred columns would fill the screen."""


def find_columns(header: Sequence[str], given: Mapping[str, str]) -> Columns:
    """The columns of a table: those that are given by field, the others by their header, "" where none fits.

    Raises InvalidTable where a given column is not there, or none is known to hold the names.
    """
    for field, column in given.items():
        if column not in header:
            raise InvalidTable(f"{field}_column", f"there is no column {column!r}", _listed(header))
    # What was appended to a table that was answered before is no evidence of its own.
    taken = {*given.values(), *(CSV_COLUMNS if set(CSV_COLUMNS) <= set(header) else ())}
    free = {_key(column): column for column in reversed(header) if column not in taken}
    found = dict(given)
    for field in FIELDS:
        if field not in found:
            key = next((key for key in _known(field) if key in free), None)
            found[field] = free.pop(key) if key is not None else ""
    if not found["name"]:
        raise InvalidTable(
            "name_column",
            "no column is known to hold the names",
            f"a header such as name or place, or name_column= with one of {_listed(header)}",
        )
    return Columns(**found)


def _listed(header: Sequence[str]) -> str:
    listed = ", ".join(repr(column[:_SHOWN]) for column in header[:_SHOWN])
    return listed + (", …" if len(header) > _SHOWN else "")


@cache
def _known(field: str) -> tuple[str, ...]:
    words: list[str] = load_table("columns.toml")[field]
    return tuple(dict.fromkeys(map(_key, words)))


def _key(header: str) -> str:
    """What of a header is compared: its folded letters and digits, each Arabic word without its article."""
    words = (
        word.removeprefix(_ARTICLE) if len(word) > len(_ARTICLE) + 1 else word
        for word in fold(header).split()
    )
    return "".join(words)
