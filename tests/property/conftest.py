"""The tiny gazetteer for properties."""

from __future__ import annotations

from pathlib import Path

import pytest

from gazetteer.resolver import Resolver
from gazetteer.store import open_artefact
from tests.gazetteer.tiny import write_tiny


@pytest.fixture(scope="session")
def tiny_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tiny") / "tiny.artefact"
    write_tiny(path)
    return path


@pytest.fixture(scope="session")
def resolver(tiny_path: Path) -> Resolver:
    return Resolver(open_artefact(tiny_path))
