"""The figures of the placed sets by script and kind of error, and the misses by cause; counts, no names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

from benchmarks.error_kinds import ErrorKind, error_kind
from benchmarks.metrics import tolerance_m
from benchmarks.misses import Cause, cause_of
from benchmarks.runs import SEED, Truth
from benchmarks.stored import Stored
from gazetteer.normalize import script_of
from gazetteer.vocabulary import Script

SHARES = ("acc@1", "r@10", "acc@1 + admin1", "r@10 + admin1")

MERELY_ALIKE = (ErrorKind.LETTERS, ErrorKind.SCRIPT)
"""Kinds that names near any place are of by chance, so that what is meant may as well be absent."""

SCRIPTS = {Script.LATIN: "Latin", Script.ARABIC: "Arabic"}


@dataclass(frozen=True, slots=True)
class Ranked:
    """A row of a placed set: its truth, and the rank of the right place alone and with admin1.

    The rank is 0 where it is not shown.
    """

    truth: Truth
    alone: int
    placed: int


def kind_of_error(truth: Truth, stored: Stored) -> ErrorKind:
    """How a row's name differs from the nearest one stored within its tolerance."""
    near = np.flatnonzero(stored.distances(truth) <= tolerance_m(truth)).tolist()
    return error_kind(truth["query"], stored.toponyms(near))


def script_table(rows: Sequence[Ranked]) -> list[str]:
    """A Markdown table of the figures by script."""
    groups = [SCRIPTS.get(script_of(row.truth["query"]), "other") for row in rows]
    return _table(
        ("script",), ([group, *_figures(rows, groups, group)] for group in (*SCRIPTS.values(), "other"))
    )


def kind_table(rows: Sequence[Ranked], stored: Stored) -> list[str]:
    """A Markdown table of the figures by kind of error.

    The last column is the share of rows that are of the kind by chance: each at the position of another row.
    """
    kinds = [kind_of_error(row.truth, stored) for row in rows]
    chance = Counter(kind_of_error(truth, stored) for truth in _moved([row.truth for row in rows]))
    return _table(
        ("the nearest stored name",),
        ([kind, *_figures(rows, kinds, kind), f"{chance[kind] / len(rows):.3f}"] for kind in ErrorKind),
        ("share by chance",),
    )


def misses_table(sets: Mapping[str, Sequence[Truth]], stored: Stored) -> list[str]:
    """A Markdown table of the misses with admin1: a line for each set and one for all, a column a cause.

    The last line has those where what is stored is only alike as names are by chance (MERELY_ALIKE).
    """
    causes = {name: [cause_of(truth, stored) for truth in truths] for name, truths in sets.items()}
    counts = {name: Counter(found) for name, found in causes.items()}
    counts["together"] = Counter(cause for found in causes.values() for cause in found)
    alike = Counter(
        cause
        for name, truths in sets.items()
        for truth, cause in zip(truths, causes[name], strict=True)
        if cause is not None and kind_of_error(truth, stored) in MERELY_ALIKE
    )
    lines = ["| set | rows | misses | " + " | ".join(Cause) + " |", "|---" * (len(Cause) + 3) + "|"]
    for name, found in counts.items():
        lines.append(f"| {name} | {found.total()} | {_cells(found)} |")
    return [*lines, f"| of these merely alike | | {_cells(alike)} |"]


def _cells(found: Mapping[Cause | None, int]) -> str:
    """The misses, then those of each cause."""
    counts = [found.get(cause, 0) for cause in Cause]
    return " | ".join(map(str, (sum(counts), *counts)))


def _moved(truths: Sequence[Truth]) -> list[Truth]:
    """The rows with their positions dealt out anew, with a fixed seed."""
    dealt = list(truths)
    Random(SEED).shuffle(dealt)
    return [
        {**one, "lat": other["lat"], "lon": other["lon"]} for one, other in zip(truths, dealt, strict=True)
    ]


def _figures(rows: Sequence[Ranked], groups: Sequence[str], group: str) -> list[str]:
    """Rows of a group, and their shares right and shown, alone and with admin1; "–" where it has none."""
    own = [row for row, each in zip(rows, groups, strict=True) if each == group]
    if not own:
        return ["0", *["–"] * len(SHARES)]
    ranks = np.array([[row.alone, row.placed] for row in own])
    shares = np.stack([(ranks == 1).mean(axis=0), (ranks > 0).mean(axis=0)], axis=1).ravel()
    return [str(len(own)), *(f"{share:.3f}" for share in shares)]


def _table(first: Sequence[str], lines: Iterable[Sequence[str]], last: Sequence[str] = ()) -> list[str]:
    head = [*first, "rows", *SHARES, *last]
    return [
        f"| {' | '.join(head)} |",
        "|---" * len(head) + "|",
        *(f"| {' | '.join(line)} |" for line in lines),
    ]
