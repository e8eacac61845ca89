"""All questions in one run, and docs/performance.md with the answers: `make bench`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click
from matplotlib.figure import Figure

from benchmarks.speed import batch, cluster, footprint, growth, http, lookup, rivals, suggest
from benchmarks.speed.growth import Size
from benchmarks.speed.names import distinct_names

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "docs" / "performance.md"
PLOT = ROOT / "docs" / "performance.png"
TEMPLATE = ROOT / "docs" / "performance.template.md"
"""The page without its figures: `{title}` stands for the report of each question."""


def questions(folder: Path | None) -> dict[str, Callable[[], str]]:
    """Each question by its title, and what reports on it."""
    return {
        "lookup": lambda: lookup.report(folder),
        "suggest": suggest.report,
        "rivals": lambda: rivals.report(folder),
        "http": lambda: http.report(distinct_names(http.DISTINCT_NAMES)),
        "batch": batch.report,
        "cluster": cluster.report,
        "footprint": footprint.report,
    }


def draw(sizes: Sequence[Size], path: Path) -> None:
    """Draw how a lookup's time grows with the number of places."""
    figure = Figure(figsize=(8, 4.5), dpi=120)
    axes = figure.add_subplot()
    places = [size.places for size in sizes]
    for title, values in {
        "mean": [size.mean_ms for size in sizes],
        "p50": [size.percentiles_ms[0] for size in sizes],
        "p99": [size.percentiles_ms[-1] for size in sizes],
    }.items():
        axes.plot(places, values, marker="o", label=title)
    axes.plot(
        places,
        [sizes[0].mean_ms * count / places[0] for count in places],
        linestyle=":",
        color="grey",
        label="as the places grow",
    )
    axes.set(xscale="log", yscale="log", xlabel="places", ylabel="ms a lookup")
    axes.legend()
    figure.tight_layout()
    figure.savefig(path)


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--only", multiple=True, help="Print the report on one question; the page stays as it is.")
def main(folder: Path | None, only: Sequence[str]) -> None:
    """Measure everything on the names in FOLDER, or of the committed sample; write docs/performance.md."""
    asked = questions(folder)
    if only:
        for title in only:
            click.echo(growth.report(folder)[0] if title == "growth" else asked[title]())
        return
    told: dict[str, str] = {}
    for title, report in asked.items():
        told[title] = report().strip()
        click.echo(f"## {title}\n\n{told[title]}\n")
    grown, sizes = growth.report(folder)
    told["growth"] = grown.strip()
    click.echo(f"## growth\n\n{grown}")
    draw(sizes, PLOT)
    TARGET.write_text(TEMPLATE.read_text(encoding="utf-8").format(**told), encoding="utf-8")


if __name__ == "__main__":
    main()
