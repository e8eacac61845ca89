"""What the routes answer."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder, run_wsgi_app

from gazetteer import ATTRIBUTION, Query, Resolver, answer_row, place_object
from service.app import create_app
from service.config import Settings
from service.route_params import RESOLVE
from tests.gazetteer.tiny import FORMER_ID, id_of

HALAB = id_of("gn:170063")


def test_resolve_gives_the_library_s_row(client: FlaskClient, resolver: Resolver) -> None:
    response = client.get("/resolve", query_string={"name": "Dayr az Zawr", "country": "SY", "explain": "1"})
    assert response.status_code == 200
    assert response.content_type == "application/json"
    row = answer_row(resolver.resolve(Query("Dayr az Zawr", country="SY", explain=True)))
    assert response.get_json() == row | {"dataset_version": resolver.version, "attribution": ATTRIBUTION}
    assert row["results"][0]["id"] == id_of("gn:170794")


@pytest.mark.parametrize(
    "query",
    ["name=%D8%AD%D9%84%D8%A8", "name=حلب", "name=%D8%AD%D9%84%D8%A8&country=%D8%B3%D9%88%D8%B1%D9%8A%D8%A7"],
)
def test_arabic_is_taken_and_given_as_it_is(client: FlaskClient, query: str) -> None:
    response = client.get("/resolve", query_string=query)
    assert response.get_json()["results"][0]["id"] == HALAB
    assert "حلب".encode() in response.data


def test_no_such_place_is_an_answer(client: FlaskClient) -> None:
    response = client.get("/resolve?name=Qwrtpsdfg")
    assert response.status_code == 200
    assert response.get_json()["decision"] == "none"


def test_limit_and_min_confidence(client: FlaskClient) -> None:
    assert len(client.get("/resolve?name=Tall+Hasan&limit=2").get_json()["results"]) == 2
    assert client.get("/resolve?name=Tall+Hasan&min_confidence=0.99").get_json()["results"] == []


def test_strict_is_a_filter(client: FlaskClient) -> None:
    results = client.get("/resolve?name=Tall+Hasan&country=IQ&strict=1").get_json()["results"]
    assert {result["country_code"] for result in results} == {"IQ"}


@pytest.mark.parametrize("key", [HALAB, "gn:170063", "gn%3A170063"])
def test_place_by_id_or_link(client: FlaskClient, resolver: Resolver, key: str) -> None:
    response = client.get(f"/places/{key}")
    assert response.status_code == 200
    place = place_object(resolver.place(HALAB), resolver)
    origin = {"dataset_version": resolver.version, "attribution": ATTRIBUTION}
    assert response.get_json().items() >= (place | origin).items()


def test_a_merged_place_leads_on(client: FlaskClient) -> None:
    response = client.get(f"/places/{FORMER_ID}")
    assert response.status_code == 301
    assert response.headers["Location"] == f"/places/{HALAB}"
    assert response.get_json() == {"id": HALAB}
    assert client.get(f"/places/{FORMER_ID}", follow_redirects=True).get_json()["id"] == HALAB


def test_a_merged_place_leads_on_below_a_prefix(client: FlaskClient) -> None:
    response = client.get(f"/places/{FORMER_ID}", environ_overrides={"SCRIPT_NAME": "/geo"})
    assert response.headers["Location"] == f"/geo/places/{HALAB}"


def test_the_index_leads_to_every_route(app: Flask, client: FlaskClient) -> None:
    links = client.get("/").get_json()["links"]
    templates = {link.partition("{?")[0] for link in links.values()} | {"/"}
    assert templates == {rule.rule.replace("<key>", "{id}") for rule in app.url_map.iter_rules()}
    assert links["resolve"].partition("{?")[2] == ",".join(param.name for param in RESOLVE) + "}"


def test_health_and_version(client: FlaskClient, resolver: Resolver) -> None:
    health = client.get("/healthz")
    assert health.get_json() == {"status": "ok", "dataset_version": resolver.version}
    assert health.headers["Cache-Control"] == "no-store"
    version = client.get("/version").get_json()
    assert (version["places"], version["names"]) == (resolver.place_count, resolver.name_count)


def test_both_forms_of_the_description(client: FlaskClient) -> None:
    text = client.get("/openapi.yaml")
    assert text.mimetype == "application/yaml"
    assert text.text.startswith("openapi: 3.1")
    assert json.loads(client.get("/openapi.json").data)["openapi"].startswith("3.1")


PATHS = [
    "/",
    "/version",
    "/healthz",
    "/openapi.yaml",
    "/openapi.json",
    "/resolve?name=Halab",
    "/places/gn:167080",
]


@pytest.mark.parametrize("path", PATHS)
def test_head_is_get_without_a_body(client: FlaskClient, path: str) -> None:
    head, get = client.head(path), client.get(path)
    ignored = {"X-Request-Id", "Date", "Server-Timing"}
    assert head.data == b""
    assert head.status_code == get.status_code == 200
    assert {k: v for k, v in head.headers if k not in ignored} == {
        k: v for k, v in get.headers if k not in ignored
    }


@pytest.mark.parametrize("path", PATHS)
def test_options(client: FlaskClient, path: str) -> None:
    response = client.options(path.partition("?")[0])
    assert response.status_code == 200
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert response.headers["Access-Control-Allow-Methods"] == response.headers["Allow"]
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", ["/resolve?name=Halab", "/places/gn:167080", "/version", "/openapi.yaml"])
def test_etag(client: FlaskClient, path: str) -> None:
    first = client.get(path)
    tag = first.headers["ETag"]
    assert client.get(path).headers["ETag"] == tag
    for held in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = client.get(path, headers={"If-None-Match": held})
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == tag
        assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_an_error_is_never_not_modified(client: FlaskClient) -> None:
    tag = client.get("/resolve?name=Halab").headers["ETag"]
    for held in (tag, "*"):
        response = client.get("/resolve?name=Halab&admin1=Atlantis", headers={"If-None-Match": held})
        assert response.status_code == 400


def test_how_long_an_answer_may_be_kept(resolver: Resolver) -> None:
    client = create_app(Settings(cache_s=7), resolver).test_client()
    assert client.get("/resolve?name=Halab").headers["Cache-Control"] == "public, max-age=7"


@pytest.mark.parametrize(
    ("given", "kept"), [("req-1.a_B", True), ("", False), ("a b", False), ("x" * 65, False)]
)
def test_request_id(client: FlaskClient, given: str, kept: bool) -> None:
    answered = client.get("/healthz", headers={"X-Request-Id": given}).headers["X-Request-Id"]
    assert (answered == given) is kept
    assert answered


def test_request_ids_differ(client: FlaskClient) -> None:
    assert len({client.get("/healthz").headers["X-Request-Id"] for _ in range(5)}) == 5


@pytest.mark.parametrize("script_name", ["", "/geo"])
@pytest.mark.parametrize("has_path", [True, False])
def test_an_empty_path_is_the_root_s(app: Flask, script_name: str, has_path: bool) -> None:
    environ = EnvironBuilder(path="/").get_environ() | {"SCRIPT_NAME": script_name}
    environ |= {"PATH_INFO": ""}
    if not has_path:
        del environ["PATH_INFO"]
    body, status, _ = run_wsgi_app(app, environ)
    assert status == "200 OK"
    assert json.loads(b"".join(body))["links"]["stats"] == f"{script_name}/stats"


def test_no_two_answers_share_a_tag(client: FlaskClient) -> None:
    geojson = client.get("/resolve?name=A", headers={"Accept": "application/geo+json"})
    plain = client.get("/resolve?name=Ageo")
    assert (geojson.mimetype, plain.mimetype) == ("application/geo+json", "application/json")
    assert geojson.headers["ETag"] != plain.headers["ETag"]
