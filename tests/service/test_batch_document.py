"""`POST /batch?context=document`."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient

from tests.gazetteer.tiny import id_of
from tests.service.test_batch import post, post_file, rows_of

REPORTS = "report,place\n1,Tall Hasan\n1,Mosul\n2,Al-Hawl camp\n2,Tall Hasan\n2,Al-Hawl\n,Tall Hasan\n"
SETTLED = [id_of("gn:90500"), id_of("gn:163563")]
BY_DOCUMENT = "?context=document"


def test_the_documents_are_found_by_their_column(client: FlaskClient) -> None:
    rows = rows_of(post(client, REPORTS, query=BY_DOCUMENT))
    assert [rows[i]["place_id"] for i in (0, 3)] == SETTLED
    assert [row["report"] for row in rows] == ["1", "1", "2", "2", "2", ""]


def test_a_column_of_another_name_is_named(client: FlaskClient) -> None:
    table = REPORTS.replace("report", "sheet")
    rows = rows_of(post(client, table, query=f"{BY_DOCUMENT}&document_column=sheet"))
    assert [rows[i]["place_id"] for i in (0, 3)] == SETTLED


def test_without_a_column_the_table_is_the_document(client: FlaskClient) -> None:
    rows = rows_of(post(client, "place\nTall Hasan\nMosul\n", query=BY_DOCUMENT))
    assert rows[0]["place_id"] == SETTLED[0]


def test_the_fields_of_a_form_say_it_too(client: FlaskClient) -> None:
    by_form = post_file(client, REPORTS.encode(), "places.csv", context="document")
    assert by_form.data == post(client, REPORTS, query=BY_DOCUMENT).data


def test_a_table_with_such_a_column_is_answered_row_by_row_unless_asked(client: FlaskClient) -> None:
    other = REPORTS.replace("report", "sheet")
    assert post(client, REPORTS).data.split(b"\n")[1:] == post(client, other).data.split(b"\n")[1:]
    lines = post(client, REPORTS, query="?format=ndjson").data.splitlines()
    assert all("document" not in json.loads(line)["query"] for line in lines)


@pytest.mark.parametrize("form", ["csv", "tsv", "ndjson", "json", "geojson", "xlsx"])
def test_every_format_has_the_same_answers(client: FlaskClient, form: str) -> None:
    response = post(client, REPORTS, query=f"{BY_DOCUMENT}&format={form}&limit=1")
    assert response.status_code == 200
    if form in ("csv", "tsv"):
        assert response.data.count(SETTLED[0].encode()) == 1
    if form == "ndjson":
        rows = [json.loads(line) for line in response.data.splitlines()]
        assert [rows[i]["results"][0]["id"] for i in (0, 3)] == SETTLED
        assert rows[0]["query"]["document"]["places"][0]["id"] == id_of("gn:99072")
    if form == "json":
        rows = json.loads(response.data)
        assert [rows[i]["results"][0]["id"] for i in (0, 3)] == SETTLED
    if form == "geojson":
        found = [each["properties"]["place_id"] for each in json.loads(response.data)["features"]]
        assert [found[i] for i in (0, 3)] == SETTLED


@pytest.mark.parametrize("from_row", range(7))
def test_going_on_gives_the_rest_of_the_same_answer(client: FlaskClient, from_row: int) -> None:
    whole = post(client, REPORTS, query=f"{BY_DOCUMENT}&format=ndjson").data
    rest = post(client, REPORTS, query=f"{BY_DOCUMENT}&format=ndjson&from_row={from_row}").data
    assert rest.splitlines() == whole.splitlines()[from_row:]


def test_a_bad_row_is_an_error_in_its_place(client: FlaskClient) -> None:
    body = b'{"name": "Tall Hasan"}\n{"name": ""}\n{"name": "\xff"}\n[]\n{"name": "Mosul"}\n'
    rows = list(map(json.loads, post(client, body, "application/x-ndjson", BY_DOCUMENT).data.splitlines()))
    assert ["error" in row for row in rows] == [False, True, True, True, False]
    assert rows[0]["results"][0]["id"] == SETTLED[0]


def test_constants_hold_for_every_row(client: FlaskClient) -> None:
    rows = rows_of(post(client, "place\nTall Hasan\nMosul\n", query=f"{BY_DOCUMENT}&country=SY"))
    assert rows[0]["place_id"] != SETTLED[0], "Mosul is outside the country that is given"


@pytest.mark.parametrize(
    ("query", "status", "parameter"),
    [
        ("?context=text", 400, "context"),
        ("?document_column=report", 400, "document_column"),
        ("?context=document&document_column=x", 422, "document_column"),
    ],
)
def test_refusals(client: FlaskClient, query: str, status: int, parameter: str) -> None:
    response = post(client, REPORTS, query=query)
    assert (response.status_code, response.get_json(force=True)["parameter"]) == (status, parameter)
