"""The names that are asked: sets with a known truth where given, else a sample with typing errors."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import click

from gazetteer.model import Name
from gazetteer.normalize import clean_toponym
from gazetteer.resources import data_dir
from gazetteer.tables import read_places
from gazetteer.vocabulary import Script

SAMPLE = Path(__file__).with_name("sample.tsv")
"""The committed sample; this module writes it."""

SAMPLE_ROWS = 1000
"""Names of each set of the sample."""

SETS = {Script.LATIN: "typed_latin", Script.ARABIC: "typed_arabic"}
"""The sets of the sample, by the script that their names are in."""

SEED = 20_260_101
SHARE_MISTYPED = 0.6
"""Of the names of a sample; the others are as the gazetteer has them."""

_SETS_LEFT_OUT = ("headlines",)
"""Sets of whole texts rather than names."""


def read_sets(folder: Path | None) -> dict[str, list[str]]:
    """Names by set: of the TSV files with a column `query` in the folder, or of the committed sample."""
    files = [SAMPLE] if folder is None else sorted(folder.glob("*.tsv"))
    sets: dict[str, list[str]] = {}
    for path in files:
        with path.open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE):
                if "query" in row and path.stem not in _SETS_LEFT_OUT:
                    sets.setdefault(row.get("set") or path.stem, []).append(row["query"])
    return sets


def distinct_names(count: int) -> list[str]:
    """So many distinct names as people might type them, always the same ones."""
    seen: dict[str, None] = {}
    for name in _typed(Random(SEED), _toponyms()):
        seen.setdefault(name)
        if len(seen) == count:
            break
    return list(seen)


def mistyped(name: str, random: Random) -> str:
    """The name with one typing error: a letter left out, doubled, exchanged or replaced by another of it."""
    at = random.randrange(len(name))
    kind = random.choice(("leave out", "double", "exchange", "replace"))
    if kind == "leave out" and len(name) > 3:
        return name[:at] + name[at + 1 :]
    if kind == "double":
        return name[: at + 1] + name[at:]
    if kind == "exchange" and at + 1 < len(name):
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name[:at] + random.choice(name) + name[at + 1 :]


def _toponyms() -> list[Name]:
    return [name for place in read_places(data_dir()) for name in place.names if name.script in SETS]


def _typed(random: Random, names: Sequence[Name]) -> Iterator[str]:
    """Names drawn as often as places have them, without end; some mistyped, none that cannot be asked."""
    while True:
        name = random.choice(names).toponym
        typed = mistyped(name, random) if random.random() < SHARE_MISTYPED else name
        if clean_toponym(typed) == typed and any(char.isalpha() for char in typed):
            yield typed


@click.command()
def main() -> None:
    """Draw the committed sample anew."""
    with SAMPLE.open("w", encoding="utf-8", newline="") as handle:
        handle.write("set\tquery\n")
        for script, title in SETS.items():
            names = [name for name in _toponyms() if name.script is script]
            drawn = _typed(Random(SEED), names)
            handle.writelines(f"{title}\t{next(drawn)}\n" for _ in range(SAMPLE_ROWS))


if __name__ == "__main__":
    main()
