"""Headers that every response carries: the request id, and leave for browsers of any origin."""

from __future__ import annotations

from flask import Flask, Response, request

from service.request_id import HEADER, request_id

PREFLIGHT_S = 86_400
"""A day, the longest that browsers keep a preflight's answer."""


def register_headers(app: Flask) -> None:
    """Set them on every response of this application."""

    @app.after_request
    def add(response: Response) -> Response:
        headers = response.headers
        headers[HEADER] = request_id()
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Access-Control-Allow-Origin"] = "*"
        headers["Access-Control-Expose-Headers"] = f"ETag, {HEADER}"
        if request.method == "OPTIONS" and "Allow" in headers:
            headers["Access-Control-Allow-Methods"] = headers["Allow"]
            headers["Access-Control-Allow-Headers"] = f"If-None-Match, {HEADER}"
            headers["Access-Control-Max-Age"] = str(PREFLIGHT_S)
        return response
