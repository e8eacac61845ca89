"""A sample of places, to be read one by one against the raw sources, and the figures of what was found.

python -m benchmarks.place_sample draw                 writes benchmarks/verdicts/places-SEED.tsv, to be read
python -m benchmarks.place_sample score [--seed SEED]  prints the share without an error, and errors by fault

The method and the figures stand in docs/places-check.md. A table with a verdict is never written over, and
one that rules were mended on is kept under its own seed.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import click

from gazetteer.cards import display_name
from gazetteer.errors import DataError
from gazetteer.model import Place
from gazetteer.resources import data_dir
from gazetteer.tables import format_position, read_places, read_rows, write_rows
from gazetteer.vocabulary import Script

SEED = 20261205
"""The day of the drawing, which names the table: any fixed number, so that equal data give equal samples."""

SIZE = 100
"""A share near 90 % is known to within six points."""

Z_95 = 1.959964
"""Standard normal quantile of a two-sided 95 % interval."""

OK, ERROR = "ok", "error"

FAULTS = ("name", "class", "unit", "position", "merge")
"""What can be wrong with a place; of several faults the row has the worst, its evidence tells the rest.

name: a name that is not this place's, or garbled. class: not what the feature code says. unit: in another
administrative unit. position: not a source's point, or not the preferred one. merge: rows of two places made
one, or a row that is plainly the same place left apart.
"""

COLUMNS = (
    "place_id",
    "names",
    "feature_code",
    "units",
    "position",
    "links",
    "verdict",
    "fault",
    "evidence",
)


@dataclass(frozen=True, slots=True)
class Score:
    """Of the places read: all, those without an error, that share's 95 % interval, places by fault."""

    places: int
    good: int
    low: float
    high: float
    faults: Counter[str]


def table_of(seed: int) -> Path:
    """Where the sample of a seed stands, read or not."""
    return Path(__file__).resolve().parent / "verdicts" / f"places-{seed}.tsv"


def draw(places: Sequence[Place], size: int = SIZE, seed: int = SEED) -> list[Place]:
    """A sample by place_id, whatever the order of `places`; ValueError where there are fewer than `size`."""
    by_id = {place.place_id: place for place in places}
    return [by_id[place_id] for place_id in sorted(Random(seed).sample(sorted(by_id), size))]


def to_row(place: Place) -> tuple[str, ...]:
    """The line of a place that nobody has read yet: verdict, fault and evidence are empty."""
    units = place.units
    shown = (display_name(place.names, Script.LATIN), display_name(place.names, Script.ARABIC))
    return (
        place.place_id,
        " | ".join(toponym for toponym in shown if toponym) or place.names[0].toponym,
        place.feature_code,
        " ".join(filter(None, (units.country_code, units.admin1, units.admin2, units.admin3))),
        format_position(place.position),
        " ".join(place.links),
        "",
        "",
        "",
    )


def score(rows: Sequence[Sequence[str]]) -> Score:
    """The figures of a table that has been read.

    Raises DataError for no rows, or one without verdict or evidence, or whose fault does not go with it.
    """
    if not rows:
        raise DataError("no places to score")
    faults: Counter[str] = Counter()
    for row in rows:
        place_id, (verdict, fault, evidence) = row[0], row[-3:]
        if verdict not in (OK, ERROR) or not evidence:
            raise DataError(f"{place_id}: verdict {verdict!r}, evidence {evidence!r}: not read to the end")
        if fault not in (FAULTS if verdict == ERROR else ("",)):
            raise DataError(f"{place_id}: verdict {verdict!r} with the fault {fault!r}")
        if fault:
            faults[fault] += 1
    good = len(rows) - faults.total()
    low, high = wilson(good, len(rows))
    return Score(len(rows), good, low, high, faults)


def wilson(good: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share, by Wilson (1927), which stays within 0 and 1; `of` is at least 1."""
    share, weight = good / of, Z_95**2 / of
    middle = (share + weight / 2) / (1 + weight)
    half = Z_95 * math.sqrt((share * (1 - share) + weight / 4) / of) / (1 + weight)
    return max(0.0, middle - half), min(1.0, middle + half)


def told(result: Score) -> str:
    """A score as text: a line for the share, a line a fault."""
    share = f"{result.good / result.places:.0%} [{result.low:.1%}, {result.high:.1%}]"
    lines = [f"without an error: {result.good} of {result.places}, {share}"]
    lines += [f"{fault}: {result.faults[fault]}" for fault in FAULTS]
    return "\n".join(lines)


@click.group(help=__doc__)
def main() -> None:
    """The two steps."""


@main.command("draw")
def _draw() -> None:
    """Write the table to be read."""
    target = table_of(SEED)
    if target.exists() and any(any(cells[-3:]) for _, cells in read_rows(target, COLUMNS)):
        raise click.ClickException(f"{target} has verdicts: remove it to draw anew")
    write_rows(target, COLUMNS, map(to_row, draw(read_places(data_dir()))))
    click.echo(target)


@main.command("score")
@click.option("--seed", default=SEED, show_default=True, help="Which sample.")
def _score(seed: int) -> None:
    """Print the figures."""
    click.echo(told(score([cells for _, cells in read_rows(table_of(seed), COLUMNS)])))


if __name__ == "__main__":
    main()
