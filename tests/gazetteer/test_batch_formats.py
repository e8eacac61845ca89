"""A table's answer in each format."""

from __future__ import annotations

import csv
import io
import json
from itertools import count, islice
from typing import Any

import openpyxl
import pytest

from gazetteer.batch import Columns
from gazetteer.batch_csv import CSV_COLUMNS
from gazetteer.batch_formats import BatchOptions, answer_rows, answer_table, write_answer_workbook
from gazetteer.resolver import Resolver
from gazetteer.table import Table, guess_table_kind, open_table
from gazetteer.tabular import GoodRow

ROWS = "ref,place,province\n1,Halab,\n2,Tall Hasan,\n3,,x\n4,=cmd,SY-HL,extra\n5,الموصل,\n"


def opened(text: str = ROWS) -> Table:
    file = io.BytesIO(text.encode())
    return open_table(file, guess_table_kind(file), {}, None, 10_000, 10_000_000)


def answered(resolver: Resolver, text: str = ROWS, **options: Any) -> str:
    table, chosen = opened(text), BatchOptions(**options)
    return b"".join(answer_table(table, answer_rows(table, resolver, chosen), chosen)).decode()


def test_csv_gives_the_own_columns_back_untouched(resolver: Resolver) -> None:
    text = answered(resolver, format="csv")
    assert text.startswith("\ufeffref,place,province,decision,")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows[0] == ["ref", "place", "province", *CSV_COLUMNS]
    own = [line[:3] for line in csv.reader(io.StringIO(ROWS))]
    assert [row[:3] for row in rows] == own
    decisions = [row[3] for row in rows[1:]]
    assert decisions == ["match", "ambiguous", "", "", "match"]
    assert "is empty" in rows[3][-1]
    assert "has 4 cells" in rows[4][-1]


def test_each_format_says_the_same(resolver: Resolver) -> None:
    ids = [
        row["place_id"] for row in csv.DictReader(io.StringIO(answered(resolver, format="csv", bom=False)))
    ]
    lines = [json.loads(line) for line in answered(resolver, format="ndjson").splitlines()]
    assert [first_id(row) for row in lines] == ids
    assert [row["row"] for row in lines] == [0, 1, 2, 3, 4]
    assert [row["id"] for row in lines] == ["1", "2", "3", "4", "5"]
    assert json.loads(answered(resolver, format="json")) == lines
    features = json.loads(answered(resolver, format="geojson"))["features"]
    assert [feature["properties"]["place_id"] or "" for feature in features] == ids
    tsv = csv.DictReader(io.StringIO(answered(resolver, format="tsv", bom=False)), delimiter="\t")
    assert [row["place_id"] for row in tsv] == ids
    file = io.BytesIO()
    table, options = opened(), BatchOptions("xlsx")
    write_answer_workbook(table, answer_rows(table, resolver, options), options, file)
    sheet = openpyxl.load_workbook(file).active
    column = 4 + CSV_COLUMNS.index("place_id")
    assert [row[column - 1].value or "" for row in list(sheet.rows)[1:]] == ids


def first_id(row: dict[str, Any]) -> str:
    return str(row["results"][0]["id"]) if row.get("results") else ""


def test_features_have_coordinates_where_it_is_a_match(resolver: Resolver) -> None:
    features = json.loads(answered(resolver, format="geojson"))["features"]
    lon, lat = features[0]["geometry"]["coordinates"]
    assert (round(lat), round(lon)) == (36, 37)
    assert features[1]["geometry"] is None
    best = json.loads(answered(resolver, format="geojson", fill_best=True))["features"]
    assert best[1]["geometry"]["type"] == "Point"
    assert isinstance(best[1]["properties"]["confidence"], float)


def test_from_row_goes_on_where_it_broke_off(resolver: Resolver) -> None:
    for form in ("csv", "ndjson"):
        whole = answered(resolver, format=form)
        rest = answered(resolver, format=form, from_row=2)
        assert whole.endswith(rest)
        assert rest.count("\n") == 3


def test_formulas_are_defused_on_request(resolver: Resolver) -> None:
    text = "place,n\n=cmd|x,-5\n@x,+963\n"
    plain = answered(resolver, text, format="csv", bom=False).splitlines()
    assert plain[1].startswith("=cmd|x,-5,")
    safe = answered(resolver, text, format="csv", bom=False, defuse=True).splitlines()
    assert safe[1].startswith("'=cmd|x,-5,")
    assert safe[2].startswith("'@x,+963,")


def test_decimal_commas_as_in_the_table_or_as_asked(resolver: Resolver) -> None:
    def lat_of(text: str, **options: Any) -> str:
        (row,) = csv.DictReader(
            io.StringIO(answered(resolver, text, format="csv", bom=False, **options)), delimiter=";"
        )
        return row["lat"]

    assert lat_of("place;x\nHalab;1,5\n").startswith("36,")
    assert lat_of("place;x\nHalab;1.5\n").startswith("36.")
    assert lat_of("place;x\nHalab;1,5\n", decimal_comma=False).startswith("36.")


def test_a_column_that_is_there_already_is_not_doubled(resolver: Resolver) -> None:
    header = answered(resolver, "place,lat\nHalab,1\n", format="csv", bom=False).splitlines()[0].split(",")
    assert header[:2] == ["place", "lat"]
    assert "gazetteer_lat" in header
    assert len(header) == len(set(header))


def test_an_empty_table_is_answered(resolver: Resolver) -> None:
    assert answered(resolver, "place\n", format="ndjson") == ""
    assert json.loads(answered(resolver, "place\n", format="json")) == []
    assert json.loads(answered(resolver, "place\n", format="geojson"))["features"] == []
    assert answered(resolver, "place\n", format="csv").count("\n") == 1


@pytest.mark.parametrize("form", ["csv", "tsv", "ndjson", "json", "geojson"])
def test_an_endless_table_is_answered_from_its_first_row_on(resolver: Resolver, form: str) -> None:
    read = []

    def rows() -> Any:
        for i in count():
            read.append(i)
            yield GoodRow(("Halab",), {"place": "Halab"})

    table = Table("csv", ("place",), Columns("place"), rows())
    pieces = list(
        islice(answer_table(table, answer_rows(table, resolver, BatchOptions(form)), BatchOptions(form)), 3)
    )
    assert all(pieces)
    assert len(read) < 20
