from __future__ import annotations

import csv
from typing import Any

import orjson
import pytest

from gazetteer.batch import Columns, answer_keys, bad_row, resolve_rows
from gazetteer.batch_csv import CSV_COLUMNS, csv_cells
from gazetteer.engines.job import Job
from gazetteer.engines.lines import lines_of
from gazetteer.resolver import Resolver
from gazetteer.tabular import BadRow, GoodRow, Layout, Row

LAYOUT = Layout("csv", ("n", "i"), ",", ("n",))
HALAB = ("Halab", "", "", "", "")


def row(*cells: str) -> Row:
    return GoodRow(cells, dict(zip(LAYOUT.header, cells, strict=True)))


def answer(resolver: Resolver) -> dict[str, Any]:
    return next(answer_keys([HALAB], resolver, limit=5, min_confidence=0))


@pytest.mark.parametrize("columns", [Columns("n"), Columns("n", id="i")])
def test_an_ndjson_line_is_the_row_object(columns: Columns, resolver: Resolver) -> None:
    lines = lines_of(Job(columns))
    asked = row("Halab", 'an "id"')
    (expected,) = resolve_rows([asked], columns, resolver)
    assert lines.head(0, asked) + lines.tail(answer(resolver)) == orjson.dumps(expected) + b"\n"
    assert lines.first_line(LAYOUT) == b""


@pytest.mark.parametrize(
    "cells", [("Halab", "1"), ("", ""), ('a "b", c', "two\nlines"), ("حلب", ";"), ("\r", " x ")]
)
def test_a_csv_line_is_the_cells_and_the_answer(cells: tuple[str, str], resolver: Resolver) -> None:
    lines = lines_of(Job(Columns("n"), "csv"))
    written = (lines.head(0, row(*cells)) + lines.tail(answer(resolver))).decode()
    assert list(csv.reader([written], strict=True)) == [[*cells, *csv_cells(answer(resolver))]]
    assert next(csv.reader([lines.first_line(LAYOUT).decode()])) == ["n", "i", *CSV_COLUMNS]


def test_csv_fills_the_best_where_asked(resolver: Resolver) -> None:
    (hasan,) = answer_keys([("Tall Hasan", "", "", "", "")], resolver, limit=5, min_confidence=0)
    assert hasan["decision"] == "ambiguous"
    plain, filled = (
        lines_of(Job(Columns("n"), "csv", fill_best=fill)).tail(hasan).decode().split(",")[2]
        for fill in (False, True)
    )
    assert plain == ""
    assert float(filled) > 30


@pytest.mark.parametrize("form", ["ndjson", "csv"])
def test_a_tail_ends_the_line_also_for_a_bad_row(form: str) -> None:
    tail = lines_of(Job(Columns("n"), form)).tail(bad_row(BadRow("is odd", "an even one")))
    assert tail.endswith(b"\n")
    assert tail.count(b"\n") == 1
    assert b"is odd" in tail
