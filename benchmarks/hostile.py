"""Requests that nobody means well: each has to be answered or cut off in time, and no worker may be lost.

    python -m benchmarks.hostile [REQUESTS]

Drawn with a fixed seed from `hostile.toml` and the bodies below: parameters, encodings and headers at random,
bombs, long streams, deep JSON, requests that break off. `tests/service/test_hostile.py` sends some of them.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import random
import re
import socket
import sys
import tempfile
import time
import tomllib
import zipfile
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote_from_bytes

from benchmarks.served import Server, served

DEFAULT_REQUESTS = 10_000
SEED = 20_240_501
CLIENTS = 8
ANSWER_S = 30.0
"""No answer may take longer, whatever was sent; the settings below end a slow body in 2 s."""

SETTINGS = {
    "WEB_CONCURRENCY": "2",
    "GAZETTEER_HEADER_S": "2",
    "GAZETTEER_UPLOAD_S": "2",
    "GAZETTEER_SEND_S": "2",
    "GAZETTEER_MAX_BODY_BYTES": "4000000",
}
_REPEATED = re.compile(r"\{(.+?)\*(\d+)\}")


def _expanded(text: str) -> str:
    return _REPEATED.sub(lambda found: found[1] * int(found[2]), text)


_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
PATHS, PARAMETERS, VALUES, METHODS, TYPES, HEADERS = (
    [_expanded(item) for item in _TABLE[key]]
    for key in ("paths", "parameters", "values", "methods", "types", "headers")
)

Draw = random.Random


def a_value(draw: Draw) -> bytes:
    """A value of a parameter, percent-encoded or not."""
    if draw.random() < 0.2:
        return quote_from_bytes(draw.randbytes(draw.randint(0, 40))).encode()
    raw = draw.choice(VALUES).encode("utf-8", "surrogatepass")
    return raw.replace(b" ", b"+") if draw.random() < 0.1 else quote_from_bytes(raw).encode()


def a_target(draw: Draw) -> bytes:
    """A path with parameters."""
    pairs = [draw.choice(PARAMETERS).encode() + b"=" + a_value(draw) for _ in range(draw.randint(0, 5))]
    return draw.choice(PATHS).encode() + (b"?" + b"&".join(pairs) if pairs else b"")


def a_workbook(draw: Draw) -> bytes:
    """A zip archive that is no workbook, or unpacks to far more than it is."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(draw.choice(["xl/workbook.xml", "[Content_Types].xml", "x"]), draw.randbytes(20))
        archive.writestr("xl/sharedStrings.xml", bytes(draw.choice([10, 50_000_000])))
    data = file.getvalue()
    return data[: draw.randint(4, len(data))] if draw.random() < 0.3 else data


_PART = b'--x\r\nContent-Disposition: form-data; name="file"'

BODIES: tuple[Callable[[Draw], bytes], ...] = (
    lambda draw: draw.randbytes(draw.randint(0, 5000)),
    lambda draw: b"name\n" + draw.choice(VALUES).encode("utf-8", "replace") * draw.randint(1, 50),
    lambda draw: b"name,x\n" + b'"' * draw.randint(1, 3000),
    lambda draw: b"name\n" + b'a,"\n' * draw.randint(1, 2000),
    lambda draw: b"[" * draw.choice([10, 1000, 300_000]),
    lambda draw: b'{"name":' * draw.choice([10, 50_000]) + b"}",
    lambda draw: b'["Halab", ' * draw.randint(1, 50),
    lambda draw: json.dumps([draw.choice(VALUES) for _ in range(20)]).encode(),
    lambda draw: b'{"name": "Halab"}\n{"name": [{}]}\n{"x": 1e999}\n' * draw.randint(1, 20),
    lambda draw: gzip.compress(bytes(draw.choice([100, 20_000_000]))),
    lambda draw: gzip.compress(b"name\nHalab\n")[: draw.randint(1, 30)],
    lambda draw: b"x" * draw.choice([100_000, 5_000_000]),
    lambda draw: b"," * 60_000 + b"\n" + b"name" + b"," * 60_000,
    lambda draw: b"name\n" + b"\x00" * 5000,
    lambda draw: "name\nحلب\n".encode("utf-16")[: draw.randint(1, 30)],
    lambda draw: _PART + b'; filename="a.csv"\r\n\r\nname\nHalab\n\r\n--x--\r\n',
    lambda draw: (_PART + b"\r\n\r\n") * draw.randint(1, 200),
    a_workbook,
)


def a_request(draw: Draw) -> bytes:
    """A whole request, or most of one."""
    method, target = draw.choice(METHODS), a_target(draw)
    headers = [b"Host: x", b"Connection: close"]
    body = b""
    if draw.random() < 0.5:
        method = "POST"
        target = b"/batch" + (target[target.index(b"?") :] if b"?" in target and draw.random() < 0.3 else b"")
        body = draw.choice(BODIES)(draw)
        headers += [
            b"Content-Type: " + draw.choice(TYPES).encode("latin-1"),
            b"Content-Length: %d" % len(body),
        ]
        if body[:2] == b"\x1f\x8b" and draw.random() < 0.8:
            headers.append(b"Content-Encoding: gzip")
    headers += [header.encode("latin-1") for header in draw.sample(HEADERS, draw.choice([0, 0, 1, 2]))]
    request = method.encode() + b" " + target + b" HTTP/1.1\r\n" + b"\r\n".join(headers) + b"\r\n\r\n" + body
    if draw.random() < 0.03:
        return request[: draw.randint(1, len(request))]
    return draw.randbytes(200) if draw.random() < 0.01 else request


def send(port: int, request: bytes) -> tuple[int, float]:
    """The status of the answer, 0 for none, and how many seconds it took."""
    began = time.monotonic()
    head = b""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=ANSWER_S) as raw:
            raw.settimeout(ANSWER_S)
            # Refused before it was whole, it may be answered all the same.
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                raw.sendall(request)
            while piece := raw.recv(1 << 16):
                head = head or piece
    except TimeoutError:
        return -1, time.monotonic() - began
    except OSError:
        pass
    took = time.monotonic() - began
    return (int(head[9:12]) if head[:5] == b"HTTP/" and head[9:12].isdigit() else 0), took


def attack(server: Server, requests: int, seed: int = SEED) -> tuple[Counter[int], float]:
    """Send them from several clients; how often each status came, and the longest that an answer took."""
    made = [a_request(Draw(seed + number)) for number in range(requests)]
    with ThreadPoolExecutor(CLIENTS) as pool:
        results = list(pool.map(lambda request: send(server.port, request), made))
    return Counter(status for status, _ in results), max(took for _, took in results)


def main() -> None:
    """Attack a server of this machine, and print how it went."""
    requests = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_REQUESTS
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "log", SETTINGS) as server:
        workers, idle = server.workers(), server.memory_bytes()
        began = time.monotonic()
        statuses, longest = attack(server, requests)
        took = time.monotonic() - began
        print(f"{requests:,} requests in {took:.0f} s; the longest took {longest:.1f} s")
        print("statuses", dict(sorted(statuses.items())), "(0: cut off without an answer, -1: not in time)")
        print("workers lost", len(set(workers) - set(server.workers())))
        print(f"memory {idle / 1e6:.0f} MB before, {server.memory_bytes() / 1e6:.0f} MB after")
        print("ready", server.get("/readyz")[0])
        text = server.log.read_text(encoding="utf-8")
        print("log", Counter(line.get("message", "") for line in server.lines()).most_common(8))
        print("tracebacks", text.count("Traceback"))


if __name__ == "__main__":
    main()
