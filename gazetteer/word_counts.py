"""How many places have a word in their names: one that many have is spelt right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from gazetteer.agreement import sounds
from gazetteer.model import Place
from gazetteer.toponym import analyse

WordCounts = Mapping[str, int]
"""For the sound of a word, how many places have it in a name, in whatever script."""

NO_WORDS: WordCounts = {}

KNOWN = 6
"""So many places that have a word make it a known one; a word of one place alone is not."""


@cache
def words(toponym: str) -> tuple[str, ...]:
    """The folded words of a name, without articles."""
    return tuple(analyse(toponym).text.split())


@cache
def heard(word: str) -> frozenset[str]:
    """The consonants of a word by every reading of its letters."""
    return frozenset(sound.consonants for sound in sounds(word) if sound.consonants)


@cache
def spoken(word: str) -> frozenset[str]:
    """The sounds of a word with its vowels: fewer words share them than its consonants."""
    return frozenset(sound.vowelled for sound in sounds(word) if sound.vowelled)


def places_with(word: str, counts: WordCounts, sounds_of: Callable[[str], frozenset[str]] = heard) -> int:
    """How many places have the word, by counts of the same sounds; of several readings the commonest."""
    return max((counts.get(sound, 0) for sound in sounds_of(word)), default=0)


def word_counts(places: Iterable[Place], sounds_of: Callable[[str], frozenset[str]] = heard) -> Counter[str]:
    """The words of all settlements' names, by their consonants (`heard`) or with vowels (`spoken`)."""
    counts: Counter[str] = Counter()
    for place in places:
        if place.feature_class == "P":
            own = {word for name in place.names for word in words(name.toponym)}
            counts.update({sound for word in own for sound in sounds_of(word)})
    return counts
