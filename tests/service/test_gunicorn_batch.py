"""Batches through a real gunicorn: streams, slow clients, connections that break, several at once."""

from __future__ import annotations

import csv
import gzip
import http.client
import io
import json
import re
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from benchmarks.served import Server, stop
from tests.gazetteer.tiny import id_of
from tests.service.test_gunicorn import start_tiny

HALAB = id_of("gn:170063")
CSV = {"Content-Type": "text/csv"}
PATIENCE_S = 2
"""The server's, with headers, bodies and readers."""


@pytest.fixture(scope="module")
def server(served_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    patience = {name: str(PATIENCE_S) for name in ("header_s", "upload_s", "send_s")}
    log = tmp_path_factory.mktemp("gunicorn") / "log"
    server = start_tiny(served_path, log, **patience, workers="2", threads="4", max_body_bytes="20000000")
    yield server
    stop(server)


def table(rows: int) -> bytes:
    return b"ref,place\n" + b"".join(b"%d,Halab\n" % i for i in range(rows))


def rows_of(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))


def dialled(server: Server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=30)


def posted(body: bytes, query: str = "") -> bytes:
    """A whole request for a batch, as bytes."""
    lines = [
        f"POST /batch{query} HTTP/1.1",
        "Host: x",
        "Content-Type: text/csv",
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body


def eventually(true: Callable[[], bool], seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.05)
    return False


def test_a_client_that_sends_all_before_it_reads(server: Server) -> None:
    status, body, _ = server.ask("POST", "/batch", CSV, table(20_000))
    rows = rows_of(body)
    assert status == 200
    assert [row["ref"] for row in rows] == [str(i) for i in range(20_000)]
    assert {row["place_id"] for row in rows} == {HALAB}


def test_the_first_answers_come_before_the_last_are_made(server: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("POST", "/batch?format=ndjson", table(200_000), CSV)
    response = connection.getresponse()
    began = time.monotonic()
    first = response.readline()
    until_first = time.monotonic() - began
    assert json.loads(first)["row"] == 0
    count = 1 + sum(piece.count(b"\n") for piece in iter(lambda: response.read1(1 << 20), b""))
    until_last = time.monotonic() - began
    assert count == 200_000
    assert until_first < until_last / 4
    connection.close()


def test_documents_stream_too(server: Server) -> None:
    """The first stretch is answered before the last is made; each document has its own answer."""
    names = (b"Tall Hasan", b"Mosul"), (b"Tall Hasan", b"Al-Hawl")
    body = b"doc,name\n" + b"".join(b"%d,%s\n" % (i, name) for i in range(4_000) for name in names[i % 2])
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request("POST", "/batch?format=ndjson&limit=1&context=document", body, CSV)
    response = connection.getresponse()
    began = time.monotonic()
    lines = [response.readline()]
    until_first = time.monotonic() - began
    lines += response.read().splitlines()
    until_last = time.monotonic() - began
    connection.close()
    rows = [json.loads(line) for line in lines]
    assert [row["row"] for row in rows] == list(range(8_000))
    found = [row["results"][0]["id"] for row in rows[::2]]
    assert found == [id_of("gn:90500"), id_of("gn:163563")] * 2_000
    assert until_first < until_last / 4


def test_a_body_in_chunks_and_a_packed_answer(server: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    body = table(5_000)
    parts = (body[i : i + 1000] for i in range(0, len(body), 1000))
    connection.request("POST", "/batch", parts, CSV | {"Accept-Encoding": "gzip"}, encode_chunked=True)
    response = connection.getresponse()
    assert response.headers["Content-Encoding"] == "gzip"
    assert len(rows_of(gzip.decompress(response.read()))) == 5_000
    connection.close()


def test_two_hundred_megabytes_of_nothing_in_a_small_body(server: Server) -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = packer.compress(b"name\n" + bytes(200_000_000)) + packer.flush()
    status, body, _ = server.ask("POST", "/batch", CSV | {"Content-Encoding": "gzip"}, bomb)
    assert (status, json.loads(body)["status"]) == (413, 413)


def test_a_refusal_before_the_body_is_read_ends_the_connection(server: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    for body, target in ((table(300_000), "/batch?limit=0"), (b"name\n", "/nowhere")):
        connection.request("POST", target, body, CSV)
        response = connection.getresponse()
        assert response.status in (400, 404)
        assert response.headers["Connection"] == "close"
        response.read()
    connection.request("GET", "/healthz")
    assert connection.getresponse().headers["Connection"] == "keep-alive"
    connection.close()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (CSV, 413),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
    ],
)
def test_who_sends_all_of_a_refused_body_before_it_reads_is_told(
    server: Server, headers: dict[str, str], status: int
) -> None:
    body = b"name\n" + b"Halab\n" * (24_000_000 // 6)
    answered, text, _ = server.ask("POST", "/batch", headers, body)
    assert (answered, json.loads(text)["status"]) == (status, status)


def test_who_goes_on_sending_is_cut_off_at_once(server: Server) -> None:
    began = time.monotonic()
    with pytest.raises(ConnectionError):
        server.ask("POST", "/batch", CSV, bytes(100_000_000))
    assert time.monotonic() - began < 10


def test_an_endless_body_is_refused(server: Server) -> None:
    with dialled(server) as raw:
        raw.sendall(
            b"POST /batch HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
        sent = 0
        try:
            while sent < 2000:
                raw.sendall(chunk)
                sent += 1
        except OSError:
            pass
        assert sent < 2000
    assert server.get("/healthz")[0] == 200


def test_a_body_that_does_not_come_is_given_up(server: Server) -> None:
    with dialled(server) as raw:
        raw.sendall(
            b"POST /batch HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\nContent-Length: 99\r\n\r\nname\n"
        )
        answer = b"".join(iter(lambda: raw.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["status"] == 408


def test_headers_that_do_not_come_hold_nobody_up(server: Server) -> None:
    slow = [dialled(server) for _ in range(12)]
    for raw in slow:
        raw.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ")
    began = time.monotonic()
    assert server.get("/healthz")[0] == 200
    assert time.monotonic() - began < 10 * PATIENCE_S
    assert eventually(lambda: all(ended(raw) for raw in slow), 20 * PATIENCE_S)
    for raw in slow:
        raw.close()


def ended(raw: socket.socket) -> bool:
    raw.settimeout(0.05)
    try:
        return raw.recv(1) == b""
    except TimeoutError:
        return False
    except OSError:
        return True


def test_a_reader_that_stops_is_cut_off(server: Server) -> None:
    with dialled(server) as raw:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        raw.sendall(posted(table(150_000), "?format=ndjson"))
        time.sleep(3 * PATIENCE_S)
        assert eventually(lambda: "did not read" in server.log.read_text(encoding="utf-8"), 10 * PATIENCE_S)
    assert server.get("/healthz")[0] == 200


def test_a_connection_that_breaks_leaves_nothing(server: Server) -> None:
    workers = server.workers()
    for end in (10, 200, 5_000):
        for _ in range(3):
            with dialled(server) as raw:
                raw.sendall(posted(table(20_000))[:end])
    with dialled(server) as raw:
        raw.sendall(posted(table(20_000)))
        assert raw.recv(100)
    assert eventually(lambda: open_spools(workers) == 0)
    status, body, _ = server.ask("POST", "/batch", CSV, table(10))
    assert (status, len(rows_of(body))) == (200, 10)
    assert server.workers() == workers


def open_spools(workers: list[int]) -> int:
    """Files on disk that are open and deleted: where bodies wait."""
    links = [link for pid in workers for link in Path(f"/proc/{pid}/fd").iterdir()]
    return sum(
        str(link.readlink()).endswith("(deleted)") and "/tmp" in str(link.readlink())
        for link in links
        if link.is_symlink()
    )


def test_batches_at_once_are_not_mixed_up(server: Server) -> None:
    def one(number: int) -> bool:
        names = ["Halab", "Maskanah", "Tall Hasan", "الموصل"]
        body = "ref,place\n" + "".join(f"{number}-{i},{names[(i + number) % 4]}\n" for i in range(300))
        status, answer, _ = server.ask("POST", "/batch", CSV, body.encode())
        rows = rows_of(answer)
        own = [(row["ref"], row["place"]) for row in rows]
        return status == 200 and own == [(f"{number}-{i}", names[(i + number) % 4]) for i in range(300)]

    with ThreadPoolExecutor(12) as pool:
        assert all(pool.map(one, range(36)))


def test_numbers_of_all_workers_are_one(server: Server) -> None:
    def total() -> float:
        found = re.findall(
            rb'^gazetteer_requests_total\{.*route="/version".*\} (\S+)$',
            server.get("/metrics")[1],
            re.MULTILINE,
        )
        return sum(map(float, found))

    before = total()
    lock = threading.Barrier(8)

    def ask(_: int) -> int:
        lock.wait()
        return server.get("/version")[0]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(40))) == [200] * 40
    assert total() - before == 40
    assert len({total() for _ in range(6)}) == 1, "whichever worker is asked"


def test_clients_that_do_not_close_hold_nobody_up(server: Server) -> None:
    def in_use(_: int) -> float:
        """The longest wait on a connection that is used all the time, and so never closed as idle."""
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        slowest, deadline = 0.0, time.monotonic() + 10
        while time.monotonic() < deadline:
            began = time.monotonic()
            connection.request("GET", "/healthz")
            assert connection.getresponse().read()
            slowest = max(slowest, time.monotonic() - began)
            time.sleep(0.1)
        connection.close()
        return slowest

    with ThreadPoolExecutor(6) as pool:
        waits = pool.map(in_use, range(6))
        time.sleep(1)
        lazy = [dialled(server) for _ in range(24)]
        for raw in lazy:
            raw.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert max(waits) < 8
    for raw in lazy:
        raw.close()
