"""Schemathesis makes requests from `openapi.yaml`, right and wrong ones, and finds nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.served import served

pytestmark = pytest.mark.slow

EXAMPLES = 20
SEED = 20_240_501
HOOKS = "tests.contract.schemathesis_hooks"


def test_nothing_is_found(repo_root: Path, served_path: Path, tmp_path: Path) -> None:
    settings = {"GAZETTEER_ARTEFACT": str(served_path), "WEB_CONCURRENCY": "2"}
    with served(tmp_path / "log", settings) as server:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "schemathesis.cli", "--config-file", "schemathesis.toml", "run"),
                *(
                    "openapi.yaml",
                    "--url",
                    f"http://127.0.0.1:{server.port}",
                    "--checks",
                    "all",
                    "--no-color",
                ),
                *("--max-examples", str(EXAMPLES), "--seed", str(SEED), "--continue-on-failure"),
            ],
            cwd=repo_root,
            env={**os.environ, "SCHEMATHESIS_HOOKS": HOOKS, "PYTHONPATH": str(repo_root)},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Tested: 15" in done.stdout.replace("  ", " ")
