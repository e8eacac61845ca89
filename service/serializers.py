"""Answers as JSON: the library's row shape, and what every answer of the service adds to it."""

from __future__ import annotations

from typing import Any

import orjson
from flask import Response
from flask.json.provider import JSONProvider

from gazetteer import ATTRIBUTION, Answer, Place, Resolver, answer_row, place_object


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
        return Response(body, mimetype="application/json")


def answer_body(answer: Answer, resolver: Resolver) -> dict[str, Any]:
    """One answer of `/resolve`."""
    return answer_row(answer) | _origin(resolver)


def place_body(place: Place, resolver: Resolver) -> dict[str, Any]:
    """One whole place."""
    return place_object(place, resolver) | _origin(resolver)


def version_body(resolver: Resolver, version: str) -> dict[str, Any]:
    """What runs here."""
    return {
        "version": version,
        "places": resolver.place_count,
        "names": resolver.name_count,
    } | _origin(resolver)


def _origin(resolver: Resolver) -> dict[str, str]:
    return {"dataset_version": resolver.version, "attribution": ATTRIBUTION}
