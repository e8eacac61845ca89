from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from gazetteer.errors import ArtefactError
from gazetteer.store import (
    Artefact,
    open_artefact,
    pack_groups,
    pack_strings,
    read_version,
    write_artefact,
)

STRINGS = ["", "Aleppo", "حلب", "", "ܢܝܢܘܐ", "a\0b"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "new" / "folder" / "x.artefact"
    arrays = {
        **pack_strings("name", STRINGS),
        **pack_groups("group", [[3, 1], [], [2]]),
        "lat": np.array([[1.5, 2.5]], dtype=np.float64),
        "flag": np.array([True, False, True]),
        "empty": np.zeros((0, 3), dtype=np.uint16),
    }
    write_artefact(path, "v1", {"places": 3}, arrays)
    return path


@pytest.fixture
def small(path: Path) -> Artefact:
    return open_artefact(path)


def test_what_is_written_is_read(small: Artefact) -> None:
    assert small.version == "v1"
    assert small.meta == {"places": 3}
    assert small.arrays["lat"].tolist() == [[1.5, 2.5]]
    assert small.arrays["lat"].dtype == np.float64
    assert small.arrays["flag"].tolist() == [True, False, True]
    assert small.arrays["empty"].shape == (0, 3)
    assert small.arrays["group.items"].tolist() == [3, 1, 2]
    assert small.arrays["group.starts"].tolist() == [0, 2, 2, 3]


def test_arrays_are_aligned_and_cannot_be_written(small: Artefact) -> None:
    assert small.arrays["lat"].ctypes.data % 8 == 0
    with pytest.raises(ValueError, match="read-only"):
        small.arrays["lat"][0, 0] = 9.0


def test_a_string_table_is_a_sequence(small: Artefact) -> None:
    table = small.strings("name")
    assert len(table) == len(STRINGS)
    assert list(table) == table.to_list() == STRINGS
    assert [table[i] for i in range(len(STRINGS))] == STRINGS
    assert [table[-i - 1] for i in range(len(STRINGS))] == STRINGS[::-1]
    assert table[1:4] == STRINGS[1:4]
    assert table[::-2] == STRINGS[::-2]
    assert "حلب" in table


@pytest.mark.parametrize("index", [6, -7])
def test_a_string_table_has_an_end(small: Artefact, index: int) -> None:
    with pytest.raises(IndexError):
        small.strings("name")[index]


def test_a_table_that_is_not_there(small: Artefact) -> None:
    with pytest.raises(KeyError):
        small.strings("nothing")


def test_the_version_is_read_alone(path: Path) -> None:
    assert read_version(path) == "v1"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GAZ",
        b"GAZTTEER",
        b"SQLite format 3\0" + b"\0" * 100,
        b"GAZTTEER" + b"\0" * 16 + (2**63).to_bytes(8, "little") + b"{}",
        b"GAZTTEER" + b"\0" * 16 + (2).to_bytes(8, "little") + b"[]",
        b"GAZTTEER" + b"\0" * 16 + (2).to_bytes(8, "little") + b"{}",
        b"GAZTTEER" + b"\0" * 16 + (0).to_bytes(8, "little"),
    ],
)
def test_what_is_no_artefact_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.artefact"
    path.write_bytes(content)
    with pytest.raises(ArtefactError, match=r"x\.artefact"):
        read_version(path)
    with pytest.raises(ArtefactError, match=r"x\.artefact"):
        open_artefact(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing"):
        with pytest.raises(ArtefactError):
            open_artefact(path)


def test_a_longer_file_is_damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(ArtefactError, match="damaged"):
        open_artefact(path)


def test_writing_replaces_the_file_whole(path: Path, small: Artefact) -> None:
    write_artefact(path, "v2", {}, {"lat": np.array([7.0])})
    assert open_artefact(path).version == "v2"
    assert small.arrays["lat"].tolist() == [[1.5, 2.5]]
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_writing_that_fails_leaves_the_old_file(path: Path) -> None:
    with pytest.raises(TypeError):
        write_artefact(path, "v2", {"not": object()}, {})
    assert read_version(path) == "v1"
    target = path.parent / "a_folder"
    target.mkdir()
    with pytest.raises(OSError, match="a_folder"):
        write_artefact(target, "v2", {}, {})
    assert sorted(item.name for item in path.parent.iterdir()) == ["a_folder", path.name]


def test_others_may_read_the_file(path: Path) -> None:
    assert path.stat().st_mode & 0o777 == 0o644
