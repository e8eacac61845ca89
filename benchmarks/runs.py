"""Sets of names with a known truth, and the resolver's answers to them, alone and with their governorate."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from benchmarks.metrics import BoolArray, Figures, calibration_error, figures, outcomes
from gazetteer.batch import Columns, resolve_rows
from gazetteer.resolver import Resolver
from gazetteer.tabular import GoodRow

PLACED_SETS = ("media_latin", "media_arabic", "academic_latin", "iraq_aid_latin")
"""Sets with a position and a governorate: asked with and without it, and pooled for calibration."""

SAMPLE = 150
"""Rows of a set that the baselines are asked, drawn with a fixed seed: some take half a second a name."""

SEED = 20_250_101

Truth = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Run:
    """One set asked one way: its rows, and the answers in order."""

    name: str
    with_admin1: bool
    truths: Sequence[Truth]
    answers: Sequence[Mapping[str, Any]]

    @property
    def title(self) -> str:
        """The set and what it was asked with."""
        return f"{self.name} + admin1" if self.with_admin1 else self.name

    def figures(self, keep: BoolArray | None = None) -> Figures:
        """The figures of all rows, or of those that `keep` marks."""
        confidence, rank, matched = outcomes(self.truths, self.answers)
        keep = np.ones(len(rank), dtype=np.bool_) if keep is None else keep
        return figures(confidence[keep], rank[keep], matched[keep])


def read_truths(path: Path) -> list[dict[str, str]]:
    """The rows of a set."""
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))


def read_sets(folder: Path) -> dict[str, list[dict[str, str]]]:
    """The sets of a folder by name; files without names to ask (no column `query`) are left out."""
    sets = {path.stem: read_truths(path) for path in sorted(folder.glob("*.tsv"))}
    return {name: truths for name, truths in sets.items() if truths and "query" in truths[0]}


def ask(resolver: Resolver, truths: Sequence[Truth], with_admin1: bool) -> list[dict[str, Any]]:
    """The resolver's answers, as a batch gives them."""
    rows = (GoodRow((), dict(row)) for row in truths)
    columns = Columns("query", admin1="admin1" if with_admin1 else "")
    return list(resolve_rows(rows, columns, resolver, limit=10))


def run_sets(resolver: Resolver, sets: Mapping[str, Sequence[Truth]]) -> list[Run]:
    """All sets asked: the placed ones both ways, the others alone."""
    return [
        Run(name, with_admin1, truths, ask(resolver, truths, with_admin1))
        for name, truths in sets.items()
        for with_admin1 in ((False, True) if name in PLACED_SETS else (False,))
    ]


def sample_of(run: Run) -> Run:
    """The rows of a set that the baselines are asked, drawn with a fixed seed."""
    chosen = Random(SEED).sample(range(len(run.truths)), min(SAMPLE, len(run.truths)))
    truths, answers = [run.truths[i] for i in chosen], [run.answers[i] for i in chosen]
    return Run(run.name, run.with_admin1, truths, answers)


def pooled(runs: Sequence[Run], with_admin1: bool) -> Run:
    """The placed sets together, asked one way; of no rows where there are none."""
    chosen = [run for run in runs if run.name in PLACED_SETS and run.with_admin1 is with_admin1]
    truths = [truth for run in chosen for truth in run.truths]
    return Run("together", with_admin1, truths, [answer for run in chosen for answer in run.answers])


def calibration(run: Run) -> float:
    """The calibration error (ECE) of a run; nan where it has no rows."""
    confidence, rank, _ = outcomes(run.truths, run.answers)
    return calibration_error(confidence, rank == 1) if len(rank) else float("nan")
