"""The id of the request at hand: the caller's own where it is sane, else a new one."""

from __future__ import annotations

import re
import secrets

from flask import g, request

HEADER = "X-Request-Id"

_SANE = re.compile(r"[A-Za-z0-9._-]{1,64}")
"""Safe in a header, a log line and a JSON string, and long enough for every usual scheme of ids."""


def request_id() -> str:
    """The same id all through one request."""
    known: str | None = g.get("request_id")
    if known is None:
        given = request.headers.get(HEADER, "")
        known = given if _SANE.fullmatch(given) else secrets.token_hex(16)
        g.request_id = known
    return known
