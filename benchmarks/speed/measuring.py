"""What every report says of itself, and how times and memory are taken."""

from __future__ import annotations

import os
import platform
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from gazetteer.resolver import Resolver

PERCENTILES = (50, 95, 99)
MIB = 2**20


def circumstances(resolver: Resolver) -> str:
    """The machine, what else it does, and the dataset: a line that stands over each report."""
    return (
        f"{_processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start; "
        f"Python {platform.python_version()}; dataset {resolver.version}: {resolver.place_count:,} places, "
        f"{resolver.name_count:,} names."
    )


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def times_ms(
    ask: Callable[[str], object], names: Iterable[str], clock: Callable[[], float] = time.perf_counter
) -> np.ndarray[Any, Any]:
    """Milliseconds that each call takes; by the clock `time.thread_time`, those of the processor alone."""
    taken = []
    for name in names:
        start = clock()
        ask(name)
        taken.append(clock() - start)
    return np.array(taken) * 1000


def percentiles(ms: np.ndarray[Any, Any]) -> list[float]:
    """The PERCENTILES of some times."""
    return [float(value) for value in np.percentile(ms, PERCENTILES)]


@contextmanager
def stopwatch() -> Iterator[Callable[[], float]]:
    """Seconds since it began; they stand still at the end."""
    start, end = time.perf_counter(), 0.0
    yield lambda: (end or time.perf_counter()) - start
    end = time.perf_counter()


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """A Markdown table."""
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    return lines + ["| " + " | ".join(map(_shown, row)) + " |" for row in rows]


def _shown(value: object) -> str:
    if not isinstance(value, float):
        return f"{value:,}" if isinstance(value, int) else str(value)
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def shared_memory_mib(pids: Iterable[int]) -> float:
    """MiB that these processes hold, what they share counted once (the sum of their PSS). Linux only."""
    total = 0
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
        except OSError:
            continue  # It has ended.
        total += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return total / MIB


def family(pid: int) -> list[int]:
    """A process and its descendants. Linux only."""
    pids = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text(encoding="ascii").split()
        except OSError:
            continue
        for child in children:
            pids += family(int(child))
    return pids


@dataclass(slots=True)
class Peak:
    """The most memory that a process and its descendants held together."""

    mib: float = 0.0
    ended: threading.Event = field(default_factory=threading.Event)


@contextmanager
def watched(pid: int, every_s: float = 0.1) -> Iterator[Peak]:
    """Watches the memory of a process and its descendants."""
    peak = Peak()

    def watch() -> None:
        while not peak.ended.wait(every_s):
            peak.mib = max(peak.mib, shared_memory_mib(family(pid)))

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        peak.ended.set()
        thread.join()
