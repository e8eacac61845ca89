"""The pages that are counted or drawn from the committed tables are what those tables give."""

from __future__ import annotations

import struct
from pathlib import Path

from benchmarks.data_report import TARGET, report


def test_the_page_on_the_data_is_what_the_tables_give() -> None:
    assert TARGET.read_text(encoding="utf-8") == report(), "run: make docs"


def test_the_map_is_readable_and_small(repo_root: Path) -> None:
    drawn = (repo_root / "docs" / "coverage.png").read_bytes()
    width, height = struct.unpack(">II", drawn[16:24])
    assert width == 1600
    assert 700 < height < 1000
    assert len(drawn) < 600_000


def test_every_reason_and_source_is_explained() -> None:
    tables = [line for line in TARGET.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    reasons = [line for line in tables if line.count("`") == 4 and line.count("|") == 5]
    assert len(reasons) > 20
    assert [line for line in reasons if line.endswith("|  |")] == []
