"""How the cost of a lookup grows with the gazetteer: 1, 3, 10 and 30 times the places.

What is added is made of real elements: each copy of the gazetteer has every name with its words recombined,
first half of one word and second half of another of its script, the same word always into the same. So a
name that forty places share is, in a copy, another name that forty places share; generic words, numbers and
short words stay as they are, as they would in more of the same country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from time import perf_counter

import click

from benchmarks.speed.measuring import PERCENTILES, circumstances, percentiles, table, times_ms
from benchmarks.speed.names import SEED, read_sets
from gazetteer.boundaries import read_boundaries
from gazetteer.compile import compile_places
from gazetteer.model import Name, Place
from gazetteer.normalize import fold, script_of
from gazetteer.query import Query
from gazetteer.resolver import Resolver
from gazetteer.resources import data_dir
from gazetteer.store import Artefact
from gazetteer.tables import read_places
from gazetteer.words import load_words

FACTORS = (1, 3, 10, 30)
ASKED = 300
"""Names that each size is asked, drawn with a fixed seed from the first set."""

SHORTEST_CUT = 4
"""Letters of the shortest word that is recombined: half a shorter one is no element of a name."""

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Size:
    """A gazetteer of one size: how large, how long it took to build and to open, percentiles of lookups."""

    factor: int
    places: int
    build_s: float
    open_s: float
    mean_ms: float
    percentiles_ms: tuple[float, ...]


class Recombiner:
    """Gives each word of a copy of the gazetteer another one, made of the halves of two real words."""

    def __init__(self, places: Sequence[Place]) -> None:
        words = {word for place in places for name in place.names for word in _WORD.findall(name.toponym)}
        self._kept = {word for word in words if len(word) < SHORTEST_CUT or _is_common(word)}
        self._by_script: dict[str, list[str]] = {}
        for word in sorted(words - self._kept):
            self._by_script.setdefault(script_of(word), []).append(word)

    def copy(self, place: Place, number: int) -> Place:
        """The place as it stands in the copy with this number."""
        names = tuple(self._recombined(name, number) for name in place.names)
        links = tuple(f"{link}~{number}" for link in place.links)
        return replace(place, place_id=f"{place.place_id}~{number:02d}", names=names, links=links)

    def _recombined(self, name: Name, number: int) -> Name:
        toponym = _WORD.sub(lambda found: self._other(found[0], number), name.toponym)
        return replace(name, toponym=toponym)

    def _other(self, word: str, number: int) -> str:
        """The word that stands for this one in a copy: always the same."""
        choices = self._by_script.get(script_of(word), [])
        if word in self._kept or not choices:
            return word
        other = Random(f"{SEED} {number} {word}").choice(choices)
        return word[: len(word) // 2] + other[len(other) // 2 :]


def _is_common(word: str) -> bool:
    """True for words that say of what kind a place is, or which of two."""
    words, folded = load_words(), fold(word)
    return any(
        folded in known for known in (words.generics, words.contrasts, words.articles, words.connectors)
    )


def copies(places: Sequence[Place], factor: int) -> Iterator[Place]:
    """The places, and so many times less one their recombined copies."""
    recombiner = Recombiner(places)
    yield from places
    for number in range(1, factor):
        yield from (recombiner.copy(place, number) for place in places)


def measure(factor: int, places: Sequence[Place], names: Sequence[str]) -> Size:
    """Build a gazetteer of a size in memory, and ask it."""
    grown = sorted(copies(places, factor), key=lambda place: place.place_id)
    start = perf_counter()
    meta, arrays = compile_places(grown, (), read_boundaries(data_dir() / "boundaries"))
    built = perf_counter()
    resolver = Resolver(Artefact(f"{factor}x", meta, arrays))
    opened = perf_counter()
    times_ms(lambda name: resolver.resolve(Query(name)), names[:50])
    ms = times_ms(lambda name: resolver.resolve(Query(name)), names)
    return Size(factor, len(grown), built - start, opened - built, float(ms.mean()), tuple(percentiles(ms)))


def report(folder: Path | None, factors: Sequence[int] = FACTORS) -> tuple[str, list[Size]]:
    """The report as Markdown, and its figures for a plot."""
    lines = [circumstances(Resolver.open()), ""]
    title, names = next(iter(read_sets(folder).items()))
    asked = Random(SEED).sample(names, min(ASKED, len(names)))
    places = read_places(data_dir())
    sizes = [measure(factor, places, asked) for factor in factors]
    first = sizes[0]
    lines += [f"{len(asked)} names of `{title}`, the same at each size.", ""]
    lines += table(
        [
            "times",
            "places",
            "build s",
            "open s",
            *(f"p{p} ms" for p in PERCENTILES),
            "mean ms",
            "p50, times that of 1x",
            "mean, times that of 1x",
        ],
        (
            [
                f"{size.factor}x",
                size.places,
                size.build_s,
                size.open_s,
                *size.percentiles_ms,
                size.mean_ms,
                size.percentiles_ms[0] / first.percentiles_ms[0],
                size.mean_ms / first.mean_ms,
            ]
            for size in sizes
        ),
    )
    return "\n".join(lines) + "\n", sizes


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--factor", "factors", type=click.IntRange(1, 100), multiple=True, default=FACTORS)
def main(folder: Path | None, factors: Sequence[int]) -> None:
    """Time lookups of the names in FOLDER, or of the committed sample, at each size."""
    click.echo(report(folder, factors)[0], nl=False)


if __name__ == "__main__":
    main()
