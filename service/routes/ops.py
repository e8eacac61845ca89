"""What is not about places: the index, health, version, the API's description."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request, url_for

from service.params import NONE, RESOLVE, parse_params
from service.serializers import version_body
from service.state import package_version, state

blueprint = Blueprint("ops", __name__)

YAML_TYPE = "application/yaml"
"""RFC 9512."""


@blueprint.before_request
def refuse_parameters() -> None:
    """None of these takes any."""
    parse_params(request.query_string, NONE)


@blueprint.get("/")
def index() -> Response:
    """Where to go from here; URI templates as in RFC 6570."""
    names = ",".join(param.name for param in RESOLVE)
    return _fresh(
        jsonify(
            {
                "name": "Gazetteer of Syria and Iraq",
                "links": {
                    "resolve": f"{url_for('resolve.resolve')}{{?{names}}}",
                    "place": url_for("places.place", key="ID").replace("ID", "{id}"),
                    "health": url_for("ops.healthz"),
                    "version": url_for("ops.version"),
                    "description": url_for("ops.openapi_yaml"),
                    "description_json": url_for("ops.openapi_json"),
                },
            }
        )
    )


@blueprint.get("/healthz")
def healthz() -> Response:
    """That this process answers; it would not have started without its data."""
    response = jsonify({"status": "ok", "dataset_version": state().resolver.version})
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/version")
def version() -> Response:
    """Which code and which data answer here."""
    return _fresh(jsonify(version_body(state().resolver, package_version())))


@blueprint.get("/openapi.yaml")
def openapi_yaml() -> Response:
    """The description of this API, as it was written."""
    return _fresh(Response(state().documents.yaml, mimetype=YAML_TYPE))


@blueprint.get("/openapi.json")
def openapi_json() -> Response:
    """The same description as JSON."""
    return _fresh(Response(state().documents.json, mimetype="application/json"))


def _fresh(response: Response) -> Response:
    """For what may change with a release: kept, but asked for again each time."""
    response.add_etag()
    response.headers["Cache-Control"] = "no-cache"
    response.make_conditional(request)
    return response
