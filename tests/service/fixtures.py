"""The service over the tiny gazetteer, as test client and as a real server."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from gazetteer import Resolver
from gazetteer.compile import compile_places, dataset_version
from gazetteer.ids import Redirect
from gazetteer.store import open_artefact, write_artefact
from service.app import create_app
from service.config import Settings
from tests.gazetteer.tiny import FORMER_ID, id_of, tiny_boundaries, tiny_places


@pytest.fixture(scope="session")
def served_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny gazetteer under the package's own version, so that opening it does not build the whole one."""
    path = tmp_path_factory.mktemp("served") / "gazetteer.artefact"
    redirects = [Redirect(FORMER_ID, id_of("gn:170063"), "merged", "wof:1")]
    meta, arrays = compile_places(tiny_places(), redirects, tiny_boundaries())
    write_artefact(path, dataset_version(), meta, arrays)
    return path


@pytest.fixture(scope="session")
def resolver(served_path: Path) -> Resolver:
    return Resolver(open_artefact(served_path))


@pytest.fixture(scope="session")
def app(resolver: Resolver) -> Flask:
    return create_app(Settings(), resolver)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


class Broken:
    """A resolver with a bug in it."""

    version = "broken"
    place_count = name_count = 0

    def resolve(self, *_: object) -> None:
        raise RuntimeError("the secret of the house")

    place = resolve


@pytest.fixture(scope="session")
def broken_client() -> FlaskClient:
    return create_app(Settings(), Broken()).test_client()  # type: ignore[arg-type]
