"""`openapi.yaml` and the service say the same, both ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from gazetteer import (
    DEFAULT_LIMIT,
    DEFAULT_NEAREST,
    DEFAULT_PAGE,
    DEFAULT_RADIUS_M,
    DEFAULT_SUGGESTIONS,
    DIRECTIONS,
    FEATURE_CLASSES,
    FORMATS,
    KINDS,
    LANGUAGES,
    MAX_IDS,
    MAX_LIMIT,
    MAX_NAME_LENGTH,
    MAX_NEAREST,
    MAX_PAGE,
    MAX_RADIUS_M,
    MAX_SUGGESTIONS,
    Decision,
    MatchType,
    NameType,
    Romanization,
    Script,
)
from service.docs_page import resolved
from service.documents import load_documents
from service.errors import STATUS
from service.negotiation import MEDIA_TYPES
from service.route_params import DECIMALS, FILLS, MAX_ROW, PLACES_FORMATS, RESOLVE_FORMATS, ROUTES
from tests.contract.asked import Asked, every_request
from tests.contract.description import closed, operations

Description = dict[str, Any]

NOT_DOCUMENTED = {"HEAD", "OPTIONS"}
"""Every path takes these; the description says so once."""


def test_it_is_valid(description: Description) -> None:
    validate(description)


def test_the_json_is_the_same(description: Description) -> None:
    assert orjson.loads(load_documents().json) == description


def test_paths_and_methods(app: Flask, description: Description) -> None:
    routes = {
        (re.sub(r"<key>", "{id}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - NOT_DOCUMENTED
    }
    assert routes == {(path, method) for path, method, _ in operations(description)}


@pytest.mark.parametrize("rule", ROUTES)
def test_parameters(description: Description, rule: str) -> None:
    ((_, _, operation),) = [o for o in operations(description) if o[0] == rule.replace("<key>", "{id}")]
    parameters = [resolved(description, p) for p in operation["parameters"]]
    said = [(p["name"], p.get("required", False)) for p in parameters if p["in"] == "query"]
    assert said == [(param.name, param.required) for param in ROUTES[rule]]


def test_no_other_path_has_parameters_in_the_query(description: Description) -> None:
    for path, _, operation in operations(description):
        places = {resolved(description, p)["in"] for p in operation.get("parameters", [])}
        assert "query" not in places or path.replace("{id}", "<key>") in ROUTES


def test_limits_and_lists_are_the_library_s(description: Description) -> None:
    schema = {name: p["schema"] for name, p in description["components"]["parameters"].items()}
    assert schema["name"]["maxLength"] == MAX_NAME_LENGTH
    assert (schema["limit"]["maximum"], schema["limit"]["default"]) == (MAX_LIMIT, DEFAULT_LIMIT)
    assert schema["lang"]["enum"] == list(LANGUAGES)
    schemas = description["components"]["schemas"]
    assert schemas["FeatureClass"]["enum"] == list(FEATURE_CLASSES)
    assert schemas["Answer"]["properties"]["decision"]["enum"] == list(Decision)
    assert schemas["Match"]["properties"]["type"]["enum"] == list(MatchType)
    assert schemas["NameType"]["enum"] == list(NameType)
    assert schemas["Romanization"]["enum"] == list(Romanization)
    assert schemas["Script"]["enum"] == list(Script)
    assert set(schemas["Problem"]["properties"]["type"]["enum"]) == {kind for _, _, kind, _ in STATUS}


@pytest.mark.parametrize(
    ("low", "high"),
    [
        ("lat=27.5&lon=40", "lat=38.9&lon=40"),
        ("lat=36&lon=34", "lat=36&lon=50.2"),
        ("limit=1", "limit=100"),
    ],
)
def test_limits_are_inclusive(client: FlaskClient, low: str, high: str) -> None:
    assert client.get(f"/resolve?name=x&{low}").status_code == 200
    assert client.get(f"/resolve?name=x&{high}").status_code == 200


@pytest.mark.parametrize("path", ["/resolve", "/suggest", "/reverse", "/places"])
def test_examples_of_parameters_are_accepted(
    client: FlaskClient, description: Description, path: str
) -> None:
    parameters = [resolved(description, p) for p in description["paths"][path]["get"]["parameters"]]
    given = [parameter for parameter in parameters if "example" in parameter]
    for parameter in given:
        assert_valid(description, parameter["schema"], parameter["example"])
    query = {p["name"]: as_text(p["example"]) for p in given}
    if path == "/places":
        assert client.get(path, query_string={"ids": query.pop("ids")}).status_code == 200
    assert client.get(path, query_string=query).status_code == 200


def test_defaults_are_the_library_s(description: Description) -> None:
    schema = {name: p["schema"] for name, p in description["components"]["parameters"].items()}
    assert (schema["suggest_limit"]["maximum"], schema["suggest_limit"]["default"]) == (
        MAX_SUGGESTIONS,
        DEFAULT_SUGGESTIONS,
    )
    assert (schema["nearest_limit"]["maximum"], schema["nearest_limit"]["default"]) == (
        MAX_NEAREST,
        DEFAULT_NEAREST,
    )
    assert (schema["radius_m"]["maximum"], schema["radius_m"]["default"]) == (MAX_RADIUS_M, DEFAULT_RADIUS_M)
    for name in ("page_limit", "children_limit"):
        assert (schema[name]["maximum"], schema[name]["default"]) == (MAX_PAGE, DEFAULT_PAGE)
    assert schema["ids"]["maxItems"] == MAX_IDS
    assert schema["from_row"]["maximum"] == MAX_ROW
    assert schema["batch_format"]["enum"] == list(FORMATS)
    assert schema["answer_format"]["enum"] == list(RESOLVE_FORMATS)
    assert schema["places_format"]["enum"] == list(PLACES_FORMATS)
    assert schema["fill"]["enum"] == list(FILLS)
    assert schema["decimal"]["enum"] == list(DECIMALS)
    nearby = description["components"]["schemas"]["NearbyPlace"]["properties"]
    assert nearby["direction"]["enum"] == list(DIRECTIONS)


def test_media_types_are_those_of_the_service(description: Description) -> None:
    def said(path: str, method: str) -> set[str]:
        return set(description["paths"][path][method]["responses"]["200"]["content"])

    assert said("/resolve", "get") == {MEDIA_TYPES[form] for form in RESOLVE_FORMATS}
    assert said("/places", "get") == {MEDIA_TYPES[form] for form in PLACES_FORMATS}
    assert said("/batch", "post") == {MEDIA_TYPES[form] for form in FORMATS}
    taken = set(description["paths"]["/batch"]["post"]["requestBody"]["content"])
    assert taken >= {MEDIA_TYPES[kind] for kind in KINDS}


def as_text(example: Any) -> str:
    if isinstance(example, bool):
        return str(example).lower()
    return ",".join(map(str, example)) if isinstance(example, list) else str(example)


def test_examples_of_responses_are_valid(description: Description) -> None:
    found = list(examples(description))
    assert found
    for schema, example in found:
        assert_valid(description, schema, example)


def examples(description: Description) -> Iterator[tuple[dict[str, Any], Any]]:
    for _, _, operation in operations(description):
        for response in operation["responses"].values():
            for media in resolved(description, response).get("content", {}).values():
                shown = [item["value"] for item in media.get("examples", {}).values()]
                for example in [*shown, *([media["example"]] if "example" in media else [])]:
                    yield media["schema"], example


@pytest.mark.parametrize("asked", list(every_request()), ids=lambda asked: f"{asked.url[:60]}-{asked.status}")
def test_responses_are_as_described(
    request: pytest.FixtureRequest, description: Description, asked: Asked
) -> None:
    service: FlaskClient = request.getfixturevalue(asked.service)
    response = service.open(asked.url, method=asked.method.upper(), **asked.more)
    assert response.status_code == asked.status
    check_response(description, asked, response)


def test_every_status_that_is_described_is_seen(description: Description) -> None:
    seen = {(asked.path, str(asked.status)) for asked in every_request()}
    assert seen == {(path, status) for path, _, op in operations(description) for status in op["responses"]}


@pytest.mark.parametrize(("method", "path"), [("GET", "/nowhere"), ("POST", "/resolve"), ("PUT", "/")])
def test_errors_of_no_operation_are_problems_too(
    client: FlaskClient, description: Description, method: str, path: str
) -> None:
    body = client.open(path, method=method).get_json(force=True)
    assert_valid(description, {"$ref": "#/components/schemas/Problem"}, body)


def check_response(description: Description, asked: Asked, response: Any) -> None:
    operation = description["paths"][asked.path][asked.method]
    said = resolved(description, operation["responses"][str(response.status_code)])
    for header in said.get("headers", {}):
        assert header in response.headers
    content = said.get("content", {})
    if not content:
        assert response.data == b""
        return
    assert response.mimetype in content
    if response.mimetype.endswith("json") and response.mimetype != MEDIA_TYPES["ndjson"]:
        assert_valid(description, content[response.mimetype]["schema"], response.get_json(force=True))
    if response.mimetype == MEDIA_TYPES["ndjson"]:
        for line in response.data.splitlines():
            assert_valid(description, {"$ref": "#/components/schemas/BatchRow"}, orjson.loads(line))


def assert_valid(description: Description, schema: dict[str, Any], value: Any) -> None:
    """The value fits the schema and has no property that the schema does not list."""
    resource = Resource.from_contents(closed(description), default_specification=DRAFT202012)
    registry = Registry().with_resource("urn:description", resource)
    absolute = absolute_refs(closed(schema))
    errors = [
        f"{error.json_path}: {error.message}"
        for error in Draft202012Validator(absolute, registry=registry).iter_errors(value)
    ]
    assert errors == []


def absolute_refs(node: Any) -> Any:
    if isinstance(node, list):
        return [absolute_refs(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: f"urn:description{value}" if key == "$ref" else absolute_refs(value)
        for key, value in node.items()
    }
