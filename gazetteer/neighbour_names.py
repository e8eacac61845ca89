"""Names that a place has from a neighbour: what another settlement nearby is called, and unlike its others.

GeoNames gathered the names of a village from several maps, and now and then one of the next village.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from rapidfuzz.distance import Levenshtein

from gazetteer.copies import spelling
from gazetteer.geometry import distance_m
from gazetteer.misreadings import COPIED_LANGUAGES, skeletons
from gazetteer.model import Name, Place
from gazetteer.normalize import fold
from gazetteer.vocabulary import NameType, Script
from gazetteer.word_counts import words

NEIGHBOURS_M = 6_000
"""How far off a neighbour is. Beyond it the same name is common by chance."""

MIN_CONSONANTS = 2
"""Consonant classes of a word that is to be unlike all others; of a shorter one nothing can be told."""

Neighbours = Mapping[tuple[str, Script], Sequence[Place]]
"""For a spelling, the settlements that a source calls so first."""

NO_NEIGHBOURS: Neighbours = {}


def neighbours_of(places: Iterable[Place]) -> Neighbours:
    """The settlements by their preferred names, spelt without articles, spaces and signs."""
    called: dict[tuple[str, Script], list[Place]] = defaultdict(list)
    for place in places:
        if place.feature_class == "P":
            for key in {_key(name) for name in place.names if name.name_type is NameType.PREFERRED}:
                called[key].append(place)
    return called


def is_of_a_neighbour(
    name: Name, place: Place, names: Sequence[Name], neighbours: Neighbours, unchecked: str
) -> bool:
    """True for a variant of the unchecked source alone that is unlike `names` and what a neighbour is called.

    It has a word that sounds like none of the others', and none of them is a part of it.
    """
    others = [other for other in names if other is not name and other.name_type is not NameType.CODE]
    return (
        name.sources == (unchecked,)
        and name.lang in COPIED_LANGUAGES
        and name.name_type is NameType.VARIANT
        and bool(others)
        and any(other is not place and _are_near(place, other) for other in neighbours.get(_key(name), ()))
        and _is_unlike(name, others)
    )


def _key(name: Name) -> tuple[str, Script]:
    return spelling(name.toponym), name.script


def _are_near(place: Place, other: Place) -> bool:
    here, there = place.position, other.position
    return distance_m(here.lat, here.lon, there.lat, there.lon) <= NEIGHBOURS_M


def _is_unlike(name: Name, others: Sequence[Name]) -> bool:
    sound, parts = skeletons(name.toponym), set(fold(name.toponym).split())
    if any(skeletons(o.toponym) & sound or set(fold(o.toponym).split()) < parts for o in others):
        return False
    around = {word for other in others for word in (*words(other.toponym), *fold(other.toponym).split())}
    return any(
        max(map(len, skeletons(word)), default=0) >= MIN_CONSONANTS
        and not any(_are_alike(word, other) for other in around)
        for word in words(name.toponym)
    )


def _are_alike(word: str, other: str) -> bool:
    """True where a consonant parts the words, or less, or the second has the first in it."""
    return any(
        one in two or Levenshtein.distance(one, two, score_cutoff=1) <= 1
        for one, two in product(skeletons(word), skeletons(other))
    )
