"""The service's fixtures."""

from __future__ import annotations

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
    "empty_client",
    "hasty_client",
    "keyed_client",
    "limited_client",
    "resolver",
    "served_path",
    "small_client",
]
