"""How right the resolver is on names that people wrote, beside the baselines: `make bench-accuracy EVAL=DIR`.

The folder holds TSV files with a header: the name (`query`), and the truth as `lat` and `lon` (and
`tolerance_km`), or as `admin1`, or neither (then nothing is right). Names are not quoted in the report.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import click
import numpy as np

from benchmarks.baselines import Search, rapidfuzz_baselines, trigram_baseline
from benchmarks.metrics import Figures, calibration_error, figures, outcomes
from gazetteer.batch import Columns, resolve_rows
from gazetteer.resolver import Resolver
from gazetteer.resources import data_dir
from gazetteer.tables import read_places
from gazetteer.tabular import GoodRow

PLACED_SETS = ("media_latin", "media_arabic", "academic_latin", "iraq_aid_latin")
"""Sets with a position and a governorate: asked with and without it, and pooled for calibration."""

SAMPLE = 150
"""Rows of a set that the baselines are asked, drawn with a fixed seed: some take half a second a name."""

SEED = 20_250_101

COLUMNS = ("acc@1", "r@10", "MRR", "AUC", "share at 0.9", "right at 0.9", "matched")


@dataclass(frozen=True, slots=True)
class Run:
    """One set asked one way: its rows, and the answers in order."""

    title: str
    truths: Sequence[Mapping[str, str]]
    answers: Sequence[Mapping[str, Any]]

    def figures(self, keep: np.ndarray[Any, Any] | None = None) -> Figures:
        """The figures of all rows, or of those that `keep` marks."""
        confidence, rank, matched = outcomes(self.truths, self.answers)
        keep = np.ones(len(rank), dtype=np.bool_) if keep is None else keep
        return figures(confidence[keep], rank[keep], matched[keep])


def read_truths(path: Path) -> list[dict[str, str]]:
    """The rows of a set."""
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))


def ask(resolver: Resolver, truths: Sequence[Mapping[str, str]], with_admin1: bool) -> list[dict[str, Any]]:
    """The resolver's answers, as a batch gives them."""
    rows = (GoodRow((), row) for row in truths)
    columns = Columns("query", admin1="admin1" if with_admin1 else "")
    return list(resolve_rows(rows, columns, resolver, limit=10))


def run_sets(resolver: Resolver, folder: Path) -> list[Run]:
    """All sets of the folder that have names: the placed ones both ways, the others alone."""
    runs = []
    for path in sorted(folder.glob("*.tsv")):
        truths = read_truths(path)
        if not truths or "query" not in truths[0]:
            continue
        runs.append(Run(path.stem, truths, ask(resolver, truths, with_admin1=False)))
        if path.stem in PLACED_SETS:
            runs.append(Run(f"{path.stem} + admin1", truths, ask(resolver, truths, with_admin1=True)))
    return runs


def sample_of(run: Run) -> Run:
    """The rows of a set that the baselines are asked, drawn with a fixed seed."""
    chosen = Random(SEED).sample(range(len(run.truths)), min(SAMPLE, len(run.truths)))
    return Run(run.title, [run.truths[i] for i in chosen], [run.answers[i] for i in chosen])


def run_baseline(title: str, search: Search, sample: Run, with_admin1: bool) -> Run:
    """A baseline asked the rows of a sample."""
    answers = [
        {"results": search(row["query"], row["admin1"] if with_admin1 else "")} for row in sample.truths
    ]
    return Run(title, sample.truths, answers)


def table(runs: Iterable[tuple[str, Figures]], columns: int = len(COLUMNS)) -> list[str]:
    """A Markdown table of figures."""
    lines = [
        "| set | rows | " + " | ".join(COLUMNS[:columns]) + " |",
        "|---" * (columns + 2) + "|",
    ]
    for title, f in runs:
        values = (f.first, f.shown, f.mrr, f.auc, f.sure_share, f.sure_right, f.matched)[:columns]
        shown = " | ".join("–" if np.isnan(value) else f"{value:.3f}" for value in values)
        lines.append(f"| {title} | {f.rows} | {shown} |")
    return lines


def pooled_calibration(runs: Sequence[Run], with_admin1: bool) -> float:
    """ECE over the placed sets together; nan where there are none."""
    confidence, right = [], []
    for run in runs:
        if run.title in [f"{name} + admin1" if with_admin1 else name for name in PLACED_SETS]:
            own, rank, _ = outcomes(run.truths, run.answers)
            confidence.append(own)
            right.append(rank == 1)
    return calibration_error(np.concatenate(confidence), np.concatenate(right)) if right else float("nan")


def report(resolver: Resolver, folder: Path, baselines: bool) -> str:
    """The whole report as Markdown."""
    runs = run_sets(resolver, folder)
    lines = [f"Dataset {resolver.version}: {resolver.place_count} places, {resolver.name_count} names.", ""]
    lines += table((run.title, run.figures()) for run in runs)
    lines.append("")
    lines.append(
        f"Calibration error (ECE) over the placed sets: {pooled_calibration(runs, False):.3f} alone, "
        f"{pooled_calibration(runs, True):.3f} with admin1."
    )
    for run in runs:
        if run.truths and "big_city" in run.truths[0]:
            big = np.array([row["big_city"] == "yes" for row in run.truths])
            lines += [
                "",
                f"{run.title}, by whether a well-known city in the text gives the governorate away:",
                "",
            ]
            lines += table([("yes", run.figures(big)), ("no", run.figures(~big))])
    if baselines:
        lines += ["", f"Baselines, over the same names, on {SAMPLE} rows of each set (fixed seed):", ""]
        lines += table(_baseline_rows(runs), columns=3)
    return "\n".join(lines) + "\n"


def _baseline_rows(runs: Sequence[Run]) -> Iterable[tuple[str, Figures]]:
    places = read_places(data_dir())
    searches = {**rapidfuzz_baselines(places), "SQLite FTS5 trigrams, reranked": trigram_baseline(places)}
    for run in runs:
        name, _, context = run.title.partition(" + ")
        if name not in PLACED_SETS:
            continue
        sample = sample_of(run)
        yield f"{run.title}: this gazetteer", sample.figures()
        for title, search in searches.items():
            yield f"{run.title}: {title}", run_baseline(title, search, sample, bool(context)).figures()


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--baselines/--no-baselines", default=True, help="The baselines take some minutes.")
def main(folder: Path, baselines: bool) -> None:
    """Print the figures of the resolver on the sets in FOLDER."""
    click.echo(report(Resolver.open(), folder, baselines), nl=False)


if __name__ == "__main__":
    main()
