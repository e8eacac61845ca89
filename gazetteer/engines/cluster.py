"""A batch over the machines of a Dask cluster: parts are answered wherever a worker is free.

The parts gather beside the output (`checkpoint`) and are joined in order at the end. A part is answered as
the local engine answers, so that the bytes are the same. Needs the extra `dask`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import get_ident
from typing import IO, Any

import distributed

from gazetteer.answer_cache import AnswerCache
from gazetteer.compile import dataset_version
from gazetteer.engines.answerers import AnswererHere
from gazetteer.engines.checkpoint import Checkpoint, plan_key
from gazetteer.engines.job import Job
from gazetteer.engines.lines import lines_of
from gazetteer.engines.local import answer_lines
from gazetteer.engines.parts import Part
from gazetteer.engines.tables import Table
from gazetteer.errors import GazetteerError
from gazetteer.kept import BATCH_ANSWERS_BYTES
from gazetteer.resolver import Resolver
from gazetteer.tabular import Row

CONNECT_S = "30s"
"""How long the scheduler may take to answer."""

PART_RETRIES = 2
"""How often a part that failed is tried again: a store may be out of reach for a moment."""

Progress = Callable[[int, int], None]
"""Is told how many rows are answered, of how many: at the beginning and after each part."""

Client = Any
"""A client of Dask Distributed, which has no types."""


class ClusterError(GazetteerError):
    """The cluster cannot be reached, or could not do what it was asked."""


@contextmanager
def open_cluster(scheduler: str, workers: int) -> Iterator[Client]:
    """A client of the scheduler at an address; where that is "", of a cluster of so many local processes.

    Raises ClusterError where no scheduler answers.
    """
    dask: Any = distributed
    if scheduler:
        try:
            client = dask.Client(scheduler, timeout=CONNECT_S)
        except (OSError, ValueError) as error:
            raise ClusterError(f"no scheduler answers at {scheduler}: {error}") from error
        with client:
            yield client
        return
    with (
        dask.LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster,
        dask.Client(cluster) as client,
    ):
        yield client


def answer_table(
    client: Client,
    table: Table,
    job: Job,
    target: str,
    part_bytes: int,
    artefact: Path | None = None,
    progress: Progress = lambda done, rows: None,
) -> list[Part]:
    """Answer all parts of a table that are not answered yet, beside `target`, and give all parts in order.

    `artefact` is where each worker's machine keeps the compiled gazetteer; it is built there if need be.
    Raises ClusterError where a part cannot be answered; what is done stays for the next run.
    """
    checkpoint = Checkpoint.of(target)
    version = dataset_version()
    key = plan_key(table, job, version, part_bytes)
    parts = checkpoint.recall(key)
    if parts is None:
        parts = list(table.cut(part_bytes))
        checkpoint.begin(key, parts)
    missing = checkpoint.missing(parts)
    rows = sum(part.rows for part in parts)
    done = rows - sum(part.rows for part in missing)
    progress(done, rows)
    asked = (table, job, checkpoint, version, artefact)
    futures = client.map(_answer_part, missing, asked=asked, pure=False, retries=PART_RETRIES)
    finished: Any = distributed.as_completed
    try:
        for future, answered in finished(futures, with_results=True):
            done += answered
            progress(done, rows)
            future.release()
    except Exception as error:
        client.cancel(futures)
        raise ClusterError(f"a part failed: {error}; what is done stays in {checkpoint.folder}") from error
    return parts


def join_parts(parts: Sequence[Part], table: Table, job: Job, target: str, out: IO[bytes]) -> None:
    """Write the whole output of a table whose parts are all answered beside `target`."""
    out.write(lines_of(job).first_line(table.layout))
    Checkpoint.of(target).join(parts, out)


def _answer_part(part: Part, asked: tuple[Table, Job, Checkpoint, str, Path | None]) -> int:
    """Answer a part on a worker and write its file; gives how many rows it has."""
    table, job, checkpoint, version, artefact = asked
    if dataset_version() != version:
        raise ClusterError(f"a worker has dataset {dataset_version()}, not {version}; install the same there")
    answerer = AnswererHere(job, _opened(artefact))
    taken = 0

    def counted() -> Iterator[Row]:
        nonlocal taken
        for row in table.rows(part):
            taken += 1
            yield row

    def write(file: IO[bytes]) -> None:
        for lines in answer_lines(counted(), job, answerer, _cache_of(job, get_ident()), part.first_row):
            file.write(lines)
        if taken != part.rows:
            raise ClusterError(f"{table.address} changed while it was read")

    checkpoint.write(part, write)
    return part.rows


@lru_cache(maxsize=1)
def _opened(artefact: Path | None) -> Resolver:
    return Resolver.open(artefact)


@lru_cache(maxsize=16)
def _cache_of(job: Job, thread: int) -> AnswerCache:
    """The answers that a worker's thread has given in this job, over all its parts."""
    return AnswerCache(BATCH_ANSWERS_BYTES)
