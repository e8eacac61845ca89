"""The id of the request at hand: the caller's own where it is sane, else a new one."""

from __future__ import annotations

import re
from random import getrandbits

from flask import g, request

HEADER = "X-Request-Id"

_SANE = re.compile(r"[A-Za-z0-9._-]{1,64}")
"""Safe in a header, a log line and a JSON string, and long enough for every usual scheme of ids."""

_BITS = 128
"""As many as a UUID has: no two requests share an id."""


def request_id() -> str:
    """The same id all through one request."""
    known: str | None = g.get("request_id")
    if known is None:
        given = request.headers.get(HEADER, "")
        # No secret; and the system's own random numbers would let another thread in.
        known = given if _SANE.fullmatch(given) else f"{getrandbits(_BITS):0{_BITS // 4}x}"
        g.request_id = known
    return known
