"""A table of a million rows through `POST /batch` of a real server: rows a second, memory, time to begin.

    python -m benchmarks.million_rows [ROWS] [DISTINCT] [FORMAT]

The rows are names and provinces of the gazetteer itself, drawn with a fixed seed from DISTINCT of them, as
tables name places again and again; all is sent before anything is read, as the plainest client does.
"""

from __future__ import annotations

import csv
import http.client
import random
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.served import Server, served

DEFAULT_ROWS = 1_000_000
DEFAULT_DISTINCT = 10_000
SEED = 20_240_501
SEND_BYTES = 1 << 20
MEGABYTE = 1e6

DATA = Path(__file__).resolve().parent.parent / "gazetteer" / "data"


def some_names() -> list[tuple[str, str]]:
    """Every name with the code of its governorate."""
    rows = []
    for path in sorted((DATA / "names").glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows += [(row["toponym"], path.stem) for row in csv.DictReader(file, delimiter="\t")]
    return rows


def write_table(path: Path, rows: int, distinct: int) -> None:
    """A table with the columns ref, place, province."""
    draw = random.Random(SEED)
    every = some_names()
    names = draw.sample(every, min(distinct, len(every)))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["ref", "place", "province"])
        writer.writerows((i, *draw.choice(names)) for i in range(rows))


def pieces(path: Path) -> Iterator[bytes]:
    """The file in pieces."""
    with path.open("rb") as file:
        yield from iter(lambda: file.read(SEND_BYTES), b"")


def highest_memory(server: Server, until: threading.Event, seen: list[int]) -> None:
    """Note the memory once in a while."""
    while not until.wait(0.5):
        seen.append(server.memory_bytes())


def measure(server: Server, table: Path, form: str) -> None:
    """Send the table, read the answer, print what it took."""
    server.ask("POST", "/batch", {"Content-Type": "text/csv"}, b"name\nHalab\n")
    idle, seen, until = server.memory_bytes(), [0], threading.Event()
    watcher = threading.Thread(target=highest_memory, args=(server, until, seen))
    watcher.start()
    began = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=600)
    headers = {"Content-Type": "text/csv", "Content-Length": str(table.stat().st_size)}
    connection.request("POST", f"/batch?format={form}", pieces(table), headers)
    sent = time.monotonic()
    response = connection.getresponse()
    size = lines = 0
    first = 0.0
    while piece := response.read1(SEND_BYTES):
        first = first or time.monotonic()
        size += len(piece)
        lines += piece.count(b"\n")
    took = time.monotonic() - began
    until.set()
    watcher.join()
    connection.close()
    print(f"status            {response.status}")
    print(f"lines of answer   {lines:,} ({size / MEGABYTE:,.0f} MB)")
    print(f"upload            {table.stat().st_size / MEGABYTE:,.1f} MB in {sent - began:.1f} s")
    print(f"first answer      {first - sent:.2f} s after the upload")
    print(f"all               {took:,.0f} s, {lines / took:,.0f} rows a second")
    print(f"memory when idle  {idle / MEGABYTE:,.0f} MB private to the workers")
    print(
        f"memory at most    {max(seen) / MEGABYTE:,.0f} MB, {(max(seen) - idle) / MEGABYTE:,.0f} MB above it"
    )


def main() -> None:
    """Measure."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_ROWS
    distinct = int(sys.argv[2]) if len(sys.argv) > 2 else DEFAULT_DISTINCT
    form = sys.argv[3] if len(sys.argv) > 3 else "csv"
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "places.csv"
        write_table(table, rows, distinct)
        with served(Path(folder) / "log", {"WEB_CONCURRENCY": "1"}) as server:
            measure(server, table, form)


if __name__ == "__main__":
    main()
