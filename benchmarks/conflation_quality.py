"""How right the conflation is: pairs of rows of the sources, judged by hand against the raw facts.

python -m benchmarks.conflation_quality sample --sources DIR   writes benchmarks/verdicts/conflation-SEED.tsv
python -m benchmarks.conflation_quality score [--seed SEED]    prints precision and recall

The table is to be judged by hand; a table with a verdict is never written over. Verdicts are about rows, so
they stay good when the conflation changes: what is one place is asked of the committed tables. A sample that
rules were mended on is kept under its own seed. The method and the figures stand in docs/conflation.md.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np

from benchmarks.conflation_pairs import (
    BANDS,
    COLUMNS,
    SEED,
    band_of,
    draw,
    find_pairs,
    homes,
    read_records,
    to_row,
)
from gazetteer.errors import DataError
from gazetteer.resources import data_dir
from gazetteer.tables import read_places, read_rows, write_rows

BOOTSTRAPS = 5_000

SHOWN = 10
"""Judged pairs that a pair of sources must have to get a line of its own."""

SAME, DIFFERENT, UNSURE = "same", "different", "unsure"


@dataclass(frozen=True, slots=True)
class Judged:
    """A judged pair: its stratum, its weight, whether it is one place now, the verdict."""

    sources: tuple[str, str]
    stratum: tuple[int, bool]
    weight: float
    merged: bool
    verdict: str


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its 95 % interval; nan where there is nothing to take a share of."""

    value: float
    low: float
    high: float


def table_of(seed: int) -> Path:
    """Where the sample of a seed stands, judged or not."""
    return Path(__file__).resolve().parent / "verdicts" / f"conflation-{seed}.tsv"


def figures(judged: Sequence[Judged], unsure_as: str = "") -> tuple[Share, Share]:
    """Precision and recall of the pairs, weighted back to all of them.

    `unsure_as` counts unsure verdicts as same or different; empty leaves out. The intervals are the middle
    95 % of a bootstrap within strata: a stratum without an error adds nothing to their width.
    """
    used = [one for one in judged if unsure_as or one.verdict != UNSURE]
    merged = np.array([one.merged for one in used], dtype=bool)
    same = np.array(
        [(unsure_as if one.verdict == UNSURE else one.verdict) == SAME for one in used], dtype=bool
    )
    weight = np.array([one.weight for one in used])
    groups: dict[tuple[int, bool], list[int]] = defaultdict(list)
    for index, one in enumerate(used):
        groups[one.stratum].append(index)
    random = np.random.default_rng(SEED)
    picked = [
        np.asarray(g)[random.integers(0, len(g), (BOOTSTRAPS, len(g)))] for _, g in sorted(groups.items())
    ]
    draws = np.concatenate(picked, axis=1) if picked else np.zeros((1, 0), dtype=np.int64)
    right, shares = weight * (merged & same), []
    for base in (weight * merged, weight * same):
        value = _ratio(right.sum(), base.sum())
        spread = [
            _ratio(a, b) for a, b in zip(right[draws].sum(axis=1), base[draws].sum(axis=1), strict=True)
        ]
        low, high = np.nanquantile(spread, (0.025, 0.975)) if not math.isnan(value) else (np.nan, np.nan)
        shares.append(Share(value, float(low), float(high)))
    return shares[0], shares[1]


def read_judged(path: Path, home: Mapping[str, str]) -> list[Judged]:
    """The judged pairs, merged or not by `home`; DataError for one that is not judged to the end.

    A row that has no place any more is merged with nothing.
    """
    judged = []
    for where, cells in read_rows(path, COLUMNS):
        row = dict(zip(COLUMNS, cells, strict=True))
        if row["verdict"] not in (SAME, DIFFERENT, UNSURE) or not row["evidence"]:
            raise DataError(f"{where}: {row['key_a']} {row['key_b']} is not judged")
        a, b = home.get(row["key_a"]), home.get(row["key_b"])
        judged.append(
            Judged(
                sources=source_pair(row["key_a"], row["key_b"]),
                stratum=(band_of(float(row["score"])), row["merged"] == "yes"),
                weight=float(row["weight"]),
                merged=a is not None and a == b,
                verdict=row["verdict"],
            )
        )
    return judged


def source_pair(one: str, other: str) -> tuple[str, str]:
    """The sources of two keys, in alphabetical order."""
    left, right = sorted(key.partition(":")[0] for key in (one, other))
    return left, right


def told(judged: Sequence[Judged]) -> str:
    """The figures as a Markdown table: all pairs, unsure ones both ways, then by source with SHOWN."""
    lines = ["| pairs | judged | unsure | precision | recall |", "| --- | --- | --- | --- | --- |"]
    lines.append(_line("all, without the unsure", judged, ""))
    lines.append(_line("all, unsure as the same", judged, SAME))
    lines.append(_line("all, unsure as different", judged, DIFFERENT))
    groups: dict[tuple[str, str], list[Judged]] = defaultdict(list)
    for one in judged:
        groups[one.sources].append(one)
    for sources, members in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        if len(members) >= SHOWN:
            lines.append(_line(" – ".join(f"`{source}`" for source in sources), members, ""))
    return "\n".join(lines)


def _line(title: str, judged: Sequence[Judged], unsure_as: str) -> str:
    shown = []
    for share in figures(judged, unsure_as):
        told = f"{share.value:.3f} [{share.low:.3f}, {share.high:.3f}]"
        shown.append("–" if math.isnan(share.value) else told)
    unsure = sum(one.verdict == UNSURE for one in judged)
    return f"| {title} | {len(judged)} | {unsure} | {' | '.join(shown)} |"


def _ratio(part: float, whole: float) -> float:
    return float(part / whole) if whole else float("nan")


@click.group(help=__doc__)
def main() -> None:
    """The two steps."""


@main.command("sample")
@click.option("--sources", type=click.Path(path_type=Path, exists=True, file_okay=False), required=True)
def _sample(sources: Path) -> None:
    """Write the table to be judged."""
    target = table_of(SEED)
    if target.exists() and any(any(cells[-2:]) for _, cells in read_rows(target, COLUMNS)):
        raise click.ClickException(f"{target} has verdicts: remove it to draw anew")
    committed = read_places(data_dir())
    places = {link: place for place in committed for link in place.links}
    records = read_records(sources, homes(committed))
    pairs = find_pairs(records, homes(committed))
    for index, band in enumerate(BANDS):
        inside = [pair.merged for pair in pairs if band_of(pair.score) == index]
        click.echo(f"{band.low:.2f}-{band.high:.2f}: {sum(inside)} joined, {len(inside) - sum(inside)} apart")
    write_rows(target, COLUMNS, (to_row(pair, weight, records, places) for pair, weight in draw(pairs)))


@main.command("score")
@click.option("--seed", default=SEED, show_default=True, help="Which sample.")
def _score(seed: int) -> None:
    """Print the figures."""
    click.echo(told(read_judged(table_of(seed), homes(read_places(data_dir())))))


if __name__ == "__main__":
    main()
