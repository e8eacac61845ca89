"""A batch over real worker processes of a real Dask cluster, one of which is killed."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from gazetteer.batch import Columns
from gazetteer.compile import compile_places, dataset_version
from gazetteer.engines import cluster
from gazetteer.engines.answerers import AnswererHere
from gazetteer.engines.checkpoint import Checkpoint
from gazetteer.engines.cluster import ClusterError, answer_table, join_parts, open_cluster
from gazetteer.engines.job import Job
from gazetteer.engines.local import answer_lines
from gazetteer.engines.parts import Part
from gazetteer.engines.tables import Table, TextTable, open_table
from gazetteer.resolver import Resolver
from gazetteer.store import write_artefact
from tests.gazetteer.engines.client_here import ClientHere, as_completed
from tests.gazetteer.tiny import tiny_boundaries, tiny_places

JOB = Job(Columns("name", id="id"))
NAMES = ("Aleppo", "Tall Hasan", "", '"Maskanah, Homs"', "موصل", '"two\nlines"', "Deir ez-Zor", "--")
STARTUP_S = 60


@pytest.fixture(scope="module")
def fresh_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny gazetteer as of the version that this package carries, so that workers open it as it is."""
    path = tmp_path_factory.mktemp("cluster") / "tiny.artefact"
    meta, arrays = compile_places(tiny_places(), (), tiny_boundaries())
    write_artefact(path, dataset_version(), meta, arrays)
    return path


def table_of(folder: Path, rows: int) -> Table:
    path = folder / "in.csv"
    lines = (f"{NAMES[i % len(NAMES)]},{i}\n" for i in range(rows))
    path.write_text("name,id\n" + "".join(lines), encoding="utf-8")
    return open_table(str(path), "csv", JOB.columns.named)


def local_lines(table: Table, artefact: Path) -> bytes:
    resolver = Resolver.open(artefact)
    rows = (row for part in table.cut(10_000) for row in table.rows(part))
    return b"".join(answer_lines(rows, JOB, AnswererHere(JOB, resolver)))


def joined(parts: list[Part], table: Table, target: Path) -> bytes:
    out = io.BytesIO()
    join_parts(parts, table, JOB, str(target), out)
    return out.getvalue()


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster.distributed, "as_completed", as_completed)


@pytest.mark.usefixtures("here")
def test_a_run_that_was_broken_off_goes_on_where_it_was(tmp_path: Path, fresh_path: Path) -> None:
    table, target = table_of(tmp_path, 500), tmp_path / "out"
    with pytest.raises(ClusterError, match="the store is gone"):
        answer_table(ClientHere(3), table, JOB, str(target), 1000, fresh_path)
    told: list[tuple[int, int]] = []
    second = ClientHere()
    parts = answer_table(second, table, JOB, str(target), 1000, fresh_path, lambda *rows: told.append(rows))
    assert [part.number for part in second.answered] == [part.number for part in parts[3:]]
    assert told[0] == (sum(part.rows for part in parts[:3]), 500)
    assert told[-1] == (500, 500)
    assert joined(parts, table, target) == local_lines(table, fresh_path)


@pytest.mark.usefixtures("here")
def test_workers_of_another_dataset_are_refused(
    tmp_path: Path, fresh_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = iter(["here", "there"])
    monkeypatch.setattr(cluster, "dataset_version", lambda: next(versions, "there"))
    with pytest.raises(ClusterError, match="dataset there, not here"):
        answer_table(ClientHere(), table_of(tmp_path, 5), JOB, str(tmp_path / "out"), 1000, fresh_path)


@pytest.mark.usefixtures("here")
def test_an_input_that_changes_meanwhile_is_told(
    tmp_path: Path, fresh_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = table_of(tmp_path, 20)
    parts = [replace(part, rows=part.rows - 1) for part in table.cut(1000)]
    monkeypatch.setattr(TextTable, "cut", lambda *_: iter(parts))
    with pytest.raises(ClusterError, match="changed while it was read"):
        answer_table(ClientHere(), table, JOB, str(tmp_path / "out"), 1000, fresh_path)


def test_a_scheduler_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT_S", "1s")
    with pytest.raises(ClusterError, match=r"tcp://127\.0\.0\.1:9"), open_cluster("tcp://127.0.0.1:9", 1):
        pass


@contextmanager
def dask_processes(folder: Path, workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler, and its workers: processes of their own, as on a cluster."""
    command = [sys.executable, "-m", "dask"]
    address_file = folder / "scheduler.json"
    env = {**os.environ, "DASK_DISTRIBUTED__DASHBOARD__LINK": ""}
    started: list[subprocess.Popen[bytes]] = []

    def start(name: str, *args: str) -> subprocess.Popen[bytes]:
        with (folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen([*command, *args], cwd=folder, env=env, stdout=log, stderr=log)
        started.append(process)
        return process

    scheduler_file = ("--scheduler-file", str(address_file))
    try:
        start(
            "scheduler", "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", *scheduler_file
        )
        deadline = time.monotonic() + STARTUP_S
        while not address_file.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        own = [
            start(f"worker{i}", "worker", "--no-nanny", "--nthreads", "1", "--no-dashboard", *scheduler_file)
            for i in range(workers)
        ]
        yield json.loads(address_file.read_text())["address"], own
    finally:
        for process in started:
            process.kill()
        for process in started:
            process.wait()


@pytest.mark.slow
def test_a_worker_that_is_killed_loses_and_doubles_no_row(tmp_path: Path, fresh_path: Path) -> None:
    table, target = table_of(tmp_path, 20_000), tmp_path / "out"
    killed: list[int] = []
    with dask_processes(tmp_path, 2) as (address, workers), open_cluster(address, 2) as client:
        client.wait_for_workers(2, timeout=STARTUP_S)

        def kill_one(done: int, rows: int) -> None:
            if 0 < done < rows and not killed:
                workers[0].send_signal(signal.SIGKILL)
                killed.append(done)

        parts = answer_table(client, table, JOB, str(target), 5000, fresh_path, kill_one)
    assert killed
    assert workers[0].returncode == -signal.SIGKILL
    assert len(parts) > 20
    assert joined(parts, table, target) == local_lines(table, fresh_path)
    assert Checkpoint.of(str(target)).missing(parts) == []
