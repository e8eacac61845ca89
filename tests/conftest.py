"""Fixtures for all tests, and Hypothesis without deadlines: machines that test are shared."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from gazetteer.resolver import Resolver

settings.register_profile("shared", deadline=None, max_examples=60)
settings.load_profile("shared")


@pytest.fixture(scope="session")
def repo_root() -> Path:
    """The root of the checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def whole() -> Resolver:
    """The gazetteer over the committed data, compiled where it is not; for tests that are marked slow."""
    return Resolver.open()
