"""The service behind a real gunicorn, as `service/gunicorn.conf.py` has it."""

from __future__ import annotations

import http.client
import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from benchmarks.served import STARTUP_S, Server, start, stop
from tests.gazetteer.tiny import id_of

WORKERS = 2


def start_tiny(artefact: Path, log: Path, **settings: str) -> Server:
    """Gunicorn over the tiny gazetteer."""
    given = {"GAZETTEER_ARTEFACT": str(artefact), "WEB_CONCURRENCY": str(WORKERS)}
    return start(log, given | {f"GAZETTEER_{name.upper()}": value for name, value in settings.items()})


@pytest.fixture(scope="module")
def server(served_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = start_tiny(served_path, tmp_path_factory.mktemp("gunicorn") / "log")
    yield server
    stop(server)


def test_resolve(server: Server) -> None:
    status, body, headers = server.get("/resolve?name=" + quote("دير الزور") + "&country=SY")
    assert status == 200
    assert json.loads(body)["results"][0]["id"] == id_of("gn:170794")
    names = [name.lower() for name, _ in headers]
    assert len(names) == len(set(names)), "no header twice"


def test_a_query_that_is_not_escaped(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as raw:
        raw.sendall("GET /resolve?name=حلب HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: raw.recv(65536), b""))
    if answer.startswith(b"HTTP/1.1 400 "):
        assert b"Invalid" in answer, "RFC 9112 wants it escaped, and newer gunicorns insist"
        assert not any("resolve?" in str(line["message"]) for line in server.lines())
    else:
        assert id_of("gn:170063").encode() in answer


def test_bytes_that_are_not_utf_8(server: Server) -> None:
    status, body, _ = server.get("/resolve?name=%FF")
    assert (status, json.loads(body)["parameter"]) == (400, "name")


@pytest.mark.parametrize(
    "target", ["/places//gn:167080", "/resolve/", "/places/%FF", "/places/a%2Fb", "/places/%zz", "/%00"]
)
def test_odd_paths_are_not_found(server: Server, target: str) -> None:
    status, body, _ = server.get(target)
    assert (status, json.loads(body)["status"]) == (404, 404)


def test_place_by_a_link(server: Server) -> None:
    for key in ("gn:167080", "gn%3A167080"):
        status, body, _ = server.get(f"/places/{key}")
        assert (status, json.loads(body)["id"]) == (200, id_of("gn:167080"))


def test_the_longest_name_fits(server: Server) -> None:
    target = "&".join(
        ["/resolve?name=" + quote("ب" * 256), *(f"admin{i}=" + quote("ب" * 100) for i in (1, 2, 3))]
    )
    status, body, _ = server.get(target)
    assert (status, json.loads(body)["parameter"]) == (400, "admin1"), "read to the end, and refused by us"


def test_a_request_line_over_the_limit_is_refused_by_gunicorn(server: Server) -> None:
    status, body, headers = server.get("/resolve?name=" + "a" * 8190)
    assert status == 414
    assert b"Request Line is too large" in body
    assert "problem+json" not in dict(headers).get("Content-Type", "")


def test_a_connection_is_kept_open(server: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.connect()
    first = connection.sock
    for _ in range(3):
        connection.request("GET", "/healthz")
        assert connection.getresponse().read()
        assert connection.sock is first
    connection.close()


def test_the_log_is_json_without_names(server: Server) -> None:
    server.get("/resolve?name=Zzyzxville", headers={"X-Request-Id": "from-the-test"})
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        mine = [line for line in server.lines() if line.get("request_id") == "from-the-test"]
        if mine:
            break
        time.sleep(0.05)
    assert [(line["route"], line["status"]) for line in mine] == [("/resolve", 200)]
    assert "Zzyzxville" not in server.log.read_text(encoding="utf-8")


def test_two_workers_and_a_clean_end(served_path: Path, tmp_path: Path) -> None:
    server = start_tiny(served_path, tmp_path / "log")
    try:
        assert server.get("/healthz")[0] == 200
        deadline = time.monotonic() + STARTUP_S
        while time.monotonic() < deadline and booted(server) < WORKERS:
            time.sleep(0.05)
    finally:
        status = stop(server)
    assert status == 0
    assert booted(server) == WORKERS
    with pytest.raises(ConnectionRefusedError):
        server.get("/healthz")


def booted(server: Server) -> int:
    return sum("Booting worker" in str(line["message"]) for line in server.lines())
