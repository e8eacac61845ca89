"""A real gunicorn on a free port of this machine, for measurements and for the tests of the service."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STARTUP_S = 60
STOP_S = 30

Answer = tuple[int, bytes, list[tuple[str, str]]]


class NotStarted(RuntimeError):
    """Gunicorn ended, or did not listen in time; the message is its log."""


@dataclass(frozen=True)
class Server:
    """A running gunicorn and its log file."""

    process: subprocess.Popen[bytes]
    log: Path
    port: int

    def ask(
        self, method: str, target: str, headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Answer:
        """Status, body and headers of one request on a connection of its own; the target is sent as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, target, body, dict(headers or {}))
            response = connection.getresponse()
            return response.status, response.read(), response.getheaders()
        finally:
            connection.close()

    def get(self, target: str, headers: Mapping[str, str] | None = None) -> Answer:
        """`ask` for GET."""
        return self.ask("GET", target, headers)

    def lines(self) -> list[dict[str, object]]:
        """The log so far; a line that is still being written is left out."""
        *whole, _ = self.log.read_text(encoding="utf-8").split("\n")
        return [json.loads(line) for line in whole]

    def workers(self) -> list[int]:
        """Process ids of the workers."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in listed.split()]

    def memory_bytes(self) -> int:
        """What the workers have in memory for themselves alone, together."""
        return sum(map(private_bytes, self.workers()))


def private_bytes(pid: int) -> int:
    """Memory of a process that it shares with no other: what ending it would free."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return sum(int(kb) for kb in re.findall(r"^Private_\w+:\s+(\d+) kB", text, re.MULTILINE)) * 1024


def start(log: Path, settings: Mapping[str, str]) -> Server:
    """Gunicorn with these environment variables and no other settings, once it listens. Raises NotStarted."""
    env = {
        name: value
        for name, value in os.environ.items()
        if not re.match(r"GAZETTEER_|GUNICORN_|PYTEST_|(HOST|PORT|WEB_CONCURRENCY)$", name)
    }
    env |= {"PORT": "0", **settings}
    command = [sys.executable, "-m", "gunicorn", "-c", "service/gunicorn.conf.py", "service.wsgi:app"]
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=subprocess.STDOUT)
    deadline = time.monotonic() + STARTUP_S
    while time.monotonic() < deadline and process.poll() is None:
        listening = re.search(r"Listening at: http://127\.0\.0\.1:(\d+)", log.read_text(encoding="utf-8"))
        if listening:
            return Server(process, log, int(listening[1]))
        time.sleep(0.05)
    process.kill()
    process.wait()
    raise NotStarted(log.read_text(encoding="utf-8"))


def stop(server: Server) -> int:
    """End it as an orchestrator does; its exit status."""
    server.process.send_signal(signal.SIGTERM)
    try:
        return server.process.wait(timeout=STOP_S)
    except subprocess.TimeoutExpired:
        server.process.kill()
        server.process.wait()
        raise


@contextmanager
def served(log: Path, settings: Mapping[str, str]) -> Iterator[Server]:
    """A server for the length of a block."""
    server = start(log, settings)
    try:
        yield server
    finally:
        stop(server)
