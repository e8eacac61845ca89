"""The balance of an import: what became of every row of every source, and which names were left out."""

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
NAME_COLUMNS = ("source", "rule", "names")


class NameLoss(NamedTuple):
    """A name of a source that is not kept, and the rule why (`sifting.NameRule`, or the reader's own)."""

    source: str
    rule: str


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


def write_names_left_out(data_dir: Path, losses: Counter[NameLoss]) -> None:
    """Write `names_left_out.tsv`: how many names of each source each rule left out."""
    rows = ((loss.source, loss.rule, str(count)) for loss, count in sorted(losses.items()))
    write_rows(data_dir / "names_left_out.tsv", NAME_COLUMNS, rows)


def read_names_left_out(data_dir: Path) -> Counter[NameLoss]:
    """The counts of `names_left_out.tsv`. Raises DataError if it is missing or broken."""
    losses: Counter[NameLoss] = Counter()
    for where, cells in read_rows(data_dir / "names_left_out.tsv", NAME_COLUMNS):
        if not cells[2].isdecimal():
            raise DataError(f"{where}: {cells[2]!r} is no number of names")
        losses[NameLoss(cells[0], cells[1])] += int(cells[2])
    return losses
