"""`/resolve`: one name to the places that it may mean."""

from __future__ import annotations

from flask import Blueprint, Response, request

from service.caching import cached_answer
from service.params import RESOLVE, parse_params, query_of
from service.serializers import answer_body
from service.state import state

blueprint = Blueprint("resolve", __name__)


@blueprint.get("/resolve")
def resolve() -> Response:
    """The answer to one query, in the row shape."""
    query = query_of(parse_params(request.query_string, RESOLVE))
    resolver = state().resolver
    return cached_answer(lambda: answer_body(resolver.resolve(query), resolver))
