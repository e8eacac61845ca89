"""`gazetteer batch` over tables at an address: Parquet, URLs, and the Dask engine. Needs the extra `dask`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

from gazetteer.cli_targets import Run, open_target, write_answers
from gazetteer.engines.checkpoint import Checkpoint
from gazetteer.engines.cluster import Progress, answer_table, join_parts, open_cluster
from gazetteer.engines.job import Job
from gazetteer.engines.lines import check_form
from gazetteer.engines.tables import open_address, open_table
from gazetteer.errors import InvalidQuery

_STEPS = 20
"""Lines that tell the progress where no terminal shows a bar."""


def run_local(source: str, target: str, kind: str, job: Job, run: Run) -> None:
    """Answer a table on this machine."""
    table = open_table(source, kind, job.columns.named)
    with _open_anywhere(target) as out:
        rows = (row for part in table.cut(run.part_bytes) for row in table.rows(part))
        write_answers(rows, table.layout, job, run, out)


def run_dask(source: str, target: str, kind: str, job: Job, run: Run) -> None:
    """Answer a table over a cluster, and join the parts."""
    if "-" in (source, target):
        raise InvalidQuery("engine", "dask reads and writes parts, which a pipe has not", "a file or a URL")
    source, target = _absolute(source), _absolute(target)
    table = open_table(source, kind, job.columns.named)
    check_form(job, table.layout)
    with open_cluster(run.scheduler, run.workers) as client, _progress() as progress:
        parts = answer_table(client, table, job, target, run.part_bytes, run.artefact, progress)
    with _open_anywhere(target) as out:
        join_parts(parts, table, job, target, out)
    Checkpoint.of(target).clear()


def _absolute(address: str) -> str:
    """The address as workers in other folders know it."""
    return address if "://" in address else str(Path(address).resolve())


@contextmanager
def _open_anywhere(target: str) -> Iterator[IO[bytes]]:
    with open_address(target, "wb") if "://" in target else open_target(target) as out:
        yield out


@contextmanager
def _progress() -> Iterator[Progress]:
    """Rows answered so far, on standard error: a bar where that is a terminal, else a line now and then."""
    if not sys.stderr.isatty():
        told = -1

        def tell(done: int, rows: int) -> None:
            nonlocal told
            step = done * _STEPS // rows if rows else _STEPS
            if step > told:
                told = step
                click.echo(f"{done} of {rows} rows", err=True)

        yield tell
        return
    with click.progressbar(length=1, label="rows", file=sys.stderr, show_pos=True) as bar:

        def draw(done: int, rows: int) -> None:
            bar.length = rows
            bar.update(done - bar.pos)

        yield draw
