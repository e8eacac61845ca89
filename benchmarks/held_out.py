"""Questions with a known answer, made of the gazetteer's own names: one source's spellings are held out.

For each source and script in SPLITS, the gazetteer is compiled without the names that this source alone has
in that script. Its names are then asked for, as somebody new would write them; the place is known by what
the others write, in any script, among all of its real namesakes. Some places are taken out whole, so that
"not in the gazetteer" is a right answer.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from gazetteer.boundaries import Boundaries
from gazetteer.candidates import find_names
from gazetteer.compile import compile_places
from gazetteer.context import Context
from gazetteer.lazy_rows import Matrix
from gazetteer.model import Name, Place
from gazetteer.name_index import NameIndex
from gazetteer.place_index import PlaceIndex
from gazetteer.scoring import PlaceScorer, context_scores, context_share
from gazetteer.store import Artefact
from gazetteer.toponym import analyse
from gazetteer.unit_index import UnitIndex
from gazetteer.vocabulary import NameType, Script
from gazetteer.weights import Weights

SPLITS = (("ocha", Script.LATIN), ("iom", Script.LATIN), ("ocha", Script.ARABIC), ("iom", Script.ARABIC))
"""Held out in turn: the lists whose spellings are typed by people, not made by a scheme."""

ABSENT_SHARE = 0.08
"""Questions whose place is taken out. Of the names in reports of the region, about one in twelve is of a
place that no source has."""

PLACED_SHARE = 0.5
"""Questions that are asked with their governorate."""

NAMES_KEPT = 600
"""Names of a question that are kept, the best by the weights of before: the rest is far off."""

FloatArray = npt.NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Question:
    """A held-out name with its candidates.

    `parts` has a row for each candidate name and a column for each of unlikeness.PARTS; `places` are the
    rows of their places, `offsets` what these score apart from spelling, `none` what the context says of none
    of them. `right` is the row of the place asked for, -1 where it was taken out; `letters` counts those of
    the name.
    """

    split: str
    right: int
    letters: int
    places: npt.NDArray[np.integer]
    parts: Matrix
    offsets: FloatArray
    none: float


def without_source(places: Sequence[Place], source: str, script: Script) -> list[Place]:
    """The places without what a source alone writes in a script; a place left without a name is left out."""

    def kept(name: Name) -> Name | None:
        if name.script is not script or source not in name.sources:
            return name
        others = tuple(other for other in name.sources if other != source)
        return replace(name, sources=others) if others else None

    stripped = (replace(place, names=tuple(filter(None, map(kept, place.names)))) for place in places)
    return [place for place in stripped if place.names]


def questions(
    places: Sequence[Place], boundaries: Boundaries, weights: Weights, each: int, seed: int
) -> Iterator[Question]:
    """At most `each` questions of every split, drawn with this seed."""
    for source, script in SPLITS:
        rng = random.Random(f"{seed} {source} {script}")
        meta, arrays = compile_places(without_source(places, source, script), (), boundaries)
        artefact = Artefact("", meta, arrays)
        index = PlaceIndex(artefact)
        asker = _Asker(NameIndex(artefact), index, UnitIndex(artefact), PlaceScorer(index, weights), weights)
        asked = [
            (place, name.toponym)
            for place in places
            if place.feature_class == "P" and asker.places.find(place.place_id) >= 0
            for name in place.names
            if name.script is script and source in name.sources and name.name_type is NameType.PREFERRED
        ]
        for place, toponym in rng.sample(asked, min(each, len(asked))):
            absent, placed = rng.random() < ABSENT_SHARE, rng.random() < PLACED_SHARE
            question = asker.ask(f"{source} {script}", place, toponym, absent, placed)
            if question is not None:
                yield question


@dataclass(frozen=True, slots=True)
class _Asker:
    names: NameIndex
    places: PlaceIndex
    units: UnitIndex
    scorer: PlaceScorer
    weights: Weights

    def ask(self, split: str, place: Place, toponym: str, absent: bool, placed: bool) -> Question | None:
        """The question for a name of a place; None where nothing at all is alike."""
        analysed = analyse(toponym)
        asked = [analysed] if analysed.forms else []
        found = find_names(asked, self.names, self.weights)
        right = self.places.find(place.place_id)
        rows = self.places.name_place[found.names].astype(np.int64)
        kept = np.flatnonzero(rows != right) if absent else np.arange(len(rows))
        kept = kept[np.argsort(-found.scores[kept], kind="stable")[:NAMES_KEPT]]
        if not len(kept):
            return None
        rows = rows[kept]
        offsets = np.sum(list(self.scorer.scores(rows, 0).values()), axis=0)
        unit = self.units.find(1, place.units.admin1) if placed else None
        context = Context(((unit,),)) if unit is not None else Context()
        costs, _ = context_scores(rows, context, self.places, self.units, self.weights)
        offsets = np.sum([offsets, *costs.values()], axis=0)
        none = context_share(context, self.places, self.weights)
        right = -1 if absent else right
        return Question(split, right, len(analysed.core), rows, found.parts(kept), offsets, none)
