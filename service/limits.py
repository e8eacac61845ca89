"""Rate limits, where the service is run with any: by Flask-Limiter, which the extra `limits` brings."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from flask import Flask, request

from service.config import Settings, SettingsError
from service.keys import OPEN_ENDPOINTS, caller

BATCH_ENDPOINT = "batch.batch"


def register_limits(app: Flask, settings: Settings) -> None:
    """Count requests by key or address, and answer 429 with Retry-After beyond the limits.

    Raises SettingsError where a limit is set and the extra is missing, or a setting cannot be read.
    """
    if not (settings.rate_limit or settings.batch_rate_limit):
        return
    if find_spec("flask_limiter") is None:
        raise SettingsError("GAZETTEER_RATE_LIMIT: needs the extra: pip install 'gazetteer-sy-iq[limits]'")
    for variable, text in (
        ("RATE_LIMIT", settings.rate_limit),
        ("BATCH_RATE_LIMIT", settings.batch_rate_limit),
    ):
        _check(f"GAZETTEER_{variable}", text)

    def limit() -> str:
        return settings.batch_rate_limit or settings.rate_limit if _is_batch() else settings.rate_limit

    def exempt() -> bool:
        return request.method == "OPTIONS" or request.endpoint in OPEN_ENDPOINTS or not limit()

    limiter = import_module("flask_limiter")
    limiter.Limiter(
        lambda: caller() or request.remote_addr or "",
        app=app,
        application_limits=[limit],
        application_limits_exempt_when=exempt,
        headers_enabled=True,
        storage_uri=settings.rate_storage,
        # Redis out of reach: count in memory rather than answer nobody.
        in_memory_fallback_enabled=not settings.rate_storage.startswith("memory:"),
    )


def _is_batch() -> bool:
    return request.endpoint == BATCH_ENDPOINT


def _check(variable: str, text: str) -> None:
    if text:
        try:
            import_module("limits").parse_many(text)
        except ValueError as error:
            raise SettingsError(f"{variable}={text!r}: accepted is such as 60 per minute") from error
