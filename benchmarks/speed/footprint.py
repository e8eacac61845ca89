"""What the gazetteer takes: to build, to load, on disk, in memory."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import click

from benchmarks.speed.measuring import MIB, circumstances, stopwatch, table
from gazetteer.compile import build, default_artefact_path, ensure_artefact
from gazetteer.resolver import Resolver

_LOAD = """
import time
start = time.perf_counter()
from gazetteer import Query, Resolver
imported = time.perf_counter()
resolver = Resolver.open()
opened = time.perf_counter()
resolver.resolve(Query("Halab", admin1="Aleppo"))
answered = time.perf_counter()
from benchmarks.speed.measuring import shared_memory_mib
import os
print(imported - start, opened - imported, answered - opened, shared_memory_mib([os.getpid()]))
"""
LOADS = 5
"""Processes that load it; the quickest counts, as whatever else runs only slows."""


def report() -> str:
    """The report as Markdown."""
    lines = [circumstances(Resolver.open()), ""]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "artefact")
        with stopwatch() as taken:
            build(path)
        size = path.stat().st_size
    ensure_artefact(default_artefact_path())
    loads = [load() for _ in range(LOADS)]
    imported, opened, answered, mib = (min(column) for column in zip(*loads, strict=True))
    lines += table(
        ["what", "figure"],
        [
            ["build from the tables", f"{taken():.1f} s"],
            ["artefact", f"{size / MIB:.1f} MiB"],
            ["import of the package", f"{imported:.3f} s"],
            ["open (version checked, digest checked, indexes made)", f"{opened:.3f} s"],
            ["the first answer (spelling tables read)", f"{answered:.3f} s"],
            ["memory of a process after that (PSS)", f"{mib:.0f} MiB"],
        ],
    )
    return "\n".join(lines) + "\n"


def load() -> list[float]:
    """Seconds to import, open and answer once, and MiB held after that, in a process of its own."""
    said = subprocess.run(
        [sys.executable, "-c", _LOAD],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    return [float(figure) for figure in said.stdout.split()]


@click.command()
def main() -> None:
    """Build and load the gazetteer, and measure it."""
    click.echo(report(), nl=False)


if __name__ == "__main__":
    main()
