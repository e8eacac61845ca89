"""The import contracts of pyproject.toml hold, and each of them can fail."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SOUND_TREE = {
    "gazetteer/__init__.py": "from gazetteer.resolver import resolve",
    "gazetteer/model.py": "",
    "gazetteer/store.py": "import gazetteer.model",
    "gazetteer/resolver.py": "import gazetteer.store\nresolve = print",
    "service/__init__.py": "",
    "service/app.py": "import flask\nfrom gazetteer import resolve",
}


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Import Linter's verdict on a tree, in a process of its own: it imports what it looks at."""
    code = "from importlinter.cli import lint_imports_command as run; run()"
    return subprocess.run(
        [sys.executable, "-c", code, "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def plant(folder: Path, repo_root: Path, tree: dict[str, str]) -> None:
    """Write a small tree under the project's own contracts."""
    shutil.copy(repo_root / "pyproject.toml", folder)
    for name, source in tree.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(source + "\n", encoding="utf-8")


def test_the_project_keeps_its_contracts(repo_root: Path) -> None:
    verdict = lint_imports(repo_root)
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr


def test_a_sound_tree_keeps_them(tmp_path: Path, repo_root: Path) -> None:
    plant(tmp_path, repo_root, SOUND_TREE)
    verdict = lint_imports(tmp_path)
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr
    assert "3 kept, 0 broken" in verdict.stdout


@pytest.mark.parametrize(
    ("name", "source", "broken"),
    [
        ("gazetteer/model.py", "import gazetteer.resolver", "Imports go down only"),
        ("gazetteer/store.py", "def f():\n    from gazetteer import resolver", "Imports go down only"),
        ("gazetteer/newcomer.py", "", "Imports go down only"),
        ("gazetteer/store.py", "import flask", "The library knows no server"),
        ("gazetteer/store.py", "import service", "The library knows no server"),
        ("service/app.py", "from gazetteer import store", "The service uses the public door only"),
        ("service/app.py", "from gazetteer.store import x", "The service uses the public door only"),
    ],
)
def test_a_wrong_import_breaks_its_contract(
    name: str, source: str, broken: str, tmp_path: Path, repo_root: Path
) -> None:
    plant(tmp_path, repo_root, {**SOUND_TREE, name: source})
    verdict = lint_imports(tmp_path)
    assert verdict.returncode == 1, verdict.stdout + verdict.stderr
    assert f"{broken} BROKEN" in verdict.stdout
    assert "2 kept, 1 broken" in verdict.stdout
