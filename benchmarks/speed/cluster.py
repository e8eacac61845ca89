"""A batch over two Dask workers of which one is killed, beside the same batch by the local engine.

The bytes of both must be the same; how long each took is told, without a claim: two workers on one machine
are no cluster.
"""

from __future__ import annotations

import filecmp
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import click

from benchmarks.speed.batch import write_table
from benchmarks.speed.measuring import circumstances, stopwatch, table
from benchmarks.speed.names import SEED, distinct_names
from gazetteer.resolver import Resolver

ROWS, NAMES = 200_000, 5_000
WORKERS = 2
PART_MB = "0.1"
PARTS_BEFORE_THE_KILL = 5
STARTUP_S = 60


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler, and its workers, each a process of its own."""
    started: list[subprocess.Popen[bytes]] = []
    address_file = folder / "scheduler.json"

    def start(*args: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", *args, "--scheduler-file", str(address_file)]
        process = subprocess.Popen(
            [*command, "--no-dashboard"], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        started.append(process)
        return process

    try:
        start("scheduler", "--host", "127.0.0.1", "--port", "0")
        _wait_until(address_file.exists)
        workers = [start("worker", "--no-nanny", "--nthreads", "1") for _ in range(WORKERS)]
        yield json.loads(address_file.read_text(encoding="utf-8"))["address"], workers
    finally:
        for process in started:
            process.kill()
        for process in started:
            process.wait()


def _wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + STARTUP_S
    while not true():
        if time.monotonic() > deadline:
            raise click.ClickException("waited in vain")
        time.sleep(0.05)


def report() -> str:
    """The report as Markdown."""
    lines = [circumstances(Resolver.open()), ""]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, here, there = folder / "in.csv", folder / "here.ndjson", folder / "there.ndjson"
        write_table(source, Random(SEED).choices(distinct_names(NAMES), k=ROWS))
        command = [sys.executable, "-m", "gazetteer.cli", "batch", str(source)]
        with stopwatch() as local_s:
            subprocess.run([*command, str(here)], check=True)
        parts = folder / "there.ndjson.parts"
        with cluster(folder) as (address, workers):
            dask = ["--engine", "dask", "--scheduler", address, "--part-mb", PART_MB]
            with stopwatch() as dask_s:
                run = subprocess.Popen([*command, str(there), *dask], stderr=subprocess.DEVNULL)
                _wait_until(lambda: len(list(parts.glob("part-??????"))) >= PARTS_BEFORE_THE_KILL)
                workers[0].kill()
                status = run.wait()
        same = status == 0 and filecmp.cmp(here, there, shallow=False)
    lines += [f"{ROWS:,} rows drawn from {NAMES:,} names, in parts of {PART_MB} MB.", ""]
    lines += table(
        ["engine", "s", "rows/s"],
        [
            ["local", local_s(), ROWS / local_s()],
            [f"dask, {WORKERS} workers, one killed on the way", dask_s(), ROWS / dask_s()],
        ],
    )
    lines += ["", "The output is the same to the byte." if same else "THE OUTPUT DIFFERS."]
    return "\n".join(lines) + "\n"


@click.command()
def main() -> None:
    """Run a batch over a cluster that loses a worker, and compare."""
    click.echo(report(), nl=False)


if __name__ == "__main__":
    main()
