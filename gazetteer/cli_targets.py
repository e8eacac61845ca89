"""How `gazetteer batch` runs, and where it writes: what its engines share."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from gazetteer.engines.answerers import open_answerer
from gazetteer.engines.job import Job
from gazetteer.engines.lines import check_form, lines_of
from gazetteer.engines.local import answer_lines
from gazetteer.files import whole_file
from gazetteer.resolver import Resolver
from gazetteer.tabular import Layout, Row


@dataclass(frozen=True, slots=True)
class Run:
    """The options that say how a batch is run, not what it says.

    `workers` processes, `artefact` the compiled gazetteer (None: in the user's cache folder), `scheduler` the
    address of one ("" for none), `part_bytes` the size of a part of the input.
    """

    workers: int
    artefact: Path | None
    scheduler: str
    part_bytes: int


@contextmanager
def open_target(target: str) -> Iterator[IO[bytes]]:
    """Standard output for "-", or a file that is there only when all went well."""
    if target == "-":
        yield sys.stdout.buffer
        return
    with whole_file(Path(target)) as file:
        yield file


def write_answers(rows: Iterable[Row], layout: Layout, job: Job, run: Run, out: IO[bytes]) -> None:
    """Answer rows on this machine, and write each window of them as soon as it is there."""
    check_form(job, layout)
    with open_answerer(job, Resolver.open(run.artefact), run.workers) as answerer:
        out.write(lines_of(job).first_line(layout))
        # Whole answers are gigabytes: one window is written while the next is put together.
        with ThreadPoolExecutor(max_workers=1) as writer:
            written = writer.submit(out.flush)
            for lines in answer_lines(rows, job, answerer):
                written.result()
                written = writer.submit(_write, out, lines)
            written.result()


def _write(out: IO[bytes], lines: bytes) -> None:
    out.write(lines)
    out.flush()
