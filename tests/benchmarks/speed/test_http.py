from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from benchmarks.speed import http

SAID = """Running 15s test @ http://127.0.0.1:1
  Latency Distribution
     50%    1.50ms
     75%    2.00ms
     90%    2.50ms
     99%  800.00us
  100 requests in 15.00s, 1.00MB read
  Non-2xx or 3xx responses: 3
Requests/sec:   1234.50
"""


def test_what_wrk_says_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 0, SAID)

    monkeypatch.setattr(http.subprocess, "run", run)
    assert http.load("http://127.0.0.1:1", tmp_path) == http.Load(1234.5, 1.5, 0.8, 3)


def test_without_wrk_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http.shutil, "which", lambda _: None)
    assert "there is no wrk" in http.report(["Aleppo"])
