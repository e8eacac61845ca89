"""The library is pure: it does not print, read the environment or look at the clock. The command line may."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source_tree import parse, source_files

PURE_FILES = [path for path in source_files("gazetteer") if not path.match("gazetteer/cli*.py")]

IMPURE = frozenset(
    {
        "print",
        "input",
        "os.environ",
        "os.environb",
        "os.getenv",
        "os.getenvb",
        "os.putenv",
        "sys.stdout",
        "sys.stderr",
        "sys.stdin",
        "datetime.datetime.now",
        "datetime.datetime.utcnow",
        "datetime.datetime.today",
        "datetime.date.today",
    }
)
"""Dotted names that are out of bounds; so is whatever comes from the module `time`."""


def impurities(tree: ast.Module) -> Iterator[str]:
    """Each use of an impure name as "line: dotted.name", whatever it was imported as."""
    origin = dict(_imported_names(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
            head, dot, rest = ast.unparse(node).partition(".")
            dotted = origin.get(head, head) + dot + rest
            from_time = origin.get(head, "").partition(".")[0] == "time"
            if from_time or dotted in IMPURE:
                yield f"{node.lineno}: {dotted}"


def _imported_names(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.asname or alias.name.partition(".")[0], alias.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield alias.asname or alias.name, f"{node.module}.{alias.name}"


@pytest.mark.parametrize("path", PURE_FILES, ids=str)
def test_library_module_is_pure(path: Path) -> None:
    assert list(impurities(parse(path))) == []


@pytest.mark.parametrize(
    "source",
    [
        "print('x')",
        "import os\nos.environ['X']",
        "import os as o\no.getenv('X')",
        "from os import environ\nenviron.get('X')",
        "import time\ntime.time()",
        "from time import monotonic as m\nm()",
        "from datetime import datetime\ndatetime.now()",
        "import datetime as dt\ndt.date.today()",
        "import sys\nsys.stderr.write('x')",
    ],
)
def test_the_check_finds_impure_code(source: str) -> None:
    assert list(impurities(ast.parse(source))) != []


@pytest.mark.parametrize(
    "source",
    [
        "import os\nos.replace('a', 'b')",
        "from datetime import date\ndate.fromisoformat('2026-01-01')",
        "def f(time: float) -> float:\n    return time * 2",
    ],
)
def test_the_check_lets_pure_code_be(source: str) -> None:
    assert list(impurities(ast.parse(source))) == []
