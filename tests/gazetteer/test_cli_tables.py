from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from click.testing import CliRunner, Result

from gazetteer import cli_tables
from gazetteer.cli import main
from gazetteer.compile import compile_places, dataset_version
from gazetteer.engines import cluster
from gazetteer.store import write_artefact
from tests.gazetteer.engines.client_here import ClientHere, as_completed
from tests.gazetteer.tiny import tiny_boundaries, tiny_places

ROWS = "name,id\n" + 'Aleppo,1\n"Maskanah, Homs",2\n\n"two\nlines",3\nموصل,4\nAle\x00ppo,5\n' * 30


@pytest.fixture(scope="module")
def artefact(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tables") / "tiny.artefact"
    meta, arrays = compile_places(tiny_places(), (), tiny_boundaries())
    write_artefact(path, dataset_version(), meta, arrays)
    return path


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> ClientHere:
    client = ClientHere()

    @contextmanager
    def open_here(scheduler: str, workers: int) -> Iterator[ClientHere]:
        yield client

    monkeypatch.setattr(cli_tables, "open_cluster", open_here)
    monkeypatch.setattr(cluster.distributed, "as_completed", as_completed)
    return client


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def batch(artefact: Path, *args: object) -> Result:
    return CliRunner().invoke(main, ["batch", *map(str, args), "--artefact", str(artefact)])


@pytest.mark.parametrize("form", ["ndjson", "csv"])
def test_dask_writes_the_bytes_that_the_local_engine_writes(
    form: str, artefact: Path, source: Path, tmp_path: Path, client: ClientHere
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    assert batch(artefact, source, here, "--format", form, "--id-column", "id").exit_code == 0
    result = batch(
        artefact,
        source,
        there,
        "--format",
        form,
        "--id-column",
        "id",
        "--engine",
        "dask",
        "--part-mb",
        "0.001",
    )
    assert result.exit_code == 0, result.output
    assert there.read_bytes() == here.read_bytes()
    assert len(client.answered) > 1
    assert result.stderr.splitlines()[-1] == "150 of 150 rows"
    assert sorted(tmp_path.glob("there*")) == [there]


@pytest.mark.usefixtures("client")
def test_parquet_comes_in_by_either_engine(artefact: Path, tmp_path: Path) -> None:
    source = tmp_path / "in.parquet"
    table = pyarrow.table({"name": ["Aleppo", "موصل", None] * 20, "id": range(60)})
    pyarrow.parquet.write_table(table, source, row_group_size=7)
    here, there = tmp_path / "here", tmp_path / "there"
    assert batch(artefact, source, here, "--format", "csv").exit_code == 0
    assert batch(artefact, source, there, "--format", "csv", "--engine", "dask").exit_code == 0
    assert there.read_bytes() == here.read_bytes()
    assert here.read_text(encoding="utf-8").splitlines()[1].startswith("Aleppo,0,match,")


def test_urls_are_addresses(artefact: Path, source: Path, tmp_path: Path) -> None:
    plain, by_url = tmp_path / "plain", tmp_path / "by_url"
    assert batch(artefact, source, plain).exit_code == 0
    result = batch(artefact, source.as_uri(), by_url.as_uri())
    assert result.exit_code == 0, result.output
    assert by_url.read_bytes() == plain.read_bytes()


def test_dask_takes_no_pipe(artefact: Path, source: Path) -> None:
    result = batch(artefact, source, "-", "--engine", "dask")
    assert result.exit_code == 1
    assert "a file or a URL" in result.stderr


@pytest.mark.usefixtures("client")
def test_csv_of_ndjson_is_refused(artefact: Path, tmp_path: Path) -> None:
    (tmp_path / "in.ndjson").write_text('{"name": "Aleppo"}\n')
    result = batch(artefact, tmp_path / "in.ndjson", tmp_path / "out", "--engine", "dask", "--format", "csv")
    assert result.exit_code == 1
    assert "--format ndjson" in result.stderr


def test_without_the_extra_it_is_told(
    artefact: Path, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "gazetteer.cli_tables")
    monkeypatch.delitem(sys.modules, "gazetteer.engines.tables")
    monkeypatch.setitem(sys.modules, "fsspec", None)
    result = batch(artefact, source, tmp_path / "out", "--engine", "dask")
    assert result.exit_code == 2
    assert "gazetteer-sy-iq[dask]" in result.stderr
