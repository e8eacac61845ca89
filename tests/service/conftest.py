"""The service's fixtures."""

from __future__ import annotations

from tests.service.fixtures import app, broken_client, client, resolver, served_path

__all__ = ["app", "broken_client", "client", "resolver", "served_path"]
