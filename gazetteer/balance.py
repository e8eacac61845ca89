"""The balance of an import: what became of every row of every source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from gazetteer.errors import DataError
from gazetteer.tables import read_rows, write_rows

PLACE, MERGED, LEFT_OUT = "place", "merged", "left_out"
"""What becomes of a row: it is the first row of a place, it joins a place that has one, or neither."""

COLUMNS = ("source", "outcome", "reason", "rows")


class Fate(NamedTuple):
    """What became of one row; `reason` only where it was left out."""

    source: str
    outcome: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Balance:
    """How many rows of each source met which fate, sorted by source, outcome and reason."""

    lines: tuple[tuple[Fate, int], ...]

    @property
    def rows(self) -> int:
        """All rows that were read."""
        return sum(count for _, count in self.lines)

    def count(self, outcome: str, source: str = "") -> int:
        """The rows with this outcome, of one source or of all."""
        return sum(n for fate, n in self.lines if fate.outcome == outcome and source in ("", fate.source))


def balance_text(balance: Balance) -> str:
    """The balance as lines for people: a line a source, what was left out by reason, and the sum."""
    lines = []
    for source in sorted({fate.source for fate, _ in balance.lines}):
        rows = sum(n for fate, n in balance.lines if fate.source == source)
        places, merged = balance.count(PLACE, source), balance.count(MERGED, source)
        reasons = [f"{n} {fate.reason}" for fate, n in balance.lines if fate[:2] == (source, LEFT_OUT)]
        left_out = f"{balance.count(LEFT_OUT, source)} left out" + (
            f" ({', '.join(reasons)})" if reasons else ""
        )
        lines.append(f"{source}: {rows} rows = {places} places + {merged} merged + {left_out}")
    total = " + ".join(str(balance.count(outcome)) for outcome in (PLACE, MERGED, LEFT_OUT))
    return "\n".join([*lines, f"all: {balance.rows} rows = {total}"])


def balance_of(fates: Iterable[Fate]) -> Balance:
    """The balance of rows whose fates are given, one each."""
    return Balance(tuple(sorted(Counter(fates).items())))


def write_balance(data_dir: Path, balance: Balance) -> None:
    """Write `balance.tsv`."""
    rows = ((fate.source, fate.outcome, fate.reason, str(count)) for fate, count in balance.lines)
    write_rows(data_dir / "balance.tsv", COLUMNS, rows)


def read_balance(data_dir: Path) -> Balance:
    """The balance of `balance.tsv`. Raises DataError if it is missing or broken."""
    lines = []
    for where, cells in read_rows(data_dir / "balance.tsv", COLUMNS):
        if not cells[3].isdecimal():
            raise DataError(f"{where}: {cells[3]!r} is no number of rows")
        lines.append((Fate(*cells[:3]), int(cells[3])))
    return Balance(tuple(lines))
