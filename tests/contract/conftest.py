"""The service's fixtures, and the description of its API."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.contract.description import load_description
from tests.service.fixtures import app, broken_client, client, resolver, served_path

__all__ = ["app", "broken_client", "client", "description", "resolver", "served_path"]


@pytest.fixture(scope="session")
def description(repo_root: Path) -> dict[str, Any]:
    return load_description(repo_root)
