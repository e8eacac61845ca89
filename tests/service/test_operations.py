"""What every answer carries, and what an operator asks and sets: health, numbers, keys, limits, logs."""

from __future__ import annotations

import gzip
import hashlib
import json
import logging
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from gazetteer import Resolver
from service import limits
from service.app import create_app
from service.config import Settings, SettingsError
from service.keys import load_keys
from tests.service.fixtures import KEY

EVERYWHERE = [
    "/resolve?name=Halab",
    "/suggest?prefix=h",
    "/stats",
    "/healthz",
    "/docs",
    "/nowhere",
    "/resolve",
    "/metrics",
]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_says_whose_the_data_are_and_how_long_it_took(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["Link"].endswith('; rel="license"')
    assert re.fullmatch(r"app;dur=\d+\.\d", headers["Server-Timing"])
    assert headers["X-Dataset-Version"]
    assert headers["X-Request-Id"]
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Cache-Control"]


def test_preflight_of_a_batch(client: FlaskClient) -> None:
    asked = {"Origin": "https://x", "Access-Control-Request-Method": "POST"}
    headers = client.options("/batch", headers=asked).headers
    assert "POST" in headers["Access-Control-Allow-Methods"]
    for name in ("Content-Type", "Content-Encoding", "X-API-Key", "Authorization"):
        assert name in headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("path", ["/openapi.yaml", "/docs", "/places?limit=20"])
def test_gzip_for_who_takes_it(client: FlaskClient, path: str) -> None:
    plain = client.get(path)
    packed = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert "Accept-Encoding" in packed.headers["Vary"]
    tag = packed.headers["ETag"]
    assert tag == f"W/{plain.headers['ETag']}"
    assert client.get(path, headers={"Accept-Encoding": "gzip", "If-None-Match": tag}).status_code == 304
    assert "Content-Encoding" not in client.get(path, headers={"Accept-Encoding": "gzip;q=0"}).headers


def test_the_form_of_an_answer(client: FlaskClient) -> None:
    def form(accept: str) -> str:
        return client.get("/resolve?name=Halab", headers={"Accept": accept}).mimetype

    assert form("*/*") == form("application/json") == form("text/html,*/*;q=0.8") == "application/json"
    assert form("text/csv") == "text/csv"
    assert form("application/geo+json") == "application/geo+json"
    assert form("text/csv;q=0.5, application/vnd.geocodejson+json") == "application/vnd.geocodejson+json"
    tags = {
        client.get("/resolve?name=Halab", headers={"Accept": a}).headers["ETag"] for a in ("text/csv", "*/*")
    }
    assert len(tags) == 2


def test_ready(client: FlaskClient, empty_client: FlaskClient) -> None:
    assert client.get("/readyz").get_json()["status"] == "ready"
    assert empty_client.get("/readyz").status_code == 503
    assert empty_client.get("/healthz").status_code == 200


def count_of(client: FlaskClient, sample: str) -> float:
    found = re.search(rf"^{re.escape(sample)} (\S+)$", client.get("/metrics").text, re.MULTILINE)
    return float(found[1]) if found else 0.0


def test_metrics(client: FlaskClient) -> None:
    samples = [
        'gazetteer_requests_total{method="GET",route="/resolve",status="200"}',
        'gazetteer_request_seconds_count{route="/resolve"}',
        'gazetteer_decisions_total{decision="none",route="/resolve"}',
        'gazetteer_misses_total{route="/resolve"}',
        'gazetteer_decisions_total{decision="match",route="/batch"}',
        'gazetteer_confidence_count{route="/batch"}',
        "gazetteer_row_errors_total",
        'gazetteer_requests_total{method="other",route="none",status="404"}',
    ]
    before = [count_of(client, sample) for sample in samples]
    client.get("/resolve?name=Qwrtpsdfg")
    client.post("/batch", data='name\nHalab\n""\n', content_type="text/csv", buffered=True)
    client.open("/nowhere", method="BREW")
    after = [count_of(client, sample) for sample in samples]
    assert [b - a for a, b in zip(before, after, strict=True)] == [1] * len(samples)
    assert "Qwrtpsdfg" not in client.get("/metrics").text


@pytest.mark.parametrize("headers", [{"X-API-Key": KEY}, {"Authorization": f"Bearer {KEY}"}])
def test_a_key_opens(keyed_client: FlaskClient, headers: dict[str, str]) -> None:
    assert keyed_client.get("/resolve?name=Halab", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers", [{}, {"X-API-Key": "wrong"}, {"Authorization": "Basic eDp5"}, {"X-API-Key": "ß"}]
)
def test_without_a_key(keyed_client: FlaskClient, headers: dict[str, str]) -> None:
    response = keyed_client.get("/resolve?name=Halab", headers=headers)
    assert (response.status_code, response.get_json(force=True)["status"]) == (401, 401)
    assert response.headers["WWW-Authenticate"].lower().startswith("bearer")
    for path in ("/", "/healthz", "/readyz", "/docs", "/openapi.yaml"):
        assert keyed_client.get(path, headers=headers).status_code == 200
    assert keyed_client.options("/resolve").status_code == 200
    assert keyed_client.get("/nowhere", headers=headers).status_code == 401


def test_keys_in_a_file(tmp_path: Path) -> None:
    digest = hashlib.sha256(b"x").hexdigest()
    path = tmp_path / "keys"
    path.write_text(f"# ours\nweb:{digest}  # the map\n\n")
    assert load_keys(Settings(api_keys_file=path)) == {digest: "web"}
    assert load_keys(Settings()) == {}
    path.write_text("# none\n")
    for settings in (
        Settings(api_keys_file=path),
        Settings(api_keys_file=tmp_path / "nowhere"),
        Settings(api_keys="web:secret"),
        Settings(api_keys=digest),
    ):
        with pytest.raises(SettingsError, match="GAZETTEER_API_KEYS"):
            load_keys(settings)


def test_rate_limits(resolver: Resolver) -> None:
    client = create_app(
        Settings(rate_limit="2 per day", batch_rate_limit="1 per day"), resolver
    ).test_client()
    statuses = [client.get("/resolve?name=Halab").status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    over = client.get("/suggest?prefix=hal")
    assert over.status_code == over.get_json(force=True)["status"] == 429
    assert int(over.headers["Retry-After"]) > 0
    assert client.get("/healthz").status_code == 200
    batches = [
        client.post("/batch", data="[]", content_type="application/json", buffered=True) for _ in range(2)
    ]
    assert [response.status_code for response in batches] == [200, 429]


def test_only_batches_limited(resolver: Resolver) -> None:
    client = create_app(Settings(batch_rate_limit="1 per day"), resolver).test_client()
    assert [client.get("/version").status_code for _ in range(5)] == [200] * 5
    batches = [
        client.post("/batch", data="[]", content_type="application/json", buffered=True) for _ in range(2)
    ]
    assert [response.status_code for response in batches] == [200, 429]


def test_limits_are_by_address_behind_a_proxy(resolver: Resolver) -> None:
    client = create_app(Settings(rate_limit="1 per day", proxies=1), resolver).test_client()
    statuses = [
        client.get("/version", headers={"X-Forwarded-For": ip}).status_code
        for ip in ("1.1.1.1", "2.2.2.2", "1.1.1.1")
    ]
    assert statuses == [200, 200, 429]


def test_limits_need_sense_and_the_extra(resolver: Resolver, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError, match="GAZETTEER_RATE_LIMIT='often'"):
        create_app(Settings(rate_limit="often"), resolver)
    monkeypatch.setattr(limits, "find_spec", lambda _: None)
    with pytest.raises(SettingsError, match="needs the extra"):
        create_app(Settings(rate_limit="1 per day"), resolver)


def test_a_lower_limit_of_names(resolver: Resolver) -> None:
    client = create_app(Settings(max_name_length=10), resolver).test_client()
    for path in ("/resolve?name=", "/suggest?prefix="):
        assert client.get(path + "x" * 10).status_code == 200
        assert "at most 10 characters" in client.get(path + "x" * 11).get_json(force=True)["detail"]


def test_the_log_names_the_caller_not_what_is_asked(
    keyed_client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="service.access"):
        keyed_client.get("/resolve?name=Zzyzx", headers={"X-API-Key": KEY, "X-Request-Id": "r-1"})
    (record,) = caplog.records
    fields = record.__dict__["fields"]
    assert (fields["caller"], fields["request_id"], fields["route"]) == ("tests", "r-1", "/resolve")
    assert "Zzyzx" not in json.dumps(fields)
    assert KEY not in json.dumps(fields)


def test_the_page_of_the_description(client: FlaskClient) -> None:
    response = client.get("/docs")
    assert response.mimetype == "text/html"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert not re.search(r"<script|<link|<img|src=|url\(|@import|https?://(?!creativecommons)", response.text)
    described = json.loads(client.get("/openapi.json").data)
    for path, item in described["paths"].items():
        for operation in item.values():
            assert f'id="{operation["operationId"]}"' in response.text
        assert path in response.text
    targets = set(re.findall(r'href="#([^"]+)"', response.text))
    assert targets <= set(re.findall(r'id="([^"]+)"', response.text))
