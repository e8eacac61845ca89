"""`/places`: whole places by their ids, places in view, and one place with what belongs to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from flask import Blueprint, Response, jsonify, request, url_for

from gazetteer import DEFAULT_PAGE, InvalidQuery, Place, PlaceNotFound, page_object, summary_object
from service.answer_formats import to_features
from service.caching import cached_answer
from service.negotiation import chosen_format, content_type
from service.params import parse_params
from service.route_params import PLACE, PLACES, PLACES_FORMATS
from service.serializers import place_body, with_origin
from service.state import state

blueprint = Blueprint("places", __name__)

_VIEW = ("bbox", "feature", "min_importance", "limit", "cursor")


@blueprint.get("/places")
def places() -> Response:
    """Places by `ids`, in their order, or a page of those in view, the most important first."""
    values = parse_params(request.query_string, PLACES)
    form = chosen_format(values.pop("format", None), PLACES_FORMATS)
    body = _by_ids(values) if "ids" in values else _in_view(values)

    def make() -> Response:
        whole = with_origin(body, state().resolver)
        if form == "json":
            return jsonify(whole)
        return Response(orjson.dumps(to_features(whole, "places")), content_type=content_type(form))

    return cached_answer(make, form)


def _by_ids(values: Mapping[str, Any]) -> dict[str, Any]:
    for name in _VIEW:
        if name in values:
            raise InvalidQuery(name, "does not go with ids", "ids alone, or what is in view")
    resolver, lang = state().resolver, values.get("lang", "en")
    found, missing = [], []
    for key in values["ids"]:
        try:
            found.append(summary_object(resolver.atlas.summary(resolver.place(key), lang)))
        except PlaceNotFound:
            missing.append(key)
    return {"total": len(found), "places": found, "missing": missing, "next_cursor": None}


def _in_view(values: Mapping[str, Any]) -> dict[str, Any]:
    fields = dict(values)
    return page_object(state().resolver.atlas.in_view(fields.pop("bbox", None), **fields))


@blueprint.get("/places/<key>")
def place(key: str) -> Response:
    """The place; where the id was merged away, 301 to the one that it leads on to."""
    values = parse_params(request.query_string, PLACE)
    resolver = state().resolver
    found = resolver.place(key)
    if key != found.place_id and key not in found.links:
        return _moved(found)
    lang = values.get("lang", "en")
    limit, cursor = values.get("children_limit", DEFAULT_PAGE), values.get("children_cursor", "")
    children = resolver.atlas.children(found, limit, cursor, lang)
    return cached_answer(lambda: jsonify(place_body(found, children, resolver, lang)))


def _moved(found: Place) -> Response:
    response = jsonify({"id": found.place_id})
    response.status_code = 301
    query = f"?{request.query_string.decode('ascii', 'replace')}" if request.query_string else ""
    response.headers["Location"] = url_for("places.place", key=found.place_id) + query
    response.headers["Cache-Control"] = f"public, max-age={state().settings.cache_s}"
    return response
