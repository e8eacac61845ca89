"""Headers that every response carries: id, timing, version, licence, and leave for browsers of any origin."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from flask import Flask, Response, request

from service.request_id import HEADER, id_of

if TYPE_CHECKING:
    from _typeshed import OptExcInfo
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
VERSION_HEADER = "X-Dataset-Version"

PREFLIGHT_S = 86_400
"""A day, the longest that browsers keep a preflight's answer."""

_BEGAN = "gazetteer.began"
"""Where the environment of a request holds when it came."""

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

    @app.after_request
    def add(response: Response) -> Response:
        headers = response.headers
        if request.method == "OPTIONS" and "Allow" in headers:
            headers["Access-Control-Allow-Methods"] = headers["Allow"]
            headers["Access-Control-Allow-Headers"] = _TAKEN
            headers["Access-Control-Max-Age"] = str(PREFLIGHT_S)
        if "Cache-Control" not in headers:
            headers.add("Cache-Control", "no-store")
        if response.status_code >= 400 and _has_body():
            # What of it was not read never will be: no other request can follow on this connection.
            headers["Connection"] = "close"
        return response

    # Flask is wrapped so by its own documentation; mypy takes it for a method that is replaced.
    app.wsgi_app = _with_headers(app.wsgi_app, always)  # type: ignore[assignment, method-assign]


def _with_headers(answer: WSGIApplication, always: Sequence[tuple[str, str]]) -> WSGIApplication:
    """The same with these headers, the request's id and its time, on every response.

    They are set where a response leaves: no route sets any of them, so that none has to be looked for.
    """

    def timed(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        began = environ[_BEGAN] = time.perf_counter()

        def start(
            status: str, headers: list[tuple[str, str]], exc_info: OptExcInfo | None = None
        ) -> Callable[[bytes], object]:
            elapsed = f"app;dur={(time.perf_counter() - began) * 1000:.1f}"
            own = ((HEADER, id_of(environ)), ("Server-Timing", elapsed))
            return start_response(status, [*headers, *own, *always], exc_info)

        return answer(environ, start)

    return timed


def _has_body() -> bool:
    return bool(request.content_length) or "Transfer-Encoding" in request.headers


def elapsed_ms(environ: WSGIEnvironment) -> float:
    """Milliseconds since the request with this environment came."""
    return float((time.perf_counter() - environ[_BEGAN]) * 1000)
