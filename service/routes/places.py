"""`/places/{id}`: one whole place by its id, a former id, or a link such as gn:167080."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request, url_for

from gazetteer import Place
from service.caching import cached_answer
from service.params import NONE, parse_params
from service.serializers import place_body
from service.state import state

blueprint = Blueprint("places", __name__)


@blueprint.get("/places/<key>")
def place(key: str) -> Response:
    """The place; where the id was merged away, 301 to the one that it leads on to."""
    parse_params(request.query_string, NONE)
    resolver = state().resolver
    found = resolver.place(key)
    if key != found.place_id and key not in found.links:
        return _moved(found)
    return cached_answer(lambda: place_body(found, resolver))


def _moved(found: Place) -> Response:
    response = jsonify({"id": found.place_id})
    response.status_code = 301
    response.headers["Location"] = url_for("places.place", key=found.place_id)
    response.headers["Cache-Control"] = f"public, max-age={state().settings.cache_s}"
    return response
