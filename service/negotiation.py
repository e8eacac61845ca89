"""Which form an answer has: as the `format` parameter says, else as the Accept header does."""

from __future__ import annotations

from collections.abc import Sequence

from flask import request
from werkzeug.exceptions import NotAcceptable

MEDIA_TYPES = {
    "json": "application/json",
    "ndjson": "application/x-ndjson",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "geojson": "application/geo+json",
    "geocodejson": "application/vnd.geocodejson+json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The media type that an answer of each format is sent with."""

ALIASES = {
    "application/ndjson": "ndjson",
    "application/jsonl": "ndjson",
    "application/x-jsonlines": "ndjson",
    "application/csv": "csv",
}
"""Other names that callers have for them."""

_WITH_CHARSET = ("csv", "tsv")


def format_of_type(mimetype: str) -> str:
    """The format of a media type, "" for one that is none of ours."""
    by_type = {media_type: form for form, media_type in MEDIA_TYPES.items()} | ALIASES
    return by_type.get(mimetype, "")


def content_type(form: str) -> str:
    """The Content-Type header of a format; CSV would be taken for ASCII without its character set."""
    return MEDIA_TYPES[form] + ("; charset=utf-8" if form in _WITH_CHARSET else "")


def chosen_format(asked: str | None, offered: Sequence[str]) -> str:
    """The format asked by parameter, else the offered one that the caller likes best, the first of equals.

    Raises NotAcceptable where the caller takes none of them.
    """
    if asked is not None:
        return asked
    if "HTTP_ACCEPT" not in request.environ or not (accept := request.accept_mimetypes):
        return offered[0]
    types = [MEDIA_TYPES[form] for form in offered]
    types += [alias for alias, form in ALIASES.items() if form in offered]
    best = accept.best_match(types)
    if best is None:
        raise NotAcceptable(f"Accept takes none of what there is: {', '.join(types)}")
    return format_of_type(best)
