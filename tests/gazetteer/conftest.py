"""The tiny gazetteer, compiled once a worker, and readers of the tables in tests/cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from gazetteer.name_index import NameIndex
from gazetteer.place_index import PlaceIndex
from gazetteer.resolver import Resolver
from gazetteer.store import Artefact, open_artefact
from gazetteer.unit_index import UnitIndex
from tests.gazetteer.tiny import write_tiny


@pytest.fixture(scope="session")
def tiny_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tiny") / "tiny.artefact"
    write_tiny(path)
    return path


@pytest.fixture(scope="session")
def artefact(tiny_path: Path) -> Artefact:
    return open_artefact(tiny_path)


@pytest.fixture(scope="session")
def resolver(artefact: Artefact) -> Resolver:
    return Resolver(artefact)


@pytest.fixture(scope="session")
def places(artefact: Artefact) -> PlaceIndex:
    return PlaceIndex(artefact)


@pytest.fixture(scope="session")
def names(artefact: Artefact) -> NameIndex:
    return NameIndex(artefact)


@pytest.fixture(scope="session")
def units(artefact: Artefact) -> UnitIndex:
    return UnitIndex(artefact)
