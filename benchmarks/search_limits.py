"""What the limits of the search buy and cost: the placed sets of a folder asked with narrower and wider ones.

`python -m benchmarks.search_limits EVAL_DIR`; half a minute. Needs what is compiled. Names are not quoted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import click

from benchmarks.runs import PLACED_SETS, Truth, pooled, read_sets, run_sets
from benchmarks.speed.measuring import circumstances, percentiles, table, times_ms
from gazetteer.form_search import FORMS_KEPT, SCORE_WINDOW, SOUNDS_COMPARED
from gazetteer.query import Query
from gazetteer.resolver import Resolver
from gazetteer.skeleton_index import ENOUGH, SHARING

TIMED_SET = "media_latin"
"""The set whose names are timed, one at a time and alone."""

EVERY = 10**9
"""More than there is of anything."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Skeletons that are enough, those that share a group, sounds compared and forms kept."""

    title: str
    enough: int
    sharing: int
    sounds: int
    forms: int


def _times(title: str, times: float) -> Limits:
    """So many times as much as the search looks at."""
    of_each = (int(most * times) for most in (ENOUGH, SHARING, SOUNDS_COMPARED, FORMS_KEPT))
    return Limits(title, *of_each)


LIMITS = (
    _times("as it is", 1),
    _times("a quarter of each", 0.25),
    _times("half of each", 0.5),
    _times("twice as much", 2),
    Limits("all that shares three letters", EVERY, EVERY, EVERY, EVERY),
)
"""The first is what the others are beside."""


@dataclass(frozen=True, slots=True)
class Bought:
    """acc@1 and r@10 of all sets together, alone and with the governorate; p50 and mean of a lookup in ms."""

    first: float
    shown: float
    placed_first: float
    placed_shown: float
    p50_ms: float
    mean_ms: float


def measured(limits: Limits, resolver: Resolver, sets: Mapping[str, Sequence[Truth]]) -> Bought:
    """What is bought within these limits."""
    searched = (limits.enough, limits.sharing, limits.sounds, limits.forms, SCORE_WINDOW)
    with patch("gazetteer.name_search._LIMITS", searched):
        runs = run_sets(resolver, sets)
        names = [truth["query"] for truth in sets.get(TIMED_SET) or next(iter(sets.values()))]
        ms = times_ms(lambda name: resolver.resolve(Query(name)), names)
    alone, placed = pooled(runs, False).figures(), pooled(runs, True).figures()
    return Bought(alone.first, alone.shown, placed.first, placed.shown, percentiles(ms)[0], float(ms.mean()))


def report(resolver: Resolver, sets: Mapping[str, Sequence[Truth]]) -> str:
    """The report as Markdown; the last column is the mean beside that of the first line."""
    found = [measured(limits, resolver, sets) for limits in LIMITS]
    columns = ["acc@1", "r@10", "acc@1 + admin1", "r@10 + admin1", "p50 ms", "mean ms", "ratio of mean"]
    rows = []
    for limits, each in zip(LIMITS, found, strict=True):
        shares = (each.first, each.shown, each.placed_first, each.placed_shown)
        times = (each.p50_ms, each.mean_ms, each.mean_ms / found[0].mean_ms)
        rows.append([limits.title, *(f"{share:.3f}" for share in shares), *times])
    return "\n".join([circumstances(resolver), "", *table(["looked at", *columns], rows)]) + "\n"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def main(folder: Path) -> None:
    """Print how right and how fast the search is on the sets in FOLDER, by its limits."""
    sets = {name: truths for name, truths in read_sets(folder).items() if name in PLACED_SETS}
    click.echo(report(Resolver.open(), sets), nl=False)


if __name__ == "__main__":
    main()
