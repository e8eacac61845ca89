"""`/reverse`: what is at a point."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from gazetteer import Point, surroundings_object
from service.caching import cached_answer
from service.params import parse_params
from service.route_params import REVERSE
from service.serializers import with_origin
from service.state import state

blueprint = Blueprint("reverse", __name__)


@blueprint.get("/reverse")
def reverse() -> Response:
    """The units that contain the point, and the nearest places of each class."""
    values = parse_params(request.query_string, REVERSE)
    resolver = state().resolver
    point = Point(values.pop("lat"), values.pop("lon"))
    found = resolver.atlas.nearby(point, **values)
    return cached_answer(lambda: jsonify(with_origin(surroundings_object(found), resolver)))
