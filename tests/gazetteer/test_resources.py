from __future__ import annotations

from pathlib import Path

import pytest

from gazetteer import resources
from gazetteer.errors import DataError
from gazetteer.resources import data_dir, load_table


@pytest.fixture
def other_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(resources, "data_dir", lambda: tmp_path)
    return tmp_path


def test_the_data_folder_is_in_the_package() -> None:
    assert data_dir().parent.joinpath("resources.py").is_file()


def test_a_table_is_parsed_once() -> None:
    assert load_table("weights.toml") is load_table("weights.toml")


def test_a_missing_table_is_named(other_data: Path) -> None:
    with pytest.raises(DataError, match=r"missing-for-this-test\.toml"):
        load_table("missing-for-this-test.toml")


@pytest.mark.parametrize("content", [b"= 1", b"a = \xff", b"a = 1\na = 2"])
def test_a_broken_table_is_named(other_data: Path, content: bytes) -> None:
    name = f"broken-{content.hex()}.toml"
    (other_data / name).write_bytes(content)
    with pytest.raises(DataError, match=name):
        load_table(name)
