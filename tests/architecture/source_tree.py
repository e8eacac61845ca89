"""The project's own source files, as the architecture tests read them."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("gazetteer", "service")


def source_files(package: str) -> list[Path]:
    """Every Python file of a package, relative to the root, sorted."""
    return sorted(path.relative_to(ROOT) for path in (ROOT / package).rglob("*.py"))


ALL_FILES = [path for package in PACKAGES for path in source_files(package)]


def parse(path: Path) -> ast.Module:
    """The syntax tree of a file named relative to the root."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), filename=str(path))
