"""Whole sets asked as if each were one document, beside each name alone: what `context=document` does."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.runs import PLACED_SETS, Run, calibration
from gazetteer.batch import Columns
from gazetteer.batch_document import resolve_documents
from gazetteer.resolver import Resolver
from gazetteer.tabular import GoodRow

REPORT = "seed_places"
"""The set that is one real report."""

COLUMNS = ("acc@1", "r@10", "share at 0.9", "right at 0.9", "ECE")


def asked_together(resolver: Resolver, run: Run) -> Run:
    """The rows of a run, by the alphabet, as one document (in stretches, where it is longer than one is)."""
    truths = sorted(run.truths, key=lambda truth: truth["query"])
    rows = (GoodRow((), dict(truth)) for truth in truths)
    columns = Columns("query", admin1="admin1" if run.with_admin1 else "")
    answers = [answer for _, answer in resolve_documents(rows, columns, resolver, limit=10)]
    return Run(run.name, run.with_admin1, truths, answers)


def documents_table(resolver: Resolver, runs: Sequence[Run]) -> list[str]:
    """A Markdown table with each figure alone and as a document, "alone → together"."""
    lines = ["| set | " + " | ".join(COLUMNS) + " |", "|---" * (len(COLUMNS) + 1) + "|"]
    for run in runs:
        if run.name in (*PLACED_SETS, REPORT):
            pairs = zip(_figures(run), _figures(asked_together(resolver, run)), strict=True)
            cells = " | ".join(f"{alone:.3f} → {together:.3f}" for alone, together in pairs)
            lines.append(f"| {run.title} | {cells} |")
    return lines


def _figures(run: Run) -> tuple[float, ...]:
    found = run.figures()
    return (found.first, found.shown, found.sure_share, found.sure_right, calibration(run))
