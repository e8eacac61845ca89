"""What is not about places: the index, health, numbers, version and statistics."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response, jsonify, request, url_for
from werkzeug.exceptions import ServiceUnavailable

from gazetteer import GazetteerError, Query, statistics_object
from service.caching import cached_answer, fresh
from service.metrics import CONTENT_TYPE, exposition
from service.params import NONE, Param, parse_params
from service.route_params import BATCH, PLACE, PLACES, RESOLVE, REVERSE, SUGGEST
from service.serializers import version_body, with_origin
from service.slots import RETRY_AFTER_S
from service.state import package_version, state

blueprint = Blueprint("ops", __name__)

SELF_CHECK = Query("Syria")
"""Every gazetteer of this project has it, in every spelling; a search that does not find it is broken."""


@blueprint.before_request
def refuse_parameters() -> None:
    """None of these takes any."""
    parse_params(request.query_string, NONE)


@blueprint.get("/")
def index() -> Response:
    """Where to go from here; URI templates as in RFC 6570."""
    links = {
        "resolve": _template(url_for("resolve.resolve"), RESOLVE),
        "batch": _template(url_for("batch.batch"), BATCH),
        "suggest": _template(url_for("suggest.suggest"), SUGGEST),
        "reverse": _template(url_for("reverse.reverse"), REVERSE),
        "places": _template(url_for("places.places"), PLACES),
        "place": _template(url_for("places.place", key="ID").replace("ID", "{id}"), PLACE),
        "stats": url_for("ops.stats"),
        "health": url_for("ops.healthz"),
        "ready": url_for("ops.readyz"),
        "metrics": url_for("ops.metrics"),
        "version": url_for("ops.version"),
        "documentation": url_for("docs.page"),
        "description": url_for("docs.openapi_yaml"),
        "description_json": url_for("docs.openapi_json"),
    }
    return fresh(jsonify({"name": "Gazetteer of Syria and Iraq", "links": links}))


@blueprint.get("/healthz")
def healthz() -> Response:
    """That this process answers; it would not have started without its data."""
    return jsonify({"status": "ok", "dataset_version": state().resolver.version})


@blueprint.get("/readyz")
def readyz() -> Response:
    """That it answers right: a query whose answer is known is asked."""
    resolver = state().resolver
    try:
        found = resolver.resolve(SELF_CHECK).results
    except GazetteerError as error:
        raise ServiceUnavailable(
            "The self-check query cannot be answered.", retry_after=RETRY_AFTER_S
        ) from error
    if not found:
        raise ServiceUnavailable("The self-check query finds nothing.", retry_after=RETRY_AFTER_S)
    return jsonify({"status": "ready", "dataset_version": resolver.version})


@blueprint.get("/metrics")
def metrics() -> Response:
    """Numbers for Prometheus, of all workers together."""
    return Response(exposition(), content_type=CONTENT_TYPE)


@blueprint.get("/version")
def version() -> Response:
    """Which code and which data answer here."""
    return fresh(jsonify(version_body(state().resolver, package_version())))


@blueprint.get("/stats")
def stats() -> Response:
    """How much the gazetteer holds."""
    resolver = state().resolver
    body = statistics_object(resolver.atlas.statistics)
    return cached_answer(lambda: jsonify(with_origin(body, resolver)))


def _template(path: str, params: Sequence[Param]) -> str:
    return f"{path}{{?{','.join(param.name for param in params)}}}"
