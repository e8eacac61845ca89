"""How long one lookup takes in this process: by set, and in the worst cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

import click
import numpy as np

from benchmarks.speed.measuring import PERCENTILES, circumstances, percentiles, table, times_ms
from benchmarks.speed.names import read_sets
from gazetteer.compile import default_artefact_path
from gazetteer.name_index import NameIndex
from gazetteer.place_index import PlaceIndex
from gazetteer.query import MAX_NAME_LENGTH, Query
from gazetteer.resolver import Resolver
from gazetteer.store import Artefact, open_artefact

WARM_UP = 50
"""Lookups before the measured ones: tables are read, and caches for units filled, once a process."""

REPEATS = 5
"""Each worst case is asked so often; the median counts."""


def commonest_names(artefact: Artefact) -> tuple[str, str]:
    """A name with the skeleton that most forms have, and one with the form that most names have."""
    index, places = NameIndex(artefact), PlaceIndex(artefact)
    starts = index.sound_forms[index.consonants_sounds[index.skeleton_consonants]].astype(np.int64)
    form = int(np.diff(index.form_names.starts.astype(np.int64)).argmax())
    forms = (int(starts[np.diff(starts).argmax()]), form)
    by_skeleton, by_form = (places.toponym(int(index.form_names.of(number)[0])) for number in forms)
    return by_skeleton, by_form


def worst_cases(artefact: Artefact) -> dict[str, str]:
    """Names that may cost more than others, by what makes them so."""
    by_skeleton, by_form = commonest_names(artefact)
    return {
        "one letter": "a",
        "one letter, Arabic": "ا",
        "the longest allowed, one word": ("kalbarsan" * 40)[:MAX_NAME_LENGTH],
        "the longest allowed, many words": ("tall al-hasan " * 40)[:MAX_NAME_LENGTH].strip(),
        "the longest allowed, Arabic": ("تل الحسن " * 40)[:MAX_NAME_LENGTH].strip(),
        "one letter repeated": "a" * MAX_NAME_LENGTH,
        "one word repeated": ("tall " * 60)[:MAX_NAME_LENGTH].strip(),
        "the skeleton of most forms": by_skeleton,
        "the form of most names": by_form,
        "generic words only": "Tall Khirbat Jabal",
        "four qualifiers": "Tall Hasan, Jarabulus, Aleppo, Syria, near Manbij",
        "alternatives": "Kafrah/Kesra/Hasan (Husayn) village",
        "no letter group in common": "qxzzvjwq",
    }


def by_set(resolver: Resolver, sets: Mapping[str, Sequence[str]]) -> dict[str, list[float]]:
    """The percentiles of each set, in ms."""
    for names in sets.values():
        times_ms(lambda name: resolver.resolve(Query(name)), names[:WARM_UP])
    return {
        title: percentiles(times_ms(lambda name: resolver.resolve(Query(name)), names))
        for title, names in sets.items()
    }


def report(folder: Path | None) -> str:
    """The report as Markdown."""
    resolver = Resolver.open()
    said = circumstances(resolver)
    sets = read_sets(folder)
    figures = by_set(resolver, sets)
    worst = {
        title: median(times_ms(lambda name: resolver.resolve(Query(name)), [name] * REPEATS).tolist())
        for title, name in worst_cases(open_artefact(default_artefact_path())).items()
    }
    lines = [said, ""]
    lines += table(
        ["set", "names", *(f"p{p} ms" for p in PERCENTILES), "p99 / p50"],
        ([title, len(sets[title]), *own, own[-1] / own[0]] for title, own in figures.items()),
    )
    usual = median(own[0] for own in figures.values())
    lines += ["", "Worst cases, beside the median of the sets' p50:", ""]
    lines += table(["case", "ms", "times p50"], ([title, ms, ms / usual] for title, ms in worst.items()))
    return "\n".join(lines) + "\n"


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, exists=True, file_okay=False))
def main(folder: Path | None) -> None:
    """Time lookups of the names in FOLDER, or of the committed sample."""
    click.echo(report(folder), nl=False)


if __name__ == "__main__":
    main()
