"""Headers that every response carries: id, timing, version, licence, and leave for browsers of any origin."""

from __future__ import annotations

import time

from flask import Flask, Response, g, request

from service.request_id import HEADER, request_id

LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
VERSION_HEADER = "X-Dataset-Version"

PREFLIGHT_S = 86_400
"""A day, the longest that browsers keep a preflight's answer."""

_EXPOSED = ", ".join(
    ("ETag", "Link", "Location", "Retry-After", "Server-Timing", "WWW-Authenticate", VERSION_HEADER, HEADER)
)
_TAKEN = ", ".join(
    ("Accept", "Authorization", "Content-Encoding", "Content-Type", "If-None-Match", "X-API-Key", HEADER)
)


def register_headers(app: Flask, dataset_version: str = "") -> None:
    """Set them on every response of this application."""
    always = [
        ("Link", f'<{LICENCE_URL}>; rel="license"'),
        ("X-Content-Type-Options", "nosniff"),
        ("Access-Control-Allow-Origin", "*"),
        ("Access-Control-Expose-Headers", _EXPOSED),
    ]
    if dataset_version:
        always.append((VERSION_HEADER, dataset_version))

    @app.before_request
    def start() -> None:
        elapsed_ms()

    @app.after_request
    def add(response: Response) -> Response:
        headers = response.headers
        # No route sets any of these: to add one takes half the time of looking for one to replace.
        headers.add(HEADER, request_id())
        headers.add("Server-Timing", f"app;dur={elapsed_ms():.1f}")
        for name, value in always:
            headers.add(name, value)
        if "Allow" in headers and request.method == "OPTIONS":
            headers["Access-Control-Allow-Methods"] = headers["Allow"]
            headers["Access-Control-Allow-Headers"] = _TAKEN
            headers["Access-Control-Max-Age"] = str(PREFLIGHT_S)
        if "Cache-Control" not in headers:
            headers.add("Cache-Control", "no-store")
        if response.status_code >= 400 and _has_body():
            # What of it was not read never will be: no other request can follow on this connection.
            headers["Connection"] = "close"
        return response


def _has_body() -> bool:
    return bool(request.content_length) or "Transfer-Encoding" in request.headers


def elapsed_ms() -> float:
    """Milliseconds since this was first asked in this request."""
    now = time.perf_counter()
    return float((now - g.setdefault("started", now)) * 1000)
