"""The build hook, without a build: what it tells the wheel."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

INTERFACE = "hatchling.builders.hooks.plugin.interface"


@pytest.fixture
def hook(repo_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The hook over an empty folder, and the warnings it shows; hatchling is there only while building."""
    interface = ModuleType(INTERFACE)
    monkeypatch.setattr(interface, "BuildHookInterface", object, raising=False)
    monkeypatch.setitem(sys.modules, INTERFACE, interface)
    module = runpy.run_path(str(repo_root / "hatch_build.py"))
    made = module["CompiledHook"]()
    made.root, made.warnings = str(tmp_path), []
    made.app = SimpleNamespace(display_warning=made.warnings.append)
    return made


def data() -> dict[str, Any]:
    return {"artifacts": [], "pure_python": True, "infer_tag": False}


def test_what_is_compiled_comes_into_the_wheel_of_this_platform(
    hook: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "gazetteer" / "compiled"
    built = [folder / "search.cpython-311.so", folder / "answers.cpython-311.so"]
    monkeypatch.setitem(type(hook).initialize.__globals__, "_compiled", lambda root: built)
    told = data()
    hook.initialize("standard", told)
    assert told == {
        "artifacts": [
            "/gazetteer/compiled/search.cpython-311.so",
            "/gazetteer/compiled/answers.cpython-311.so",
        ],
        "pure_python": False,
        "infer_tag": True,
    }
    assert hook.warnings == []


def test_without_a_compiler_the_wheel_is_for_any_platform(hook: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Path) -> list[Path]:
        raise RuntimeError("no compiler")

    monkeypatch.setitem(type(hook).initialize.__globals__, "_compiled", fail)
    told = data()
    hook.initialize("standard", told)
    assert told == data()
    assert "no compiler" in hook.warnings[0]
