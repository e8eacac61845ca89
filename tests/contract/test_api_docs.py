"""docs/api.md: its commands run, and are answered as it says, but for what changes with the data."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks.api_docs import COOKBOOK, EXAMPLES, SHOWN_BASE, commands, run_at
from benchmarks.served import Server, served

pytestmark = pytest.mark.slow

TEXT = COOKBOOK.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Over the committed data, compiled where it is not."""
    with served(tmp_path_factory.mktemp("docs") / "log", {"WEB_CONCURRENCY": "1"}) as running:
        yield running


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(EXAMPLES, tmp_path_factory.mktemp("docs") / "examples"))


@pytest.fixture(scope="module")
def run(server: Server, folder: Path) -> Callable[[str], str]:
    return run_at(server, folder)


def test_commands_are_answered_as_they_are_shown(run: Callable[[str], str]) -> None:
    if shutil.which("curl") is None:
        pytest.skip("there is no curl")
    shown = commands(TEXT)
    assert len(shown) > 15
    for command, output in shown:
        assert output.strip(), f"not run yet: {command}"
        assert alike(run(command), output), command


def alike(ours: str, shown: str) -> bool:
    """The same members, or the same first line but for digits and ids."""
    try:
        return same_shape(json.loads(ours), json.loads(shown))
    except ValueError:
        first, expected = (re.sub(r"\b[0-9a-z]{8,}\b|\d+", "", text.split("\n")[0]) for text in (ours, shown))
        return first == expected


def same_shape(ours: Any, shown: Any) -> bool:
    if isinstance(ours, dict) and isinstance(shown, dict):
        return ours.keys() == shown.keys() and all(same_shape(ours[key], shown[key]) for key in ours)
    if isinstance(ours, list) and isinstance(shown, list):
        return all(same_shape(a, b) for a, b in zip(ours[:1], shown[:1], strict=False))
    return isinstance(ours, dict | list) == isinstance(shown, dict | list) or None in (ours, shown)


def examples(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)


@pytest.mark.parametrize(
    ("language", "command", "needs"),
    [
        ("python", [sys.executable, "-"], ""),
        ("javascript", ["node", "--input-type=module", "-"], ""),
        ("r", ["Rscript", "--vanilla", "-"], "library(curl); library(jsonlite)"),
    ],
)
def test_examples_run(server: Server, folder: Path, language: str, command: list[str], needs: str) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"there is no {command[0]}")
    if needs and subprocess.run(command, input=needs.encode(), capture_output=True, check=False).returncode:
        pytest.skip(f"{command[0]} has not what the example needs: {needs}")
    code = examples(language)[0].replace(SHOWN_BASE, f"http://127.0.0.1:{server.port}")
    done = subprocess.run(
        command, cwd=folder, input=code.encode(), capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert len(done.stdout.splitlines()) >= 2


def test_every_path_that_is_shown_is_described(repo_root: Path) -> None:
    described = yaml.safe_load((repo_root / "openapi.yaml").read_text(encoding="utf-8"))["paths"]
    for path in re.findall(rf"{re.escape(SHOWN_BASE)}(/[a-z.]*)", TEXT):
        assert any(known.startswith(path.rstrip("/")) for known in described), path
