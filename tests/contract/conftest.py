"""The service's fixtures, and the description of its API."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.contract.description import load_description
from tests.service.fixtures import (
    app,
    broken_client,
    busy_client,
    client,
    empty_client,
    hasty_client,
    keyed_client,
    limited_client,
    resolver,
    served_path,
    small_client,
)

__all__ = [
    "app",
    "broken_client",
    "busy_client",
    "client",
    "description",
    "empty_client",
    "hasty_client",
    "keyed_client",
    "limited_client",
    "resolver",
    "served_path",
    "small_client",
]


@pytest.fixture(scope="session")
def description(repo_root: Path) -> dict[str, Any]:
    return load_description(repo_root)
