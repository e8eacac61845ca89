"""How much the names of one document help each other, on documents made of the gazetteer's own names.

`python -m benchmarks.documents` prints the table of docs/accuracy.md. The gazetteer is compiled without the
Latin names that OCHA's and IOM's lists alone have, and without one place in twelve; documents are 5 to 40
places, each asked by one of those names, among all real namesakes. What keeps the places together is the kind
of document (KINDS): how real documents mix them is not known, so each is reported by itself.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.held_out import ABSENT_SHARE, without_source
from benchmarks.metrics import SURE, calibration_error
from gazetteer.answer import Answer
from gazetteer.compile import compile_places, read_curated
from gazetteer.geometry import distances_m
from gazetteer.model import Place
from gazetteer.query import Query
from gazetteer.resolver import Resolver
from gazetteer.resources import data_dir
from gazetteer.store import Artefact
from gazetteer.vocabulary import NameType, Script

SEED = 20261125
EACH = 60
"""Documents of every kind."""

FEWEST, MOST = 5, 40
"""Names of a document: a short report, and a long one."""

POOL = 3
"""Near documents name one of so many places about their middle."""

SOURCES = ("ocha", "iom")

FloatArray = npt.NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Asked:
    """A name that is asked for, and the place that is meant."""

    toponym: str
    place: Place


class Drawer:
    """Draws documents from names that can be asked."""

    def __init__(self, asked: Sequence[Asked], rng: random.Random) -> None:
        self._asked, self._rng = asked, rng
        self._lat = np.array([each.place.position.lat for each in asked])
        self._lon = np.array([each.place.position.lon for each in asked])

    def near(self, count: int) -> list[Asked]:
        """Places about one of them."""
        middle = self._rng.choice(self._asked).place.position
        distance = distances_m(middle.lat, middle.lon, self._lat, self._lon)
        pool = np.argsort(distance, kind="stable")[: POOL * count].tolist()
        return [self._asked[i] for i in self._rng.sample(pool, count)]

    def governorate(self, count: int) -> list[Asked]:
        """Places of one governorate."""
        code = self._rng.choice(self._asked).place.units.admin1
        return self._sample([each for each in self._asked if each.place.units.admin1 == code], count)

    def country(self, count: int) -> list[Asked]:
        """Places of one country."""
        code = self._rng.choice(("SY", "IQ"))
        return self._sample([each for each in self._asked if each.place.units.country_code == code], count)

    def scattered(self, count: int) -> list[Asked]:
        """Places of both countries, wherever."""
        return self._sample(self._asked, count)

    def mixed(self, count: int) -> list[Asked]:
        """Half about one place, half wherever."""
        return self.near(count - count // 2) + self.scattered(count // 2)

    def _sample(self, pool: Sequence[Asked], count: int) -> list[Asked]:
        return self._rng.sample(pool, min(count, len(pool)))


KINDS: dict[str, Callable[[Drawer, int], list[Asked]]] = {
    "near one another": Drawer.near,
    "half near, half scattered": Drawer.mixed,
    "of one governorate": Drawer.governorate,
    "of one country": Drawer.country,
    "scattered": Drawer.scattered,
}


def held_out(places: Sequence[Place], rng: random.Random) -> tuple[list[Place], list[Asked]]:
    """The places to compile, and the names to ask for: of those that were left out whole too."""
    there = set(rng.sample(range(len(places)), round(len(places) * (1 - ABSENT_SHARE))))
    kept = [place for i, place in enumerate(places) if i in there or place.feature_class != "P"]
    for source in SOURCES:
        kept = without_source(kept, source, Script.LATIN)
    known = {place.place_id for place in kept}
    asked = [
        Asked(name.toponym, place)
        for i, place in enumerate(places)
        if place.feature_class == "P" and (place.place_id in known or i not in there)
        for name in place.names
        if name.script is Script.LATIN
        and name.name_type is NameType.PREFERRED
        and set(SOURCES) & {*name.sources}
    ]
    return kept, asked


def documents(asked: Sequence[Asked], rng: random.Random) -> Iterator[tuple[str, list[Asked]]]:
    """The documents of every kind."""
    drawer = Drawer(asked, rng)
    for kind, draw in KINDS.items():
        for _ in range(EACH):
            yield kind, draw(drawer, rng.randint(FEWEST, MOST))


def outcome(answer: Answer, place: Place) -> tuple[float, bool]:
    """The first result's confidence, and whether it is the place."""
    if not answer.results:
        return 0.0, False
    first = answer.results[0]
    return first.confidence, first.place_id == place.place_id


def row(kind: str, how: str, outcomes: Sequence[tuple[float, bool]]) -> str:
    """A line of the table."""
    confidence = np.array([each[0] for each in outcomes])
    right = np.array([each[1] for each in outcomes])
    sure = confidence >= SURE
    cells = (right.mean(), sure.mean(), right[sure].mean(), calibration_error(confidence, right))
    return f"| {kind} | {how} | {len(right)} | " + " | ".join(f"{cell:.3f}" for cell in cells) + " |"


def opened(rng: random.Random) -> tuple[Resolver, list[Asked]]:
    """The resolver over what is left, and the names to ask for."""
    places, boundaries = read_curated(data_dir())
    kept, asked = held_out(places, rng)
    meta, arrays = compile_places(kept, (), boundaries)
    return Resolver(Artefact("", meta, arrays)), asked


def main() -> None:
    rng = random.Random(SEED)
    resolver, asked = opened(rng)
    alone: dict[str, list[tuple[float, bool]]] = {kind: [] for kind in KINDS}
    together: dict[str, list[tuple[float, bool]]] = {kind: [] for kind in KINDS}
    for kind, names in documents(asked, rng):
        queries = [Query(each.toponym, limit=1) for each in names]
        for each, query in zip(names, queries, strict=True):
            alone[kind].append(outcome(resolver.resolve(query), each.place))
        for each, answer in zip(names, resolver.resolve_document(queries), strict=True):
            together[kind].append(outcome(answer, each.place))
    print("| places | asked | names | acc@1 | share at 0.9 | right at 0.9 | ECE |")
    print("|---|---|---|---|---|---|---|")
    for kind in KINDS:
        print(row(kind, "alone", alone[kind]))
        print(row(kind, "as a document", together[kind]))


if __name__ == "__main__":
    main()
