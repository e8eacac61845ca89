"""Many clients at once with mixed calls: errors, wrong order, latency, and whether memory stays flat.

python -m benchmarks.mixed_clients [CLIENTS] [SECONDS]
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
SEED = 20_240_501
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

    def get(self, target: str) -> bytes:
        """The body of an answer that has to be 200."""
        self.connection.request("GET", target)
        response = self.connection.getresponse()
        body = response.read()
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
        self.connection.request("POST", "/batch", text.getvalue().encode(), {"Content-Type": "text/csv"})
        response = self.connection.getresponse()
        body = response.read()
        if response.status == 503 and only:
            return ""  # As many large ones as fit are under way: the answer that is promised.
        if response.status != 200:
            return f"{response.status} {body[:200]!r}"
        answered = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))[1:]
        return "" if [tuple(row[:4]) for row in answered] == mine else "wrong rows or order"


def main() -> None:
    """Run the clients and print what was seen."""
    clients = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_CLIENTS
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else DEFAULT_SECONDS
    names = some_names()
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder) / "log", {"WEB_CONCURRENCY": "2"}) as server,
    ):
        workers, idle = server.workers(), server.memory_bytes()
        until = time.monotonic() + seconds
        threads = [Client(number, server, names, until) for number in range(clients)]
        for thread in threads:
            thread.start()
        memory = []
        while time.monotonic() < until:
            time.sleep(max(1, seconds // 6))
            memory.append(server.memory_bytes())
        for thread in threads:
            thread.join()
        calls: dict[str, list[float]] = {}
        for thread in threads:
            for name, took in thread.took.items():
                calls.setdefault(name, []).extend(took)
        print(f"clients {clients}, seconds {seconds}, calls {sum(map(len, calls.values())):,}")
        for name, took in sorted(calls.items()):
            took.sort()
            median, slow = took[len(took) // 2], took[len(took) * 95 // 100]
            print(f"{name:8} {len(took):6,}  median {median:.3f} s  95 of 100 {slow:.3f} s")
        faults = sum((thread.faults for thread in threads), Counter[str]())
        print(f"faults {sum(faults.values())} {dict(faults.most_common(5))}")
        print("memory", [f"{m / MEGABYTE:.0f}" for m in [idle, *memory, server.memory_bytes()]], "MB private")
        print("workers lost", len(set(workers) - set(server.workers())))


if __name__ == "__main__":
    main()
