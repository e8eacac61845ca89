"""A module past 300 lines holds two modules: look for the seam."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.source_tree import ALL_FILES, ROOT

MAX_LINES = 300


@pytest.mark.parametrize("path", ALL_FILES, ids=str)
def test_module_is_small(path: Path) -> None:
    assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) <= MAX_LINES
