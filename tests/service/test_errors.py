"""One shape for every error."""

from __future__ import annotations

import logging

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient

import gazetteer
from gazetteer import ArtefactError, DataError, GazetteerError
from service.errors import PROBLEM_TYPE, STATUS, register_errors
from service.headers import register_headers

MEMBERS = {"type", "title", "status", "detail", "request_id"}

REFUSALS = [
    ("GET", "/nowhere", 404),
    ("GET", "/resolve/", 404),
    ("GET", "/resolve", 400),
    ("GET", "/places/", 404),
    ("GET", "/places/none-such", 404),
    ("GET", "/places/gn:167080/names", 404),
    ("GET", "/places/gn:167080?colour=red", 400),
    ("GET", "/healthz?verbose=1", 400),
    ("GET", "/?name=Halab", 400),
    ("GET", "/suggest", 400),
    ("GET", "/suggest?prefix=%00", 400),
    ("GET", "/reverse?lat=36", 400),
    ("GET", "/reverse?lat=0&lon=0", 400),
    ("GET", "/places?bbox=1", 400),
    ("GET", "/places?ids=", 400),
    ("GET", "/stats?x=1", 400),
    ("GET", "/docs/", 404),
    ("GET", "/docs?x=1", 400),
    ("GET", "/readyz?x=1", 400),
    ("GET", "/metrics?x=1", 400),
    ("GET", "/batch", 405),
    ("HEAD", "/batch", 405),
    ("POST", "/batch", 422),
    ("POST", "/batch?x=1", 400),
    ("POST", "/suggest?prefix=hal", 405),
    ("GET", "/version?x", 400),
    ("GET", "/openapi.json?x=1", 400),
    ("POST", "/resolve?name=Halab", 405),
    ("PUT", "/places/gn:167080", 405),
    ("DELETE", "/", 405),
    ("TRACE", "/healthz", 405),
]


@pytest.mark.parametrize(("method", "path", "status"), REFUSALS)
def test_refusals_have_one_shape(client: FlaskClient, method: str, path: str, status: int) -> None:
    response = client.open(path, method=method)
    if method == "HEAD":
        assert (response.status_code, response.mimetype, response.data) == (status, PROBLEM_TYPE, b"")
        return
    problem = response.get_json(force=True)
    assert response.status_code == problem["status"] == status
    assert response.mimetype == PROBLEM_TYPE
    assert problem.keys() >= MEMBERS
    assert problem["request_id"] == response.headers["X-Request-Id"]
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" not in response.headers


def test_method_not_allowed_says_what_is(client: FlaskClient) -> None:
    response = client.post("/resolve")
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_a_bug_leaks_nothing_but_the_request_id(
    broken_client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, logger="service.errors"):
        response = broken_client.get("/resolve?name=Halab", headers={"X-Request-Id": "here-1"})
    assert response.status_code == 500
    assert response.get_json(force=True).keys() == MEMBERS
    assert response.get_json(force=True)["request_id"] == "here-1"
    assert "secret" not in response.text
    (record,) = caplog.records
    assert record.exc_info is not None
    assert "the secret of the house" in str(record.exc_info[1])
    assert record.__dict__["fields"] == {"request_id": "here-1"}


def test_every_error_of_the_library_has_a_row() -> None:
    errors = {
        value
        for value in vars(gazetteer).values()
        if isinstance(value, type) and issubclass(value, GazetteerError)
    }
    assert errors == {row[0] for row in STATUS}


def test_a_class_stands_before_its_parent() -> None:
    classes = [row[0] for row in STATUS]
    for i, error in enumerate(classes):
        assert not any(issubclass(later, error) for later in classes[i + 1 :])


@pytest.mark.parametrize(
    ("error", "status"),
    [(ArtefactError("at /inside"), 503), (DataError("at /inside"), 500), (GazetteerError("x"), 500)],
)
def test_errors_of_the_data_stay_inside(error: GazetteerError, status: int) -> None:
    def fail() -> None:
        raise error

    response = bare_app(fail).test_client().get("/")
    assert response.status_code == response.get_json(force=True)["status"] == status
    assert "inside" not in response.text.replace("of the inside", "")


@pytest.mark.parametrize("status", [400, 413, 415, 429, 500, 503])
def test_errors_of_flask(status: int) -> None:
    response = bare_app(lambda: abort(status)).test_client().get("/")
    assert response.status_code == response.get_json(force=True)["status"] == status
    assert response.get_json(force=True)["type"] == "about:blank"


def bare_app(view: object) -> Flask:
    app = Flask("bare")
    register_headers(app)
    register_errors(app)
    app.add_url_rule("/", view_func=view, endpoint="view")  # type: ignore[arg-type]
    return app
