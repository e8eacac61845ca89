"""`gazetteer batch --context document`."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import orjson
import pyarrow
import pyarrow.parquet
import pytest
from click.testing import CliRunner, Result

from gazetteer.cli import main
from gazetteer.compile import compile_places, dataset_version
from gazetteer.engines import answerers
from gazetteer.store import write_artefact
from tests.gazetteer.tiny import id_of, tiny_boundaries, tiny_places

REPORTS = """report,place
1,Tall Hasan
1,Mosul
2,Al-Hawl camp
2,Tall Hasan
2,Al-Hawl
,Tall Hasan
3,
3,\xff
3,Homs
"""
"""Three reports with a row of none, one without a name, and one that is not UTF-8."""

SETTLED = [id_of("gn:90500"), id_of("gn:163563")]


@pytest.fixture(scope="module")
def artefact(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("document") / "tiny.artefact"
    meta, arrays = compile_places(tiny_places(), (), tiny_boundaries())
    write_artefact(path, dataset_version(), meta, arrays)
    return path


def batch(artefact: Path, *args: object, given: bytes = b"") -> Result:
    asked = ["batch", *map(str, args), "--artefact", str(artefact)]
    return CliRunner().invoke(main, asked, input=given)


def read(artefact: Path, *args: object) -> bytes:
    columns = ("--name-column", "place", "--id-column", "report")
    given = REPORTS.encode("latin-1")
    result = batch(artefact, "-", *columns, *args, given=given)
    assert result.exit_code == 0, result.output
    return result.stdout_bytes


BY_REPORT = ("--context", "document", "--document-column", "report")


def test_each_report_settles_its_own_namesake(artefact: Path) -> None:
    rows = [orjson.loads(line) for line in read(artefact, *BY_REPORT).splitlines()]
    assert [row["row"] for row in rows] == list(range(9))
    assert [rows[i]["results"][0]["id"] for i in (0, 3)] == SETTLED
    assert [rows[i]["query"]["document"]["names"] for i in (0, 3, 5, 8)] == [1, 2, 0, 0]
    assert ["error" in row for row in rows] == [False] * 6 + [True, True, False]


def test_csv_gives_the_columns_back(artefact: Path) -> None:
    text = read(artefact, *BY_REPORT, "--format", "csv").decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [rows[i]["place_id"] for i in (0, 3)] == SETTLED
    assert [row["report"] for row in rows] == [*"11222", "", *"333"]


@pytest.mark.parametrize("form", ["ndjson", "csv"])
def test_workers_write_the_same_bytes(form: str, artefact: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answerers, "FEW_KEYS", 1)
    one, two = (read(artefact, *BY_REPORT, "--format", form, "--workers", count) for count in (1, 2))
    assert one == two


def test_without_the_option_each_row_is_alone(artefact: Path) -> None:
    rows = [orjson.loads(line) for line in read(artefact).splitlines()]
    assert all("document" not in row["query"] for row in rows if "query" in row)
    assert rows[0]["results"] == rows[3]["results"]


def test_without_a_column_the_file_is_the_document(artefact: Path) -> None:
    result = batch(artefact, "-", "--context", "document", given=b"name\nTall Hasan\nMosul\n")
    assert orjson.loads(result.stdout_bytes.splitlines()[0])["results"][0]["id"] == SETTLED[0]


def test_parquet_comes_in_too(artefact: Path, tmp_path: Path) -> None:
    source, target = tmp_path / "in.parquet", tmp_path / "out"
    table = pyarrow.table({"name": ["Tall Hasan", "Mosul"] * 2, "doc": [1, 1, 2, 2]})
    pyarrow.parquet.write_table(table, source, row_group_size=1)
    options = ("--context", "document", "--document-column", "doc")
    assert batch(artefact, source, target, *options).exit_code == 0
    first, _, third, _ = map(orjson.loads, target.read_bytes().splitlines())
    assert first["results"][0]["id"] == SETTLED[0]
    assert first["results"] == third["results"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--document-column", "name"), "--context document"),
        (("--context", "text"), "document"),
        (("--context", "document", "--document-column", "x"), "'x'"),
        (("--context", "document", "--engine", "dask"), "--engine local"),
    ],
)
def test_what_cannot_be_done_is_told(options: tuple[str, ...], told: str, artefact: Path) -> None:
    result = batch(artefact, "-", *options, given=b"name\nAleppo\n")
    assert result.exit_code in (1, 2)
    assert told in result.stderr
    assert result.stdout == ""
