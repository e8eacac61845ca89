"""`gazetteer batch`: a table of names in, the places that they mean out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import IO, Any

import click

from gazetteer.batch import Columns
from gazetteer.cli_options import artefact_option, limit_option
from gazetteer.engines.answerers import open_answerer
from gazetteer.engines.job import FORMS, Job
from gazetteer.engines.lines import lines_of
from gazetteer.engines.local import answer_lines
from gazetteer.errors import InvalidQuery
from gazetteer.files import whole_file
from gazetteer.resolver import Resolver
from gazetteer.tabular import bounded_lines, guess_kind, read_body, read_layout, without_mark

_KINDS = {".csv": "csv", ".tsv": "tsv", ".ndjson": "ndjson", ".jsonl": "ndjson"}


@click.command("batch")
@click.argument("source", metavar="IN", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.argument("target", metavar="[OUT]", type=click.Path(dir_okay=False, allow_dash=True), default="-")
@click.option(
    "--from",
    "kind",
    type=click.Choice(sorted(set(_KINDS.values()))),
    help="Told from the file's ending, else from its first line.",
)
@click.option("--format", "form", type=click.Choice(FORMS), default="ndjson", show_default=True)
@click.option("--name-column", default="name", show_default=True)
@click.option("--country-column", default="")
@click.option("--admin1-column", default="")
@click.option("--admin2-column", default="")
@click.option("--admin3-column", default="")
@click.option("--id-column", default="")
@limit_option
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0)
@click.option("--fill", type=click.Choice(["match", "best"]), default="match", show_default=True)
@click.option(
    "--workers",
    type=click.IntRange(1, 1024),
    help="Processes that answer; by default one for each core.",
)
@artefact_option
def batch_command(
    source: str, target: str, kind: str | None, workers: int | None, artefact: Path | None, **asked: Any
) -> None:
    """Find the places that each row of IN names, and write a line for each to OUT (- is a pipe).

    IN is CSV, TSV or NDJSON. CSV out gives the input's columns back with the first result's appended.
    """
    job = _job(**asked)
    with click.open_file(source, "rb") as file, _open_target(target) as out:
        lines = without_mark(_with_progress(bounded_lines(file), file))
        first = next(lines, b"")
        kind = kind or _KINDS.get(Path(source).suffix.lower()) or guess_kind(first)
        if job.form == "csv" and kind == "ndjson":
            raise InvalidQuery(
                "format", "CSV gives the input's columns back, and NDJSON has none", "--format ndjson"
            )
        lines = chain([first], lines)
        layout = read_layout(lines, kind, job.columns.named)
        with open_answerer(job, Resolver.open(artefact), workers or _cores()) as answerer:
            out.write(lines_of(job).first_line(layout))
            for written in answer_lines(read_body(lines, layout), job, answerer):
                out.write(written)
                out.flush()


def _job(form: str, limit: int, min_confidence: float, fill: str, **named: str) -> Job:
    """The job of these options; what is left of them are columns."""
    columns = Columns(**{key.removesuffix("_column"): value for key, value in named.items()})
    return Job(columns, form, limit, min_confidence, fill == "best")


@contextmanager
def _open_target(target: str) -> Iterator[IO[bytes]]:
    """Standard output, or a file that is there only when all went well."""
    if target == "-":
        yield sys.stdout.buffer
        return
    with whole_file(Path(target)) as file:
        yield file


def _cores() -> int:
    """Cores that this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _with_progress(lines: Iterator[bytes], file: IO[bytes]) -> Iterator[bytes]:
    """The lines, with a bar on standard error where that is a terminal and the size is known."""
    path = Path(str(getattr(file, "name", "-")))
    size = path.stat().st_size if path.is_file() else 0
    if not size or not sys.stderr.isatty():
        yield from lines
        return
    with click.progressbar(length=size, label="rows", file=sys.stderr) as bar:
        for line in lines:
            yield line
            bar.update(len(line))
