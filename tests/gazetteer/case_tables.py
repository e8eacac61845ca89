"""Reading of the tables in tests/cases as parameters of a test."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

_FOLDER = Path(__file__).resolve().parent.parent / "cases"


def read_cases(table: str, *columns: str) -> list[Any]:
    """A parameter set for each row of `tests/cases/<table>.csv` with the cells of these columns.

    The id of a case is its line in the file, so that a failure leads to it.
    """
    with (_FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle, strict=True)
        return [
            pytest.param(*(row[column] for column in columns), id=f"{table}.csv:{reader.line_num}")
            for row in reader
        ]
