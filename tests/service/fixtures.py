"""The service over the tiny gazetteer, as test client and as a real server."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from gazetteer import Resolver
from gazetteer.compile import compile_places, dataset_version
from gazetteer.ids import Redirect
from gazetteer.store import open_artefact, write_artefact
from service.app import create_app
from service.config import Settings
from service.state import EXTENSION
from tests.gazetteer.tiny import FORMER_ID, id_of, tiny_boundaries, tiny_places

KEY = "the key of the tests"


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

    def resolve(self, *_: object, **__: object) -> None:
        raise RuntimeError("the secret of the house")

    write = write_all = resolve_all = resolve

    place = resolve

    @property
    def atlas(self) -> None:
        raise RuntimeError("the secret of the house")


@pytest.fixture(scope="session")
def broken_client() -> FlaskClient:
    return create_app(Settings(), Broken()).test_client()  # type: ignore[arg-type]


class Empty:
    """A resolver that finds nothing."""

    version = "empty"
    place_count = name_count = 0

    def resolve(self, *_: object) -> Any:
        return SimpleNamespace(results=())


def tight(resolver: Resolver, **settings: Any) -> FlaskClient:
    return create_app(
        replace(Settings(max_body_bytes=5000, spool_bytes=1024), **settings), resolver
    ).test_client()


@pytest.fixture(scope="session")
def empty_client() -> FlaskClient:
    return create_app(Settings(), Empty()).test_client()  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def keyed_client(resolver: Resolver) -> FlaskClient:
    digest = hashlib.sha256(KEY.encode()).hexdigest()
    return create_app(Settings(api_keys=f"tests:{digest}"), resolver).test_client()


@pytest.fixture
def limited_client(resolver: Resolver) -> FlaskClient:
    """A service that has given this caller all that it allows."""
    client = create_app(Settings(rate_limit="1 per day"), resolver).test_client()
    assert client.get("/version").status_code == 200
    return client


@pytest.fixture(scope="session")
def small_client(resolver: Resolver) -> FlaskClient:
    """A service that takes little."""
    return tight(resolver)


@pytest.fixture(scope="session")
def busy_client(resolver: Resolver) -> Iterator[FlaskClient]:
    """A service whose places for large batches are all taken."""
    client = tight(resolver, large_batches=1)
    with client.application.extensions[EXTENSION].large_batches.taken():
        yield client


@pytest.fixture
def hasty_client(resolver: Resolver, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A service that has no patience with a body."""

    class Over(threading.Timer):
        def start(self) -> None:
            self.function()

        def cancel(self) -> None:
            pass

    monkeypatch.setattr(threading, "Timer", Over)
    return tight(resolver)
