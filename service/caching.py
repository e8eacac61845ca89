"""ETags: an answer follows from data, code and URL alone, and so need not be made to be compared."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Response, request
from flask.globals import request_ctx
from werkzeug.http import quote_etag

import gazetteer
from service.config import Settings
from service.state import state

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

TAG_DIGITS = 20

_CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MATCH", "HTTP_IF_MODIFIED_SINCE")
"""Headers, as WSGI names them, by which a caller asks for an answer only if it is another one; without,
nothing is to weigh."""

_CODE = ("*.py", "*.pyx", "*.pxd", "*.toml", "*.json")


def build_id(dataset_version: str) -> str:
    """A digest of the data's version and of the code and tables that turn it into answers."""
    digest = hashlib.blake2b(dataset_version.encode())
    for package in (Path(gazetteer.__file__).parent, Path(__file__).parent):
        for path in sorted(file for pattern in _CODE for file in package.rglob(pattern)):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def cached_answer(make: Callable[[], Response], variant: str = "") -> Response:
    """What `make` returns, with its tag; 304, and `make` not called, where the caller holds it already.

    `variant` tells the forms apart that one URL has by its Accept header.
    """
    asked, held = request_ctx.request, state()
    tag = _tag(held.build, asked.environ, variant)
    if not any(header in asked.environ for header in _CONDITIONS):
        return _marked(make(), tag, held.settings)
    known = asked.if_none_match
    if known.contains_weak(tag) and not known.star_tag:
        return _marked(Response(status=304), tag, held.settings)
    response = _marked(make(), tag, held.settings)
    response.make_conditional(asked)
    return response


def fresh(response: Response) -> Response:
    """The response, for what may change with a release: kept, but asked for again each time."""
    response.add_etag()
    response.headers["Cache-Control"] = "no-cache"
    response.make_conditional(request)
    return response


def _marked(response: Response, tag: str, settings: Settings) -> Response:
    headers = response.headers
    # Nothing has set any of these yet, and to add one takes half the time of looking for one to replace.
    headers.add("ETag", quote_etag(tag))
    headers.add("Cache-Control", f"public, max-age={settings.cache_s}")
    headers.add("Vary", "Accept")
    return response


def vary_by(response: Response, header: str) -> None:
    """Say that the answer hangs on a header of the request, besides those that are said already."""
    said = response.headers.get("Vary")
    response.headers["Vary"] = f"{said}, {header}" if said else header


def _tag(build: str, asked: WSGIEnvironment, variant: str) -> str:
    """Of this URL alone: one URL's tag never vouches for another, whose answer may be an error."""
    # No part has the character between them, so that none runs into the next.
    parts = "\0".join((build, asked.get("PATH_INFO", ""), asked.get("QUERY_STRING", ""), variant))
    return hashlib.blake2b(parts.encode()).hexdigest()[:TAG_DIGITS]
