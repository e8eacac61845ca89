"""Requests per second and latency of `GET /resolve`, beside a bare Flask route that gives the same bytes.

Two workers, distinct names so that nothing is cached, the whole middleware on; load by wrk on the same
machine. The bare route is `bare.app`, under the same gunicorn configuration.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from urllib.parse import quote

import click

from benchmarks.speed.measuring import circumstances, family, shared_memory_mib, table
from benchmarks.speed.names import distinct_names
from gazetteer.compile import default_artefact_path
from gazetteer.resolver import Resolver

DISTINCT_NAMES = 40_000
WORKERS = 2
CONNECTIONS = 16
PARTS = 5
"""Parts of the names; a round asks for those of one, about once each."""

ROUNDS = 15
"""Rounds of both routes in turn: a shared machine is now quick, now slow, and chance decides of few."""

DURATION_S = 4
STARTUP_S = 60

ROOT = Path(__file__).resolve().parents[2]
WRK_SCRIPT = Path(__file__).with_name("names.lua")

_FIGURES = {
    "requests_s": re.compile(r"Requests/sec:\s+([\d.]+)"),
    "p50": re.compile(r"50%\s+([\d.]+)(us|ms|s)"),
    "p99": re.compile(r"99%\s+([\d.]+)(us|ms|s)"),
    "failed": re.compile(r"Non-2xx or 3xx responses: (\d+)"),
}
_MS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True, slots=True)
class Load:
    """What wrk measured: requests a second, latency in ms, and responses that were no success."""

    requests_s: float
    p50_ms: float
    p99_ms: float
    failed: int


@contextmanager
def served(app: str, **environ: str) -> Iterator[tuple[str, int]]:
    """The address of an application under the service's gunicorn configuration, and its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "-c", "service/gunicorn.conf.py", "--no-control-socket", app]
    env = {
        **os.environ,
        "PORT": str(port),
        "HOST": "127.0.0.1",
        "WEB_CONCURRENCY": str(WORKERS),
        "PYTHONPATH": str(ROOT),
        "GAZETTEER_ARTEFACT": str(default_artefact_path()),
        **environ,
    }
    process = subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process)
        yield address, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + STARTUP_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/resolve?name=Aleppo", timeout=5).read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise click.ClickException("gunicorn did not start")


def load(address: str, paths: Path) -> Load:
    """The load of wrk on an address, with the paths of a file."""
    command = [
        "wrk",
        f"-t{WORKERS}",
        f"-c{CONNECTIONS}",
        f"-d{DURATION_S}s",
        "--latency",
        "-s",
        str(WRK_SCRIPT),
    ]
    env = {**os.environ, "WRK_PATHS": str(paths), "WRK_THREADS": str(WORKERS)}
    said = subprocess.run([*command, address], env=env, check=True, capture_output=True, text=True).stdout
    found = {name: pattern.search(said) for name, pattern in _FIGURES.items()}
    if found["requests_s"] is None:
        raise click.ClickException(f"wrk said nothing of use:\n{said}")
    p50, p99 = (float(m[1]) * _MS[m[2]] if m else float("nan") for m in (found["p50"], found["p99"]))
    return Load(float(found["requests_s"][1]), p50, p99, int(found["failed"][1]) if found["failed"] else 0)


def _median(loads: Sequence[Load]) -> tuple[float, float, float, int]:
    """The medians of what was measured, and all responses that were no success."""
    return (
        median(one.requests_s for one in loads),
        median(one.p50_ms for one in loads),
        median(one.p99_ms for one in loads),
        sum(one.failed for one in loads),
    )


def report(names: Sequence[str]) -> str:
    """The report as Markdown."""
    if shutil.which("wrk") is None:
        return "Not measured: there is no wrk (Debian: `apt-get install wrk`).\n"
    lines = [circumstances(Resolver.open()), ""]
    with tempfile.TemporaryDirectory() as folder:
        paths, body = [Path(folder, f"paths-{i}") for i in range(PARTS)], Path(folder, "body")
        for i, each in enumerate(paths):
            asked = names[i::PARTS]
            each.write_text("".join(f"/resolve?name={quote(name)}\n" for name in asked), encoding="ascii")
        with served("service.wsgi:app") as (address, pid):
            one = f"{address}/resolve?name={quote(names[0])}"
            body.write_bytes(urllib.request.urlopen(one, timeout=5).read())
            with served("benchmarks.speed.bare:app", BARE_BODY=str(body)) as (bare_address, _):
                parts = islice(cycle(paths), ROUNDS)
                rounds = [(load(address, each), load(bare_address, each)) for each in parts]
            memory = shared_memory_mib(family(pid))
        size = body.stat().st_size
    ratios = sorted(real.requests_s / bare.requests_s for real, bare in rounds)
    lines.append(
        f"{len(names):,} distinct names, {WORKERS} workers, {CONNECTIONS} connections, {ROUNDS} rounds of "
        f"both in turn, {DURATION_S} s each; the medians of the rounds. The bare route gives back "
        f"{size:,} bytes."
    )
    lines.append("")
    lines += table(
        ["route", "requests/s", "p50 ms", "p99 ms", "failed"],
        [
            ["`/resolve`", *_median([real for real, _ in rounds])],
            ["bare", *_median([bare for _, bare in rounds])],
        ],
    )
    lines += [
        "",
        f"Ratio of the requests per second: {median(ratios):.3f} ({ratios[0]:.3f} to {ratios[-1]:.3f}).",
    ]
    lines.append(f"The service after that, its master and both workers together: {memory:.0f} MiB (PSS).")
    return "\n".join(lines) + "\n"


@click.command()
def main() -> None:
    """Measure the service and the bare route."""
    click.echo(report(distinct_names(DISTINCT_NAMES)), nl=False)


if __name__ == "__main__":
    main()
