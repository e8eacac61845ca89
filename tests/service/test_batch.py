"""`POST /batch`."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from gazetteer import Resolver
from gazetteer.cli import main
from service.app import create_app
from service.config import Settings
from service.negotiation import MEDIA_TYPES
from tests.gazetteer.tiny import id_of

PLACES = "ref,place,province\n1,Deir ez-Zor,\n2,مسكنة,Aleppo\n3,Atlantis,Homs\n"
HALAB = id_of("gn:170063")


def post(
    client: FlaskClient, body: bytes | str, mimetype: str = "text/csv", query: str = "", **more: Any
) -> TestResponse:
    return client.post(f"/batch{query}", data=body, content_type=mimetype, buffered=True, **more)


def post_file(client: FlaskClient, body: bytes, filename: str, **fields: Any) -> TestResponse:
    return client.post("/batch", data={"file": (io.BytesIO(body), filename), **fields}, buffered=True)


def rows_of(response: TestResponse) -> list[dict[str, str]]:
    assert response.status_code == 200, response.text
    return list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"))))


def test_csv_with_no_option(client: FlaskClient) -> None:
    response = post(client, PLACES)
    assert response.content_type == "text/csv; charset=utf-8"
    assert response.data.startswith("\ufeffref,place,province,decision,".encode())
    rows = rows_of(response)
    assert [row["ref"] for row in rows] == ["1", "2", "3"]
    assert [row["decision"] for row in rows] == ["match", "match", "none"]
    assert rows[1]["place_id"] == id_of("gn:167080"), "the one in Aleppo, not the one in Homs"


def test_a_form_gives_the_same(client: FlaskClient) -> None:
    assert post_file(client, PLACES.encode(), "places.csv").data == post(client, PLACES).data


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "cp1256"])
def test_every_charset_gives_the_same(client: FlaskClient, charset: str) -> None:
    assert post_file(client, PLACES.encode(charset), "places.txt").data == post(client, PLACES).data


def test_a_declared_charset(client: FlaskClient) -> None:
    body = PLACES.encode("iso8859-6")
    assert post(client, body, "text/csv; charset=ISO-8859-6").data == post(client, PLACES).data
    assert post(client, body, query="?charset=iso-8859-6").data == post(client, PLACES).data
    assert post(client, body, query="?charset=klingon").get_json(force=True)["parameter"] == "charset"


@pytest.mark.parametrize(
    ("body", "mimetype"),
    [
        ('["Halab", "حلب"]', "application/json"),
        ('{"name": "Halab"}\n{"name": "حلب"}\n', "application/x-ndjson"),
        ('{"name": "Halab"}\n{"name": "حلب"}\n', "application/jsonl"),
        ("name\nHalab\nحلب\n", "text/csv"),
        ("name\tx\nHalab\t\nحلب\t\n", "text/tab-separated-values"),
        ("name\tx\nHalab\t\nحلب\t\n", "text/plain"),
        ('["Halab", "حلب"]', "application/octet-stream"),
    ],
)
@pytest.mark.parametrize("form", ["ndjson", "json"])
def test_every_kind_in(client: FlaskClient, body: str, mimetype: str, form: str) -> None:
    response = post(client, body, mimetype, headers={"Accept": MEDIA_TYPES[form]})
    assert response.mimetype == MEDIA_TYPES[form]
    rows = json.loads(response.data) if form == "json" else list(map(json.loads, response.data.splitlines()))
    assert [row["results"][0]["id"] for row in rows] == [HALAB, HALAB]
    assert [row["row"] for row in rows] == [0, 1]


@pytest.mark.parametrize("form", ["csv", "tsv", "ndjson", "json", "geojson", "xlsx"])
def test_every_kind_out(client: FlaskClient, form: str) -> None:
    by_parameter = post(client, PLACES, query=f"?format={form}")
    assert by_parameter.mimetype == MEDIA_TYPES[form]
    by_header = post(client, PLACES, headers={"Accept": f"{MEDIA_TYPES[form]}, */*;q=0.1"})
    assert by_header.mimetype == MEDIA_TYPES[form]
    if form != "xlsx":
        assert by_header.data == by_parameter.data


def test_the_answer_is_of_the_request_s_kind(client: FlaskClient) -> None:
    for body, mimetype in (("[]", "application/json"), ("", "application/x-ndjson"), ("name\n", "text/csv")):
        assert post(client, body, mimetype, headers={"Accept": "*/*"}).mimetype == mimetype


def test_a_workbook(client: FlaskClient) -> None:
    book = openpyxl.Workbook()
    for row in csv.reader(io.StringIO(PLACES)):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    response = post_file(client, file.getvalue(), "places.xlsx")
    assert response.mimetype == MEDIA_TYPES["xlsx"]
    sheet = openpyxl.load_workbook(io.BytesIO(response.data)).active
    assert [cell.value for cell in sheet["B"]] == ["place", "Deir ez-Zor", "مسكنة", "Atlantis"]
    assert [cell.value for cell in sheet["D"]] == ["decision", "match", "match", "none"]


def test_columns_by_parameter(client: FlaskClient) -> None:
    body = "a,b,c\nx,Maskanah,SY-HI\n"
    (row,) = rows_of(post(client, body, query="?name_column=b&admin1_column=c"))
    assert row["place_id"] == id_of("gn:167081")
    assert row["b"] == "Maskanah"


def test_a_unit_for_all_rows(client: FlaskClient) -> None:
    body = "place,province\nMaskanah,\nMaskanah,SY-HL\n"
    rows = rows_of(post(client, body, query="?admin1=Homs&country=SY"))
    assert [row["place_id"] for row in rows] == [id_of("gn:167081"), id_of("gn:167080")]


def test_parameters_as_fields_of_the_form(client: FlaskClient) -> None:
    rows = rows_of(post_file(client, b"x\nTall Hasan\n", "x.csv", name_column="x", fill="best", bom="0"))
    assert rows[0]["lat"]
    twice = client.post("/batch?fill=best", data={"file": (io.BytesIO(b"name\n"), "x.csv"), "fill": "best"})
    assert (twice.status_code, twice.get_json(force=True)["parameter"]) == (400, "fill")


def test_going_on_after_an_interruption(client: FlaskClient) -> None:
    whole = post(client, PLACES).data
    assert whole.endswith(post(client, PLACES, query="?from_row=1").data)
    lines = post(client, PLACES, query="?from_row=1&format=ndjson").data.splitlines()
    assert [json.loads(line)["row"] for line in lines] == [1, 2]


def test_gzip_both_ways(client: FlaskClient) -> None:
    plain = post(client, PLACES)
    packed = post(
        client,
        gzip.compress(PLACES.encode()),
        headers={"Content-Encoding": "gzip", "Accept-Encoding": "gzip"},
    )
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    two_members = gzip.compress(PLACES[:30].encode()) + gzip.compress(PLACES[30:].encode())
    assert post(client, two_members, headers={"Content-Encoding": "gzip"}).data == plain.data


def test_a_bad_row_is_an_error_in_its_place(client: FlaskClient) -> None:
    body = (
        b'{"name": "Halab"}\n{"name": \n{"name": ""}\n"Halab"\n{"name": "\xff"}\n[[[]]]\n{"name": "Homs"}\n'
    )
    rows = list(map(json.loads, post(client, body, "application/x-ndjson").data.splitlines()))
    assert ["error" in row for row in rows] == [False, True, True, False, True, True, False]
    assert [row["row"] for row in rows] == list(range(7))
    assert rows[2]["error"]["field"] == "name"


REFUSALS = [
    ("?limit=0", "text/csv", b"name\n", {}, 400, "limit"),
    ("?fill=all", "text/csv", b"name\n", {}, 400, "fill"),
    ("?colum=x", "text/csv", b"name\n", {}, 400, "colum"),
    ("?format=xml", "text/csv", b"name\n", {}, 400, "format"),
    ("?from_row=-1", "text/csv", b"name\n", {}, 400, "from_row"),
    ("?decimal=x", "text/csv", b"name\n", {}, 400, "decimal"),
    ("?name_column=x", "text/csv", b"name\n", {}, 422, "name_column"),
    ("", "text/csv", b"a,b\n1,2\n", {}, 422, "name_column"),
    ("", "text/csv", b"", {}, 422, "header"),
    ("", "application/json", b'{"name": "Halab"}', {}, 422, "body"),
    ("", "application/x-www-form-urlencoded", b"name\nHalab\n", {}, 415, None),
    ("", "image/png", b"name\n", {}, 415, None),
    ("", "text/csv", b"name\n", {"Content-Encoding": "br"}, 415, None),
    ("", "text/csv", b"name\n", {"Content-Encoding": "gzip"}, 400, None),
    ("", "text/csv", gzip.compress(b"name\nHalab\n", mtime=0)[:-9], {"Content-Encoding": "gzip"}, 400, None),
    ("", "text/csv", b"name\n", {"Accept": "image/png"}, 406, None),
    ("", "multipart/form-data; boundary=x", b"nonsense", {}, 400, None),
    ("", "multipart/form-data", b"nonsense", {}, 400, None),
    ("", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK", {}, 422, "body"),
]


@pytest.mark.parametrize(("query", "mimetype", "body", "headers", "status", "parameter"), REFUSALS)
def test_refusals(
    client: FlaskClient,
    query: str,
    mimetype: str,
    body: bytes,
    headers: dict[str, str],
    status: int,
    parameter: str | None,
) -> None:
    response = post(client, body, mimetype, query, headers=headers)
    problem = response.get_json(force=True)
    assert (response.status_code, response.mimetype) == (status, "application/problem+json")
    assert problem.get("parameter") == parameter
    assert "inside" not in problem["detail"]


def test_a_form_without_a_file_or_with_two(client: FlaskClient) -> None:
    assert client.post("/batch", data={"a": "b"}, content_type="multipart/form-data").status_code == 400
    two = {"a": (io.BytesIO(b"x"), "a.csv"), "b": (io.BytesIO(b"x"), "b.csv")}
    assert client.post("/batch", data=two).status_code == 400


@pytest.fixture(scope="module")
def small(resolver: Resolver) -> FlaskClient:
    """A service that takes little."""
    settings = Settings(max_body_bytes=5000, max_row_bytes=1024, spool_bytes=1024, large_batches=1)
    return create_app(settings, resolver).test_client()


def test_a_body_that_is_too_large(small: FlaskClient) -> None:
    assert post(small, "name\n" + "x\n" * 3000).status_code == 413
    assert post_file(small, b"name\n" + b"x\n" * 3000, "x.csv").status_code == 413
    bomb = gzip.compress(b"name\n" + bytes(10_000_000))
    assert post(small, bomb[:4000], headers={"Content-Encoding": "gzip"}).status_code == 413


def test_a_row_that_is_too_long(small: FlaskClient) -> None:
    rows = rows_of(post(small, "name\n" + "x" * 1100 + "\nHalab\n"))
    assert "longer than 1024 bytes" in rows[0]["problem"]
    assert rows[1]["place_id"] == HALAB


def test_large_batches_wait_for_their_turn(small: FlaskClient) -> None:
    body = "name\n" + "Halab\n" * 400
    first = small.post("/batch", data=body, content_type="text/csv", buffered=False)
    busy = post(small, body)
    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "30")
    assert post(small, "name\nHalab\n").status_code == 200, "small ones need no turn"
    first.close()
    assert post(small, body).status_code == 200


def test_a_turn_is_given_back_after_an_error(small: FlaskClient) -> None:
    for _ in range(3):
        assert post(small, "a,b\n" + "Halab,\n" * 400).status_code == 422


def test_a_bug_before_the_first_answer_is_an_error_like_any_other(broken_client: FlaskClient) -> None:
    response = post(broken_client, '{"name": "Halab"}', "application/x-ndjson")
    assert (response.status_code, response.get_json(force=True)["status"]) == (500, 500)


def test_get_is_not_allowed(app: Flask) -> None:
    response = app.test_client().get("/batch")
    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"POST", "OPTIONS"}


@pytest.mark.parametrize(
    ("form", "query"), [("ndjson", "format=ndjson"), ("csv", "format=csv&fill=best&bom=0")]
)
@pytest.mark.parametrize("context", ["", "document"])
def test_the_answer_is_the_command_line_s_to_the_byte(
    client: FlaskClient, served_path: Path, form: str, query: str, context: str
) -> None:
    """Distinct names by the block, with rows between them that repeat, warn and cannot be answered."""
    names = [f"{name} {i}" for i in range(20) for name in ("Tall Hasan", "Halab", "Maskanah", "تل حسن")]
    names[30:30] = ["", "--", "Halab", "x" * 300, "Mosul", "Mosul"]
    cells = ("", "Aleppo", "-", "Atlantis")
    body = "name,admin1\n" + "".join(f"{name},{cells[i % 4]}\n" for i, name in enumerate(names))
    options = ["--format", form, *(["--fill", "best"] if form == "csv" else [])]
    options += ["--admin1-column", "admin1", *(["--context", context] if context else [])]
    asked = ["batch", "-", *options, "--workers", "1", "--artefact", str(served_path)]
    said = CliRunner().invoke(main, asked, input=body.encode())
    assert said.exit_code == 0, said.output
    response = post(client, body, query=f"?{query}" + (f"&context={context}" if context else ""))
    assert response.data == said.stdout_bytes
    assert response.data.count(b"\n") == len(names) + (form == "csv")
