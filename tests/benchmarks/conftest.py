"""The tiny gazetteer, compiled once a worker."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.stored import Stored
from gazetteer.store import Artefact, open_artefact
from tests.gazetteer.tiny import write_tiny


@pytest.fixture(scope="session")
def artefact(tmp_path_factory: pytest.TempPathFactory) -> Artefact:
    path: Path = tmp_path_factory.mktemp("tiny") / "tiny.artefact"
    write_tiny(path)
    return open_artefact(path)


@pytest.fixture(scope="session")
def stored(artefact: Artefact) -> Stored:
    return Stored.open(artefact)
