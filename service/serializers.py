"""Answers as JSON: the library's row shape, and what every answer of the service adds to it."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import orjson
from flask import Response
from flask.json.provider import JSONProvider
from werkzeug.datastructures import Headers

from gazetteer import (
    ATTRIBUTION,
    Answer,
    Page,
    Place,
    Resolver,
    WrittenAnswer,
    answer_row,
    page_object,
    place_object,
    summary_object,
    written_row,
)

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment


class _JsonResponse(Response):
    """A response of JSON text as it stands."""

    def get_wsgi_headers(self, environ: WSGIEnvironment) -> Headers:
        """The headers; of a success not a copy to correct, as none redirects, and the length is set."""
        return self.headers if self.status_code == HTTPStatus.OK else super().get_wsgi_headers(environ)


class OrjsonProvider(JSONProvider):
    """JSON by orjson: UTF-8, with Arabic as it is."""

    def dumps(self, obj: object, **kwargs: object) -> str:
        """The object as text; options of other writers are not taken."""
        del kwargs
        return orjson.dumps(obj).decode()

    def loads(self, s: str | bytes, **kwargs: object) -> object:
        """The object of a text."""
        del kwargs
        return orjson.loads(s)

    def response(self, *args: object, **kwargs: object) -> Response:
        """A response without the detour over a str."""
        body = orjson.dumps(self._prepare_response_obj(args, kwargs), option=orjson.OPT_APPEND_NEWLINE)
        # As a header: of a media type Flask would first make one, and set it.
        return _JsonResponse(body, headers=[("Content-Type", "application/json")])


def answer_body(answer: Answer, resolver: Resolver) -> dict[str, Any]:
    """One answer of `/resolve`."""
    return with_origin(answer_row(answer), resolver)


def written_body(written: WrittenAnswer, resolver: Resolver) -> dict[str, Any]:
    """The same of an answer whose results are written already."""
    return with_origin(written_row(written), resolver)


def place_body(place: Place, children: Page | None, resolver: Resolver, lang: str) -> dict[str, Any]:
    """One whole place, the units above it, and of a unit a page of what is in it; names in this language."""
    around = {
        "name": resolver.atlas.summary(place, lang).name,
        "parents": [summary_object(parent) for parent in resolver.atlas.parents(place, lang)],
        "children": page_object(children) if children is not None else None,
    }
    return with_origin(place_object(place, resolver) | around, resolver)


def version_body(resolver: Resolver, version: str) -> dict[str, Any]:
    """What runs here."""
    body = {"version": version, "places": resolver.place_count, "names": resolver.name_count}
    return with_origin(body, resolver)


def with_origin(body: Mapping[str, Any], resolver: Resolver) -> dict[str, Any]:
    """The body with what every answer says: which data it is from, and whose."""
    return {**body, "dataset_version": resolver.version, "attribution": ATTRIBUTION}
