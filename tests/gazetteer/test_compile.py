from __future__ import annotations

from pathlib import Path

import pytest

from gazetteer import compile as compile_module
from gazetteer.compile import (
    VERSION_DIGITS,
    build,
    compile_places,
    dataset_version,
    default_artefact_path,
    ensure_artefact,
    is_fresh,
)
from gazetteer.curate import Overlay
from gazetteer.errors import ArtefactError
from gazetteer.ids import Redirect
from gazetteer.resources import data_dir
from gazetteer.store import open_artefact, write_artefact
from tests.gazetteer.tiny import tiny_boundaries, tiny_places


@pytest.fixture(autouse=True)
def tiny_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package's own data would take long to compile."""
    monkeypatch.setattr(compile_module, "read_places", lambda _: list(tiny_places()))
    monkeypatch.setattr(compile_module, "read_redirects", lambda _: [])
    monkeypatch.setattr(compile_module, "read_overlay", lambda _: Overlay())
    monkeypatch.setattr(compile_module, "read_boundaries", lambda _: tiny_boundaries())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "gazetteer.artefact"


def test_the_version_is_of_data_and_code() -> None:
    assert len(dataset_version()) == VERSION_DIGITS
    assert set(dataset_version()) <= set("0123456789abcdef")


def test_every_file_of_the_version_is_there() -> None:
    data = data_dir()
    patterns = compile_module._DATA_FILES
    assert [pattern for pattern in patterns if not any(data.glob(pattern))] == []
    assert [name for name in compile_module._CODE_FILES if not (data.parent / name).is_file()] == []


def test_the_default_is_in_a_cache_folder() -> None:
    assert default_artefact_path().is_absolute()
    assert default_artefact_path().name == "gazetteer.artefact"


def test_only_redirects_that_lead_on_are_compiled() -> None:
    redirects = [
        Redirect("b", "x", "merged", ""),
        Redirect("a", "", "withdrawn", ""),
        Redirect("a2", "y", "", ""),
    ]
    meta, arrays = compile_places(tiny_places(), redirects, tiny_boundaries())
    assert arrays["redirect_from.data"].tobytes() == b"a2b"
    assert arrays["redirect_to.data"].tobytes() == b"yx"
    assert meta == {"places": len(tiny_places()), "names": sum(len(p.names) for p in tiny_places())}


def test_compiling_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        build(tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_what_is_missing_is_built_and_then_reused(path: Path) -> None:
    assert not is_fresh(path)
    assert ensure_artefact(path).version == dataset_version()
    assert is_fresh(path)
    stamp = path.stat()
    ensure_artefact(path)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (stamp.st_ino, stamp.st_mtime_ns)


def test_what_is_stale_is_rebuilt(path: Path) -> None:
    write_artefact(path, "older", {}, {})
    assert ensure_artefact(path).version == dataset_version()


@pytest.mark.parametrize("at", [0, 9, 30, 100, -1])
def test_what_is_damaged_is_rebuilt(path: Path, at: int) -> None:
    build(path)
    whole = path.read_bytes()
    content = bytearray(whole)
    content[at] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(ArtefactError):
        open_artefact(path)
    assert ensure_artefact(path).version == dataset_version()
    assert path.read_bytes() == whole


def test_a_folder_that_cannot_be_written_is_told_with_the_command(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    path = tmp_path / "file" / "gazetteer.artefact"
    with pytest.raises(ArtefactError, match=f"run: gazetteer build --artefact {path}"):
        ensure_artefact(path)


def test_a_lock_that_cannot_be_had_is_told_with_the_command(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(compile_module, "FileLock", refuse)
    with pytest.raises(ArtefactError, match=r"Permission denied.*run: gazetteer build --artefact"):
        ensure_artefact(path)


def test_a_read_only_folder_with_a_fresh_artefact_is_enough(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(path)
    monkeypatch.delattr(compile_module, "FileLock")
    assert ensure_artefact(path).version == dataset_version()


def test_building_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ArtefactError, match="cannot be written"):
        build(tmp_path / "file" / "gazetteer.artefact")
