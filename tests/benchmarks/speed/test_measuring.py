from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from benchmarks.speed.measuring import (
    circumstances,
    family,
    percentiles,
    shared_memory_mib,
    table,
    times_ms,
    watched,
)
from gazetteer.resolver import Resolver
from gazetteer.store import open_artefact
from tests.gazetteer.tiny import write_tiny

needs_proc = pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="no /proc")


def test_a_report_says_where_it_was_made(tmp_path: Path) -> None:
    write_tiny(tmp_path / "tiny.artefact")
    resolver = Resolver(open_artefact(tmp_path / "tiny.artefact"))
    said = circumstances(resolver)
    assert f"dataset {resolver.version}" in said
    assert f"{os.cpu_count()} cores" in said


def test_each_call_is_timed() -> None:
    now = [10.0]

    def ask(name: str) -> None:
        now[0] += 0.5 if name == "slow" else 0.25

    assert times_ms(ask, ["slow", "quick"], clock=lambda: now[0]).tolist() == [500, 250]
    assert percentiles(np.arange(101.0)) == [50, 95, 99]


def test_a_table_is_markdown() -> None:
    assert table(["a", "b"], [["x", 12345], [1.23456, 1234.5]]) == [
        "| a | b |",
        "|---|---|",
        "| x | 12,345 |",
        "| 1.23 | 1,234 |",
    ]


@needs_proc
def test_memory_is_watched_over_the_family() -> None:
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'input()'])"
    process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE)
    try:
        with watched(process.pid, every_s=0.01) as peak:
            deadline = time.monotonic() + 20
            while len(family(process.pid)) < 2 and time.monotonic() < deadline:
                time.sleep(0.02)
            assert len(family(process.pid)) == 2
            time.sleep(0.1)
    finally:
        process.communicate(b"\n", timeout=20)
    assert peak.mib > 1
    assert shared_memory_mib([process.pid]) == 0
