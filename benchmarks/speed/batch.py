"""Rows per second and peak memory of `gazetteer batch`, where no name repeats and where they do."""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random

import click

from benchmarks.speed.footprint import load
from benchmarks.speed.measuring import circumstances, stopwatch, table, watched
from benchmarks.speed.names import SEED, distinct_names
from gazetteer.resolver import Resolver

DISTINCT = 20_000
"""Rows of the file in which no name repeats."""

REPEATED_ROWS, REPEATED_FROM = 1_000_000, 5_000
"""Rows of the file in which names repeat, and how many there are."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run took."""

    rows: int
    seconds: float
    peak_mib: float

    @property
    def rows_s(self) -> float:
        """Rows per second, the start of the program and the opening of the gazetteer included."""
        return self.rows / self.seconds


def write_table(path: Path, names: Iterable[str]) -> None:
    """A CSV table with a row for each name."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(["id", "name"])
        writer.writerows(zip(count(), names, strict=False))


def run(source: Path, form: str, rows: int, *options: str) -> Figures:
    """Run `gazetteer batch` over a table in a process of its own."""
    with tempfile.TemporaryDirectory(dir=source.parent) as folder:
        target = Path(folder, "out")
        command = [sys.executable, "-m", "gazetteer.cli", "batch", str(source), str(target), "--format", form]
        with stopwatch() as taken:
            process = subprocess.Popen([*command, *options])
            with watched(process.pid) as peak:
                status = process.wait()
        if status:
            raise click.ClickException(f"gazetteer batch ended with status {status}")
    return Figures(rows, taken(), peak.mib)


def report() -> str:
    """The report as Markdown."""
    lines = [circumstances(Resolver.open()), ""]
    *_, loaded = load()
    with tempfile.TemporaryDirectory() as folder:
        distinct, repeated = Path(folder, "distinct.csv"), Path(folder, "repeated.csv")
        names = distinct_names(DISTINCT)
        write_table(distinct, names)
        write_table(repeated, Random(SEED).choices(names[:REPEATED_FROM], k=REPEATED_ROWS))
        runs = {
            "distinct names, 1 worker": run(distinct, "ndjson", DISTINCT, "--workers", "1"),
            "distinct names": run(distinct, "ndjson", DISTINCT),
            "names that repeat, NDJSON, 5 results a row": run(repeated, "ndjson", REPEATED_ROWS),
            "names that repeat, NDJSON, 1 result a row": run(
                repeated, "ndjson", REPEATED_ROWS, "--limit", "1"
            ),
            "names that repeat, CSV": run(repeated, "csv", REPEATED_ROWS),
        }
    lines.append(
        f"{DISTINCT:,} distinct names, and {REPEATED_ROWS:,} rows drawn from {REPEATED_FROM:,} names; whole "
        "runs of the command, its start included. A process with the gazetteer loaded holds "
        f"{loaded:.0f} MiB (PSS)."
    )
    lines.append("")
    lines += table(
        ["run", "rows", "s", "rows/s", "peak MiB (PSS, all processes)", "above the loaded gazetteer"],
        ([title, f.rows, f.seconds, f.rows_s, f.peak_mib, f.peak_mib - loaded] for title, f in runs.items()),
    )
    return "\n".join(lines) + "\n"


@click.command()
def main() -> None:
    """Run batches and measure them."""
    click.echo(report(), nl=False)


if __name__ == "__main__":
    main()
