"""`gazetteer batch`: a table of names in, the places that they mean out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import IO, Any

import click

from gazetteer.batch import Columns
from gazetteer.batch_formats import CONTEXTS
from gazetteer.cli_options import artefact_option, limit_option
from gazetteer.cli_targets import Run, open_target, write_answers
from gazetteer.engines.job import FORMS, Job
from gazetteer.tabular import bounded_lines, guess_kind, read_body, read_layout, without_mark

_KINDS = {".csv": "csv", ".tsv": "tsv", ".ndjson": "ndjson", ".jsonl": "ndjson", ".parquet": "parquet"}
MOST_WORKERS = 1024
"""Processes on one machine; more is a slip of the hand."""


class _Address(click.Path):
    """A file that is there, "-", or a URL."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return value if "://" in value else super().convert(value, param, ctx)


@click.command("batch")
@click.argument("source", metavar="IN", type=_Address(exists=True, dir_okay=False, allow_dash=True))
@click.argument("target", metavar="[OUT]", type=_Address(dir_okay=False, allow_dash=True), default="-")
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
@click.option(
    "--context",
    type=click.Choice(CONTEXTS),
    help="document: the names of IN help each other, by stretches of some hundred rows.",
)
@click.option(
    "--document-column",
    default="",
    help="With --context document: neighbouring rows with one id here are a document.",
)
@limit_option
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0)
@click.option("--fill", type=click.Choice(["match", "best"]), default="match", show_default=True)
@click.option(
    "--workers",
    type=click.IntRange(1, MOST_WORKERS),
    help="Processes on this machine; by default one for each core.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="dask: part by part over a cluster; a run that was broken off goes on where it was.",
)
@click.option(
    "--scheduler", default="", help="Address of a Dask scheduler; without, a cluster on this machine."
)
@click.option(
    "--part-mb",
    type=click.FloatRange(0.001, 1024),
    default=4.0,
    show_default=True,
    help="Size of a part of the input, in MB (2^20 bytes).",
)
@artefact_option
def batch_command(source: str, target: str, kind: str | None, **options: Any) -> None:
    """Find the places that each row of IN names, and write a line for each to OUT (- is a pipe).

    IN is CSV, TSV, NDJSON or Parquet; a path, or with the extra `dask` any URL that fsspec opens.
    CSV out gives the input's columns back with the first result's appended.
    """
    kind = kind or _KINDS.get(Path(source).suffix.lower(), "")
    run = Run(
        workers=options.pop("workers") or _cores(),
        artefact=options.pop("artefact"),
        scheduler=options.pop("scheduler"),
        part_bytes=int(options.pop("part_mb") * 2**20),
    )
    engine = options.pop("engine")
    job = _job(**options)
    if engine == "dask":
        if job.by_document:
            raise click.UsageError("--context document is for --engine local: parts would cut documents")
        _extra("cli_tables").run_dask(source, target, kind, job, run)
    elif kind == "parquet" or "://" in source or "://" in target:
        _extra("cli_tables").run_local(source, target, kind, job, run)
    else:
        _run_stream(source, target, kind, job, run)


def _job(form: str, limit: int, min_confidence: float, fill: str, context: str | None, **named: str) -> Job:
    """The job of these options; what is left of them are columns."""
    if named["document_column"] and context != "document":
        raise click.UsageError("--document-column needs --context document")
    columns = Columns(**{key.removesuffix("_column"): value for key, value in named.items()})
    return Job(columns, form, limit, min_confidence, fill == "best", context == "document")


def _run_stream(source: str, target: str, kind: str, job: Job, run: Run) -> None:
    """Answer a text table on this machine as it comes, also from a pipe."""
    with click.open_file(source, "rb") as file, open_target(target) as out:
        lines = without_mark(_with_progress(bounded_lines(file), file))
        first = next(lines, b"")
        lines = chain([first], lines)
        layout = read_layout(lines, kind or guess_kind(first), job.columns.named)
        write_answers(read_body(lines, layout), layout, job, run, out)


def _extra(module: str) -> Any:
    """A module that needs the extra `dask`, which not everybody has."""
    try:
        return import_module(f"gazetteer.{module}")
    except ModuleNotFoundError as error:
        raise click.UsageError(
            f"this needs {error.name}; install it with: pip install 'gazetteer-sy-iq[dask]'"
        ) from error


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
