"""Fixtures for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from gazetteer.resolver import Resolver


@pytest.fixture(scope="session")
def repo_root() -> Path:
    """The root of the checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def whole() -> Resolver:
    """The gazetteer over the committed data, compiled where it is not; for tests that are marked slow."""
    return Resolver.open()
