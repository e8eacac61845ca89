"""`/resolve`: one name to the places that it may mean."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from service.answer_formats import FORMATTERS
from service.caching import cached_answer
from service.metrics import count_answer, count_row
from service.negotiation import chosen_format, content_type
from service.params import parse_params
from service.route_params import RESOLVE, RESOLVE_FORMATS, query_of
from service.serializers import answer_body, written_body
from service.state import state

blueprint = Blueprint("resolve", __name__)


@blueprint.get("/resolve")
def resolve() -> Response:
    """The answer to one query, in the row shape or a format made of it."""
    values = parse_params(request.query_string, RESOLVE)
    form = chosen_format(values.get("format"), RESOLVE_FORMATS)
    held = state()
    query, resolver = query_of(values, held.settings.max_name_length), held.resolver

    def make() -> Response:
        if form == "json":
            written = resolver.write(query)
            confidence = written.results[0].confidence if written.results else None
            count_answer("/resolve", written.answer.decision.value, confidence)
            return jsonify(written_body(written, resolver))
        body = answer_body(resolver.resolve(query), resolver)
        count_row("/resolve", body)
        return Response(FORMATTERS[form](body), content_type=content_type(form))

    return cached_answer(make, form)
