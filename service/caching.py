"""ETags: an answer follows from data, code and URL alone, and so need not be made to be compared."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Response, jsonify, request

import gazetteer
from service.state import state

TAG_DIGITS = 20

_CODE = ("*.py", "*.toml", "*.json")


def build_id(dataset_version: str) -> str:
    """A digest of the data's version and of the code and tables that turn it into answers."""
    digest = hashlib.blake2b(dataset_version.encode())
    for package in (Path(gazetteer.__file__).parent, Path(__file__).parent):
        for path in sorted(file for pattern in _CODE for file in package.rglob(pattern)):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def cached_answer(make: Callable[[], Any]) -> Response:
    """The JSON of what `make` returns; 304, and `make` not called, where the caller holds it already."""
    tag = _tag()
    held = request.if_none_match
    if held.contains_weak(tag) and not held.star_tag:
        return _marked(Response(status=304), tag)
    response = _marked(jsonify(make()), tag)
    response.make_conditional(request)
    return response


def _marked(response: Response, tag: str) -> Response:
    response.set_etag(tag)
    response.headers["Cache-Control"] = f"public, max-age={state().settings.cache_s}"
    return response


def _tag() -> str:
    """Of this URL alone: one URL's tag never vouches for another, whose answer may be an error."""
    url = f"{request.path}?".encode() + request.query_string
    return hashlib.blake2b(state().build.encode() + url).hexdigest()[:TAG_DIGITS]
