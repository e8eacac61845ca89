"""How schemathesis writes and reads the media types that it does not know: as the text that they are."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import schemathesis

TEXTS = ("text/csv", "text/tab-separated-values", "application/x-ndjson")


MAX_LINE = 8_000
"""Of a request line; a longer one gunicorn refuses itself, as openapi.yaml says, in a body of its own."""


@schemathesis.hook
def filter_case(_ctx: Any, case: Any) -> bool:
    """Neither what gunicorn refuses, nor a text that is meant to be none: on the wire it is one again."""
    fits = len(urlencode(case.query or {}, doseq=True, errors="replace")) < MAX_LINE
    return fits and (case.media_type not in TEXTS or isinstance(case.body, str | bytes))


for _media_type in TEXTS:

    @schemathesis.serializer(_media_type)
    def write(_ctx: Any, value: Any) -> bytes:
        return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")

    @schemathesis.deserializer(_media_type)
    def read(_ctx: Any, response: Any) -> str:
        return response.content.decode("utf-8-sig")
