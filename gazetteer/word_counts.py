"""How many places have a word in their names: one that many have is spelt right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from gazetteer.agreement import sounds
from gazetteer.model import Place
from gazetteer.toponym import analyse

WordCounts = Mapping[str, int]
"""For the consonants of a word, how many places have it in a name, in whatever script."""

NO_WORDS: WordCounts = {}

KNOWN = 6
"""So many places that have a word make it a known one; a word of one place alone is not."""


def word_counts(places: Iterable[Place]) -> Counter[str]:
    """The words of all settlements' names."""
    counts: Counter[str] = Counter()
    for place in places:
        if place.feature_class == "P":
            own = {word for name in place.names for word in words(name.toponym)}
            counts.update({sound for word in own for sound in heard(word)})
    return counts


@cache
def words(toponym: str) -> tuple[str, ...]:
    """The folded words of a name, without articles."""
    return tuple(analyse(toponym).text.split())


@cache
def heard(word: str) -> frozenset[str]:
    """The consonants of a word by every reading of its letters."""
    return frozenset(sound.consonants for sound in sounds(word) if sound.consonants)
