from __future__ import annotations

from pathlib import Path

from gazetteer.compiled.sources import digest


def test_the_digest_changes_with_every_source(tmp_path: Path) -> None:
    (tmp_path / "search.pyx").write_text("one")
    (tmp_path / "edits.pxd").write_text("two")
    before = digest(tmp_path)
    assert len(before) == 16
    assert digest(tmp_path) == before
    (tmp_path / "sources.py").write_text("no source")
    assert digest(tmp_path) == before
    (tmp_path / "edits.pxd").write_text("three")
    assert digest(tmp_path) != before


def test_without_sources_there_is_none(tmp_path: Path) -> None:
    assert digest(tmp_path) == ""
