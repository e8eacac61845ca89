"""Figures that data/sources.toml states of a source."""

from __future__ import annotations

from gazetteer.errors import DataError
from gazetteer.resources import load_table


def usual_uncertainty_m(key: str) -> int:
    """How far a position of the source is usually off, by its key in the table; `why` there says how known.

    Raises DataError for a key that the table does not have.
    """
    for entry in load_table("sources.toml")["source"]:
        if entry["key"] == key:
            return int(entry["uncertainty_m"])
    raise DataError(f"sources.toml: no source {key!r}")
