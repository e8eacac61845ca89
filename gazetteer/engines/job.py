"""What a batch asks for, as plain values: the same for every engine, fit to be sent to another machine."""

from __future__ import annotations

from dataclasses import dataclass

from gazetteer.batch import Columns
from gazetteer.query import DEFAULT_LIMIT

FORMS = ("ndjson", "csv")
"""What a batch can write: whole answers, or the input's columns with the first result's appended."""


@dataclass(frozen=True, slots=True)
class Job:
    """The columns that are asked, what is shown of each answer, and the form it is written in (of FORMS).

    `fill_best` gives the coordinates of every first result in CSV, not of a `match` only. `by_document` lets
    the names of one document help each other (`batch_document`).
    """

    columns: Columns
    form: str = "ndjson"
    limit: int = DEFAULT_LIMIT
    min_confidence: float = 0.0
    fill_best: bool = False
    by_document: bool = False
