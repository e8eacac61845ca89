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
    FEATURE_CLASSES,
    LANGUAGES,
    MAX_LIMIT,
    MAX_NAME_LENGTH,
    Decision,
    MatchType,
    NameType,
    Romanization,
    Script,
)
from service.documents import load_documents
from service.errors import STATUS
from service.params import RESOLVE
from tests.contract.description import closed, operations, resolved
from tests.gazetteer.tiny import FORMER_ID

Description = dict[str, Any]

NOT_DOCUMENTED = {"HEAD", "OPTIONS"}
"""Every path takes these; the description says so once."""

ANSWERS = [
    ("/resolve", "/resolve?name=Halab", {}, 200),
    (
        "/resolve",
        "/resolve?name=Tall+Hasan&explain=1&country=SY&lat=36&lon=38&bbox=37,35,39,37&feature=P",
        {},
        200,
    ),
    ("/resolve", "/resolve?name=Abu+Kamal&admin1=SY-DY&admin2=SY0902&admin3=SY090200&lang=ru", {}, 200),
    ("/resolve", "/resolve?name=Maskanah,+20+km+north+of+Homs", {}, 200),
    ("/resolve", "/resolve?name=Maskanah,+Qwrtpsdfg", {}, 200),
    ("/resolve", "/resolve?name=Syria", {}, 200),
    ("/resolve", "/resolve?name=Qwrtpsdfg", {}, 200),
    ("/resolve", "/resolve?name=Halab", {"If-None-Match": "*"}, 304),
    ("/resolve", "/resolve?name=Halab&country=Atlantis", {}, 400),
    ("/resolve", "/resolve?q=Halab", {}, 400),
    ("/places/{id}", "/places/gn:170063", {}, 200),
    ("/places/{id}", "/places/gn:163843", {}, 200),
    ("/places/{id}", f"/places/{FORMER_ID}", {}, 301),
    ("/places/{id}", "/places/gn:170063", {"If-None-Match": "*"}, 304),
    ("/places/{id}", "/places/gn:170063?x=1", {}, 400),
    ("/places/{id}", "/places/gn:1", {}, 404),
    ("/healthz", "/healthz", {}, 200),
    ("/healthz", "/healthz?x=1", {}, 400),
    *(
        (path, path + suffix, headers, status)
        for path in ("/", "/version", "/openapi.yaml", "/openapi.json")
        for suffix, headers, status in (("", {}, 200), ("", {"If-None-Match": "*"}, 304), ("?x=1", {}, 400))
    ),
]
FAULTS = [("/resolve", "/resolve?name=Halab"), ("/places/{id}", "/places/gn:1")]


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


def test_parameters_of_resolve(description: Description) -> None:
    parameters = description["paths"]["/resolve"]["get"]["parameters"]
    said = [(p["name"], p.get("required", False)) for p in (resolved(description, p) for p in parameters)]
    assert said == [(param.name, param.required) for param in RESOLVE]


def test_no_other_path_has_parameters_in_the_query(description: Description) -> None:
    for path, _, operation in operations(description):
        places = {resolved(description, p)["in"] for p in operation.get("parameters", [])}
        assert "query" not in places or path == "/resolve"


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


def test_examples_of_parameters_are_accepted(client: FlaskClient, description: Description) -> None:
    parameters = [resolved(description, p) for p in description["paths"]["/resolve"]["get"]["parameters"]]
    for parameter in parameters:
        assert_valid(description, parameter["schema"], parameter["example"])
    query = {p["name"]: as_text(p["example"]) for p in parameters}
    assert client.get("/resolve", query_string=query).status_code == 200


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


@pytest.mark.parametrize(("path", "url", "headers", "status"), ANSWERS)
def test_responses_are_as_described(
    client: FlaskClient, description: Description, path: str, url: str, headers: dict[str, str], status: int
) -> None:
    response = client.get(url, headers=headers)
    assert response.status_code == status
    check_response(description, path, response)


@pytest.mark.parametrize(("path", "url"), FAULTS)
def test_faults_are_as_described(
    broken_client: FlaskClient, description: Description, path: str, url: str
) -> None:
    response = broken_client.get(url)
    assert response.status_code == 500
    check_response(description, path, response)


def test_every_status_that_is_described_is_seen(description: Description) -> None:
    seen = {(path, str(status)) for path, _, _, status in ANSWERS} | {(path, "500") for path, _ in FAULTS}
    assert seen == {(path, status) for path, _, op in operations(description) for status in op["responses"]}


@pytest.mark.parametrize(("method", "path"), [("GET", "/nowhere"), ("POST", "/resolve"), ("PUT", "/")])
def test_errors_of_no_operation_are_problems_too(
    client: FlaskClient, description: Description, method: str, path: str
) -> None:
    body = client.open(path, method=method).get_json(force=True)
    assert_valid(description, {"$ref": "#/components/schemas/Problem"}, body)


def check_response(description: Description, path: str, response: Any) -> None:
    said = resolved(description, description["paths"][path]["get"]["responses"][str(response.status_code)])
    for header in said.get("headers", {}):
        assert header in response.headers
    content = said.get("content", {})
    if not content:
        assert response.data == b""
        return
    assert response.mimetype in content
    if response.mimetype.endswith("json"):
        assert_valid(description, content[response.mimetype]["schema"], response.get_json(force=True))


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
