"""The API's description, and a page of it that needs nothing from outside."""

from __future__ import annotations

from flask import Blueprint, Response, request

from service.caching import fresh
from service.params import NONE, parse_params
from service.state import state

blueprint = Blueprint("docs", __name__)

YAML_TYPE = "application/yaml"
"""RFC 9512."""

PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""The page has a style sheet in it, and fetches and runs nothing."""


@blueprint.before_request
def refuse_parameters() -> None:
    """None of these takes any."""
    parse_params(request.query_string, NONE)


@blueprint.get("/docs")
def page() -> Response:
    """The description for people."""
    response = fresh(Response(state().documents.page, mimetype="text/html"))
    response.headers["Content-Security-Policy"] = PAGE_POLICY
    return response


@blueprint.get("/openapi.yaml")
def openapi_yaml() -> Response:
    """The description of this API, as it was written."""
    return fresh(Response(state().documents.yaml, mimetype=YAML_TYPE))


@blueprint.get("/openapi.json")
def openapi_json() -> Response:
    """The same description as JSON."""
    return fresh(Response(state().documents.json, mimetype="application/json"))
