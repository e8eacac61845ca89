"""How long a suggestion takes in this process: after one letter, two, three, four, of every stored name."""

from __future__ import annotations

import time
from collections.abc import Iterable

import click
import numpy as np

from benchmarks.speed.measuring import PERCENTILES, circumstances, percentiles, table, times_ms
from gazetteer.model import Name
from gazetteer.normalize import clean_toponym
from gazetteer.resolver import Resolver
from gazetteer.resources import data_dir
from gazetteer.tables import read_places
from gazetteer.vocabulary import Script

MOST_LETTERS = 4
SCRIPTS = (Script.LATIN, Script.ARABIC)
GOAL_MS = 5.0
"""A keystroke is answered within this, so that the list keeps up with fast typing over a slow line."""


def beginnings(names: Iterable[Name]) -> dict[tuple[Script, int], list[str]]:
    """The distinct beginnings of names as they are written, by script and by characters typed."""
    found: dict[tuple[Script, int], set[str]] = {}
    for name in names:
        text = clean_toponym(name.toponym)
        for typed in range(1, MOST_LETTERS + 1):
            prefix = text[:typed].strip()
            if name.script in SCRIPTS and any(char.isalnum() for char in prefix):
                found.setdefault((name.script, typed), set()).add(prefix)
    return {(script, n): sorted(found[script, n]) for script in SCRIPTS for n in range(1, MOST_LETTERS + 1)}


def report() -> str:
    """The report as Markdown."""
    resolver = Resolver.open()
    said = circumstances(resolver)
    resolver.atlas.warm()
    rows: list[list[object]] = []
    for (script, typed), prefixes in beginnings(_names()).items():
        ms = times_ms(resolver.atlas.suggest, prefixes, time.thread_time)
        over = int(np.count_nonzero(ms > GOAL_MS))
        rows.append([script.value, typed, len(prefixes), *percentiles(ms), float(ms.max()), over])
    header = [
        "script",
        "typed",
        "prefixes",
        *(f"p{p} ms" for p in PERCENTILES),
        "max ms",
        f"over {GOAL_MS:g} ms",
    ]
    return "\n".join([said, "", *table(header, rows)]) + "\n"


def _names() -> Iterable[Name]:
    return (name for place in read_places(data_dir()) for name in place.names)


@click.command()
def main() -> None:
    """Time suggestions for every beginning of every stored name."""
    click.echo(report(), nl=False)


if __name__ == "__main__":
    main()
