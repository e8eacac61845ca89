"""`/suggest`: places for a name that is still being typed."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from gazetteer import suggestion_object
from service.caching import cached_answer
from service.params import parse_params, take_focus
from service.route_params import SUGGEST, check_length
from service.serializers import with_origin
from service.state import state

blueprint = Blueprint("suggest", __name__)


@blueprint.get("/suggest")
def suggest() -> Response:
    """The best places, best first; none is an answer."""
    values = parse_params(request.query_string, SUGGEST)
    resolver = state().resolver
    check_length("prefix", values["prefix"], state().settings.max_name_length)
    focus = take_focus(values)
    found = resolver.atlas.suggest(focus=focus, **values)

    def make() -> Response:
        body = {"prefix": values["prefix"], "results": list(map(suggestion_object, found))}
        return jsonify(with_origin(body, resolver))

    return cached_answer(make)
