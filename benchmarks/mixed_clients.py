"""Many clients at once with mixed calls: errors, wrong order, latency, and whether memory stays flat.

python -m benchmarks.mixed_clients [CLIENTS] [SECONDS] [WARM_UP_SECONDS]

Memory is looked at from the end of the warm-up on: until then the workers' caches fill (`gazetteer/kept.py`),
and pages that they shared when they were forked become their own.
"""

from __future__ import annotations

import csv
import http.client
import io
import json
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import quote

from benchmarks.million_rows import MEGABYTE, some_names
from benchmarks.served import Server, served

DEFAULT_CLIENTS = 50
DEFAULT_SECONDS = 60
DEFAULT_WARM_UP_SECONDS = 60
SAMPLES = 12
SEED = 20_240_501
SETTINGS = {"WEB_CONCURRENCY": "2", "GAZETTEER_KEEPALIVE_S": "75"}
"""As behind a proxy: fifty clients in one process may leave a connection idle for more than five seconds."""

BATCH_ROWS = (5, 60)
LARGE_ROWS = 60_000
LARGE_EVERY = 400
"""One call in so many is a batch that waits on disk."""


class Client(threading.Thread):
    """Calls one after the other on a kept connection, and looks at each answer."""

    def __init__(self, number: int, server: Server, names: list[tuple[str, str]], until: float) -> None:
        super().__init__()
        self.draw, self.names, self.until = random.Random(SEED + number), names, until
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
        self.took: dict[str, list[float]] = {}
        self.faults: Counter[str] = Counter()

    def run(self) -> None:
        """Until the time is over."""
        calls = (self.resolve, self.suggest, self.reverse, self.places, self.place, self.batch)
        count = 0
        while time.monotonic() < self.until:
            count += 1
            call = self.large if self.draw.randrange(LARGE_EVERY) == 0 else self.draw.choice(calls)
            began = time.monotonic()
            try:
                fault = call()
            except (OSError, http.client.HTTPException, ValueError, KeyError) as error:
                fault = repr(error)
                self.connection.close()
            self.took.setdefault(call.__name__, []).append(time.monotonic() - began)
            if fault:
                self.faults[f"{call.__name__}: {fault}"] += 1
        self.connection.close()

    def ask(
        self, method: str, target: str, body: bytes | None = None
    ) -> tuple[http.client.HTTPResponse, bytes]:
        """The answer and its body."""
        self.connection.request(method, target, body, {"Content-Type": "text/csv"} if body else {})
        response = self.connection.getresponse()
        answered = response.read()
        return response, answered

    def get(self, target: str) -> bytes:
        """The body of an answer that has to be 200."""
        response, body = self.ask("GET", target)
        if response.status != 200:
            raise ValueError(f"{response.status} {body[:200]!r}")
        return body

    def resolve(self) -> str:
        """One name."""
        name, admin1 = self.draw.choice(self.names)
        answer = json.loads(self.get(f"/resolve?name={quote(name)}&admin1={admin1}"))
        return "" if answer["query"]["name"] == name else "another's answer"

    def suggest(self) -> str:
        """The beginning of a name."""
        name, _ = self.draw.choice(self.names)
        prefix = name[: self.draw.randint(1, 8)].strip() or "a"
        if not any(char.isalnum() for char in prefix):
            return ""
        return (
            ""
            if json.loads(self.get(f"/suggest?prefix={quote(prefix)}"))["prefix"] == prefix
            else "another's"
        )

    def reverse(self) -> str:
        """A point."""
        lat = round(self.draw.uniform(30, 37), 4)
        answer = json.loads(self.get(f"/reverse?lat={lat}&lon={round(self.draw.uniform(36, 47), 4)}"))
        return "" if answer["lat"] == lat else "another's answer"

    def places(self) -> str:
        """What is in view."""
        west, south = self.draw.uniform(36, 45), self.draw.uniform(30, 36)
        answer = json.loads(self.get(f"/places?bbox={west},{south},{west + 1},{south + 1}&limit=50"))
        return "" if all(west <= p["lon"] <= west + 1 for p in answer["places"]) else "outside the box"

    def place(self) -> str:
        """A unit with its children."""
        _, admin1 = self.draw.choice(self.names)
        answer = json.loads(self.get(f"/resolve?name={admin1}&limit=1"))
        for result in answer["results"]:
            self.get(f"/places/{result['id']}")
        return ""

    def batch(self) -> str:
        """A small table."""
        return self._table(self.draw.randint(*BATCH_ROWS))

    def large(self) -> str:
        """A table that waits on disk, of one name."""
        return self._table(LARGE_ROWS, self.draw.choice(self.names))

    def _table(self, rows: int, only: tuple[str, str] | None = None) -> str:
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(["ref", "place", "province", "remark"])
        mine = [
            (str(self.draw.random()), *(only or self.draw.choice(self.names)), "x" * 10) for _ in range(rows)
        ]
        writer.writerows(mine)
        response, body = self.ask("POST", "/batch", text.getvalue().encode())
        if response.status == 503 and only:
            return ""  # As many large ones as fit are under way: the answer that is promised.
        if response.status != 200:
            return f"{response.status} {body[:200]!r}"
        answered = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))[1:]
        return "" if [tuple(row[:4]) for row in answered] == mine else "wrong rows or order"


def memory_of(server: Server, seconds: float) -> list[int]:
    """The workers' memory over so many seconds, from beginning to end."""
    seen = [server.memory_bytes()]
    for _ in range(SAMPLES):
        time.sleep(seconds / SAMPLES)
        seen.append(server.memory_bytes())
    return seen


def shown(memory: list[int]) -> str:
    """Memory in MB."""
    return " ".join(f"{each / MEGABYTE:.0f}" for each in memory)


def main() -> None:
    """Run the clients and print what was seen."""
    given = [int(argument) for argument in sys.argv[1:]]
    defaults = (DEFAULT_CLIENTS, DEFAULT_SECONDS, DEFAULT_WARM_UP_SECONDS)
    clients, seconds, warm_up = (*given, *defaults[len(given) :])
    names = some_names()
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder) / "log", SETTINGS) as server,
    ):
        workers, idle = server.workers(), server.memory_bytes()
        until = time.monotonic() + warm_up + seconds
        threads = [Client(number, server, names, until) for number in range(clients)]
        for thread in threads:
            thread.start()
        filling, memory = memory_of(server, warm_up), memory_of(server, seconds)
        for thread in threads:
            thread.join()
        calls: dict[str, list[float]] = {}
        for thread in threads:
            for name, took in thread.took.items():
                calls.setdefault(name, []).extend(took)
        print(f"clients {clients}, seconds {warm_up} + {seconds}, calls {sum(map(len, calls.values())):,}")
        for name, took in sorted(calls.items()):
            took.sort()
            median, slow = took[len(took) // 2], took[len(took) * 95 // 100]
            print(f"{name:8} {len(took):6,}  median {median:.3f} s  95 of 100 {slow:.3f} s")
        faults = sum((thread.faults for thread in threads), Counter[str]())
        print(f"faults {sum(faults.values())} {dict(faults.most_common(5))}")
        print(f"private memory of {len(workers)} workers in MB: {shown([idle])} idle")
        print(f"  in the warm-up {shown(filling)}")
        print(f"  after it       {shown(memory)}")
        print(f"  at the end     {shown([server.memory_bytes()])}")
        print("workers lost", len(set(workers) - set(server.workers())))


if __name__ == "__main__":
    main()
