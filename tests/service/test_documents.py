"""Where the description is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from service import documents


def test_in_a_checkout_it_is_at_the_top(repo_root: Path) -> None:
    assert documents.find_description() == repo_root / "openapi.yaml"


def test_in_a_wheel_it_is_beside_the_service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "openapi.yaml").write_text("openapi: 3.1.0\n")
    monkeypatch.setattr(documents, "_HERE", tmp_path)
    assert documents.find_description() == tmp_path / "openapi.yaml"
