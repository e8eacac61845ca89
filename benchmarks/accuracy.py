"""How right the resolver is on names that people wrote, beside the baselines: `make bench-accuracy EVAL=DIR`.

The folder holds TSV files with a header: the name (`query`), and the truth as `lat` and `lon` (and
`tolerance_km`), or as `admin1`, or neither (then nothing is right). Names are not quoted in the report; its
tables are those of docs/accuracy.md, under the same headings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import click
import numpy as np

from benchmarks.as_documents import documents_table
from benchmarks.baselines import Search, rapidfuzz_baselines, trigram_baseline
from benchmarks.breakdown import Ranked, kind_table, misses_table, script_table
from benchmarks.goals import by_big_city, goals_tables, read_goals
from benchmarks.metrics import Figures, outcomes
from benchmarks.runs import PLACED_SETS, SAMPLE, Run, read_sets, run_sets, sample_of
from benchmarks.stored import Stored
from gazetteer.compile import default_artefact_path, ensure_artefact
from gazetteer.resolver import Resolver
from gazetteer.resources import data_dir
from gazetteer.store import Artefact
from gazetteer.tables import read_places

COLUMNS = ("acc@1", "r@10", "MRR", "AUC", "share at 0.9", "right at 0.9", "matched")


def run_baseline(title: str, search: Search, sample: Run) -> Run:
    """A baseline asked the rows of a sample."""
    answers = [
        {"results": search(row["query"], row["admin1"] if sample.with_admin1 else "")}
        for row in sample.truths
    ]
    return Run(title, sample.with_admin1, sample.truths, answers)


def table(runs: Iterable[tuple[str, Figures]]) -> list[str]:
    """A Markdown table of figures, a line a run."""
    lines = ["| set | rows | " + " | ".join(COLUMNS) + " |", "|---" * (len(COLUMNS) + 2) + "|"]
    for title, f in runs:
        values = (f.first, f.shown, f.mrr, f.auc, f.sure_share, f.sure_right, f.matched)
        shown = " | ".join("–" if np.isnan(value) else f"{value:.3f}" for value in values)
        lines.append(f"| {title} | {f.rows} | {shown} |")
    return lines


def report(artefact: Artefact, folder: Path, baselines: bool) -> str:
    """The whole report as Markdown."""
    resolver, stored = Resolver(artefact), Stored.open(artefact)
    sets = read_sets(folder)
    runs = run_sets(resolver, sets)
    parts = [part for run in runs for part in by_big_city(run)]
    rows = ranked(runs)
    placed = {name: truths for name, truths in sets.items() if name in PLACED_SETS}
    sections = {
        "What is aimed at": goals_tables(runs, read_goals()),
        "By set": table((run.title, run.figures()) for run in (*runs, *parts)),
    }
    if rows:
        sections |= {
            "By script": script_table(rows),
            "By kind of error": kind_table(rows, stored),
            "Misses by cause": misses_table(placed, stored),
            "Each set as one document": documents_table(resolver, runs),
        }
    if baselines:
        title = f"Beside what one would write in an afternoon (acc@1 · r@10, {SAMPLE} rows of each set)"
        sections[title] = baselines_table(runs)
    lines = [f"Dataset {resolver.version}: {resolver.place_count} places, {resolver.name_count} names."]
    for title, section in sections.items():
        lines += ["", f"## {title}", "", *section]
    return "\n".join(lines) + "\n"


def ranked(runs: Sequence[Run]) -> list[Ranked]:
    """The rows of the placed sets, each with its ranks both ways."""
    ranks: Mapping[tuple[str, bool], list[int]] = {
        (run.name, run.with_admin1): outcomes(run.truths, run.answers)[1].tolist() for run in runs
    }
    return [
        Ranked(truth, alone, placed)
        for run in runs
        if run.name in PLACED_SETS and not run.with_admin1
        for truth, alone, placed in zip(
            run.truths, ranks[run.name, False], ranks[run.name, True], strict=True
        )
    ]


def baselines_table(runs: Sequence[Run]) -> list[str]:
    """A Markdown table: a line for each way to search, alone and with admin1; acc@1 and r@10 by set."""
    places = read_places(data_dir())
    searches: Mapping[str, Search] = {
        **rapidfuzz_baselines(places),
        "SQLite FTS5 trigrams, reranked": trigram_baseline(places),
    }
    samples = [sample_of(run) for run in runs if run.name in PLACED_SETS]
    names = list(dict.fromkeys(sample.name for sample in samples))
    lines = ["| | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    for with_admin1 in (False, True):
        own = [sample for sample in samples if sample.with_admin1 is with_admin1]
        tail = " + admin1" if with_admin1 else ""
        lines.append(_baseline_line(f"this gazetteer{tail}", own))
        for title, search in searches.items():
            lines.append(_baseline_line(f"{title}{tail}", [run_baseline(title, search, run) for run in own]))
    return lines


def _baseline_line(title: str, runs: Iterable[Run]) -> str:
    found = (run.figures() for run in runs)
    return f"| {title} | " + " | ".join(f"{f.first:.3f} · {f.shown:.3f}" for f in found) + " |"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--baselines/--no-baselines", default=True, help="The baselines take some minutes.")
def main(folder: Path, baselines: bool) -> None:
    """Print the figures of the resolver on the sets in FOLDER."""
    click.echo(report(ensure_artefact(default_artefact_path()), folder, baselines), nl=False)


if __name__ == "__main__":
    main()
