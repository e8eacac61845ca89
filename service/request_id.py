"""The id of the request at hand: the caller's own where it is sane, else a new one."""

from __future__ import annotations

import re
from random import getrandbits
from typing import TYPE_CHECKING

from flask import request

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

HEADER = "X-Request-Id"

_SANE = re.compile(r"[A-Za-z0-9._-]{1,64}")
"""Safe in a header, a log line and a JSON string, and long enough for every usual scheme of ids."""

_BITS = 128
"""As many as a UUID has: no two requests share an id."""

_GIVEN = "HTTP_X_REQUEST_ID"
_KNOWN = "gazetteer.request_id"
"""Where the environment of a request holds its header and its id."""


def request_id() -> str:
    """The same id all through one request."""
    return id_of(request.environ)


def id_of(environ: WSGIEnvironment) -> str:
    """The id of the request with this environment, which keeps it."""
    known: str | None = environ.get(_KNOWN)
    if known is None:
        given = environ.get(_GIVEN, "")
        # No secret; and the system's own random numbers would let another thread in.
        known = given if _SANE.fullmatch(given) else f"{getrandbits(_BITS):0{_BITS // 4}x}"
        environ[_KNOWN] = known
    return known
