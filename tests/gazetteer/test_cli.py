from __future__ import annotations

import csv
import importlib.metadata
import io
import tomllib
from pathlib import Path
from typing import Any

import orjson
import pytest
from click.testing import CliRunner, Result

from gazetteer import cli
from gazetteer import compile as compile_module
from gazetteer import resolver as resolver_module
from gazetteer.batch_csv import CSV_COLUMNS
from gazetteer.cli import main
from gazetteer.compile import dataset_version
from gazetteer.curate import Overlay
from gazetteer.engines.lines import NdjsonLines
from gazetteer.errors import GazetteerError
from gazetteer.query import Query
from gazetteer.resolver import Resolver
from gazetteer.rows import answer_row
from gazetteer.store import open_artefact
from tests.gazetteer.tiny import id_of, tiny_boundaries, tiny_places


@pytest.fixture(autouse=True)
def tiny_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The package's own data would take long to compile, and no test writes to the user's cache."""
    monkeypatch.setattr(compile_module, "read_places", lambda _: list(tiny_places()))
    monkeypatch.setattr(compile_module, "read_redirects", lambda _: [])
    monkeypatch.setattr(compile_module, "read_overlay", lambda _: Overlay())
    monkeypatch.setattr(compile_module, "read_boundaries", lambda _: tiny_boundaries())
    for module in (cli, resolver_module):
        monkeypatch.setattr(module, "default_artefact_path", lambda: tmp_path / "default.artefact")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tiny.artefact"


def run(*args: object, given: bytes = b"") -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args], input=given)


def batch(path: Path, given: bytes, *args: str) -> list[dict[str, Any]]:
    result = run("batch", "-", "--artefact", path, *args, given=given)
    assert result.exit_code == 0, result.output
    return [orjson.loads(line) for line in result.stdout_bytes.splitlines()]


def batch_csv(path: Path, given: bytes, *args: str) -> list[list[str]]:
    result = run("batch", "-", "--artefact", path, "--format", "csv", *args, given=given)
    assert result.exit_code == 0, result.output
    return list(csv.reader(io.StringIO(result.stdout_bytes.decode())))


def test_the_version_is_that_of_the_project(repo_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = tomllib.loads((repo_root / "pyproject.toml").read_text())["project"]["name"]
    monkeypatch.setattr(importlib.metadata, "version", {project: "1.2.3"}.__getitem__)
    assert "1.2.3" in run("--version").output


@pytest.mark.parametrize("command", [[], ["build"], ["resolve"], ["batch"], ["import"]])
def test_every_command_has_help(command: list[str]) -> None:
    result = run(*command, "-h")
    assert result.exit_code == 0
    assert "Usage:" in result.output


def test_build_makes_and_reuses(path: Path) -> None:
    result = run("build", "--artefact", path)
    assert result.exit_code == 0
    assert result.output == f"{path} {dataset_version()}\n"
    inode = path.stat().st_ino
    assert run("build", "--artefact", path).output == result.output
    assert path.stat().st_ino == inode
    assert run("build", "--artefact", path, "--force").exit_code == 0
    assert path.stat().st_ino != inode


def test_build_mends_what_is_damaged(path: Path) -> None:
    run("build", "--artefact", path)
    content = bytearray(path.read_bytes())
    content[-1] ^= 0xFF
    path.write_bytes(content)
    assert run("build", "--artefact", path).exit_code == 0
    assert open_artefact(path).version == dataset_version()


@pytest.mark.parametrize("command", [["build"], ["build", "--force"], ["resolve", "Aleppo"]])
def test_a_folder_that_cannot_be_written_is_one_line(command: list[str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run(*command, "--artefact", tmp_path / "file" / "x.artefact")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert "x.artefact" in result.stderr
    assert result.stderr.count("\n") == 1


def test_resolve_for_people(path: Path) -> None:
    result = run("resolve", "Maskanah", "--admin1", "Homs", "--artefact", path)
    assert result.exit_code == 0
    first, second, *_ = result.output.splitlines()
    assert first == "match"
    assert "Maskanah, SY0401, Homs, Syria" in second
    assert "34.66412,36.73511" in second
    assert id_of("gn:167081") in second


def test_resolve_for_programs(path: Path) -> None:
    result = run("resolve", "تل حسن", "--country", "IQ", "--limit", 2, "--json", "--artefact", path)
    expected = Resolver.open(path).resolve(Query("تل حسن", country="IQ", limit=2))
    assert orjson.loads(result.output) == answer_row(expected)


def test_resolve_explains(path: Path) -> None:
    result = run("resolve", "Aleppo", "--explain", "--artefact", path)
    assert "looked up: Aleppo" in result.output
    assert " + listed 1 × 0.6" in result.output


def test_resolve_builds_the_default_when_needed(tmp_path: Path) -> None:
    assert run("resolve", "Aleppo").exit_code == 0
    assert (tmp_path / "default.artefact").is_file()


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--"], "Missing argument"),
        (["Maskanah", "--admin1", "Aleppoton"], "did you mean Aleppo"),
        (["--", "--"], "name: has no letter or digit"),
        (["Aleppo", "--limit", "101"], "101"),
        (["Aleppo", "--feature", "starbase"], "airbase"),
        (["Aleppo", "--lang", "xx"], "xx"),
    ],
)
def test_what_cannot_be_asked_is_told(args: list[str], told: str, path: Path) -> None:
    result = run("resolve", "--artefact", path, *args)
    assert result.exit_code != 0
    assert told in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("csv", "name,gov\nMaskanah,Homs\nحلب,\n"),
        ("tsv", "name\tgov\nMaskanah\tHoms\nحلب\t\n"),
        ("ndjson", '{"name": "Maskanah", "gov": "Homs"}\n{"name": "حلب", "gov": null}\n'),
    ],
)
def test_batch_of_each_kind_from_a_pipe_and_a_file(
    kind: str, content: str, path: Path, tmp_path: Path
) -> None:
    piped = batch(path, content.encode(), "--from", kind, "--admin1-column", "gov")
    assert [row["results"][0]["links"] for row in piped] == [["gn:167081"], ["gn:170063"]]
    source, target = tmp_path / f"in.{kind.upper()}", tmp_path / "out.ndjson"
    source.write_bytes(content.encode())
    result = run("batch", source, target, "--admin1-column", "gov", "--artefact", path)
    assert (result.exit_code, result.output) == (0, "")
    assert [orjson.loads(line) for line in target.read_bytes().splitlines()] == piped


def test_batch_keeps_ids_order_and_bad_rows(path: Path) -> None:
    given = b"key,place\na,Aleppo\nb,Al\xffeppo\nc,\nd,Mosul\n"
    rows = batch(path, given, "--name-column", "place", "--id-column", "key", "--limit", "1")
    assert [row["row"] for row in rows] == [0, 1, 2, 3]
    assert [row.get("id") for row in rows] == ["a", "b", "c", "d"]
    assert ["error" in row for row in rows] == [False, True, True, False]
    assert "UTF-8" in rows[1]["error"]["detail"]
    assert [len(row["results"]) for row in (rows[0], rows[3])] == [1, 1]


@pytest.mark.parametrize("option", ["--name-column", "--admin1-column", "--id-column"])
def test_a_missing_column_is_told_with_those_there_are(option: str, path: Path) -> None:
    result = run("batch", "-", option, "place", "--artefact", path, given=b"name,gov\nAleppo,\n")
    assert result.exit_code == 1
    assert "'place'" in result.stderr
    assert "'name', 'gov'" in result.stderr
    assert result.stdout == ""


def test_batch_with_min_confidence(path: Path) -> None:
    (row,) = batch(path, b"name\nTall Hasan\n", "--min-confidence", "0.9")
    assert (row["decision"], row["results"]) == ("ambiguous", [])


def test_csv_gives_the_columns_back(path: Path) -> None:
    given = b'id,name,remark\n1,Aleppo,"a, ""b"""\n2,Tall Hasan,\n3,,x\n'
    header, aleppo, hasan, empty = batch_csv(path, given)
    assert header == ["id", "name", "remark", *CSV_COLUMNS]
    assert aleppo[:3] == ["1", "Aleppo", 'a, "b"']
    assert hasan[:4] == ["2", "Tall Hasan", "", "ambiguous"]
    assert empty[:3] == ["3", "", "x"]
    lat = header.index("lat")
    assert (aleppo[lat], hasan[lat], empty[lat]) == ("36.20612", "", "")
    assert empty[-1].startswith("name: ")


def test_csv_filled_with_the_best(path: Path) -> None:
    header, row = batch_csv(path, b"name\nTall Hasan\n", "--fill", "best")
    assert float(row[header.index("lat")]) > 30


def test_csv_of_a_row_that_cannot_be_read_keeps_its_line(path: Path) -> None:
    header, *rows = batch_csv(path, b"id,name\n1,\xff\n2,Aleppo\n")
    assert rows[0][:2] == ["1", "\ufffd"]
    assert "UTF-8" in rows[0][-1]
    assert rows[1][:3] == ["2", "Aleppo", "match"]
    assert {len(row) for row in rows} == {len(header)}


def test_csv_out_of_ndjson_is_refused(path: Path) -> None:
    result = run(
        "batch", "-", "--from", "ndjson", "--format", "csv", "--artefact", path, given=b'{"name": "Aleppo"}\n'
    )
    assert result.exit_code == 1
    assert "ndjson" in result.stderr


def test_a_batch_that_fails_leaves_the_old_output(path: Path, tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.ndjson"
    source.write_text("place\nAleppo\n")
    target.write_text("kept")
    assert run("batch", source, target, "--artefact", path).exit_code == 1
    assert target.read_text() == "kept"


def test_a_batch_that_is_broken_off_leaves_the_old_output(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(*_: object) -> None:
        raise GazetteerError("the disk is full")

    monkeypatch.setattr(NdjsonLines, "tail", break_off)
    source, target = tmp_path / "in.csv", tmp_path / "out.ndjson"
    source.write_text("name\nAleppo\n")
    target.write_text("kept")
    assert run("batch", source, target, "--artefact", path).exit_code == 1
    assert target.read_text() == "kept"
    assert sorted(tmp_path.glob("out*")) == [target]


def test_a_file_that_is_not_there_is_told(path: Path, tmp_path: Path) -> None:
    result = run("batch", tmp_path / "missing.csv", "--artefact", path)
    assert result.exit_code == 2
    assert "missing.csv" in result.stderr
