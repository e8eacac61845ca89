"""Whether two names, of any script, can be one name: a forgiving answer, for finding names that stand out."""

from __future__ import annotations

from functools import cache

from rapidfuzz import fuzz

from gazetteer.normalize import fold
from gazetteer.romanize import Sound
from gazetteer.toponym import analyse

MIN_AGREEMENT = 60.0
"""Names below this (0-100) have little in common. Translations of a word reach 57 ("خيط اللبن" for Halawa),
readings of one written name mostly more (Bazan, Biran: 67). Some of one name fall below ("فرحة", "Farha": 50,
as rh is read as ghayn), so being below it is alone no reason to leave a name out."""

CONTAINED = 90.0
"""Agreement of names of which one's consonants stand in the other's ("Halabja", "Halabja Taza")."""

MIN_CONSONANTS = 3
"""Fewer consonant classes than this stand in other names by chance."""


@cache
def sounds(toponym: str) -> frozenset[Sound]:
    """How a name may sound, with and without the words that are set aside; empty for no known letter.

    Its marks are read, and ignored too, as ş is one letter to Kurds and another to geographers.
    """
    return frozenset(form.sound for text in (toponym, fold(toponym)) for form in analyse(text).forms)


def agreement(one: str, other: str) -> float:
    """How well two names agree, 0 (nothing in common) to 100 (one sound); 0 where one has no known letter."""
    return max((_agreement(left, right) for left in sounds(one) for right in sounds(other)), default=0.0)


def _agreement(left: Sound, right: Sound) -> float:
    short, long = sorted((left.skeleton, right.skeleton), key=len)
    best = max(fuzz.ratio(left.skeleton, right.skeleton), fuzz.ratio(left.vowelled, right.vowelled))
    if len(short) >= MIN_CONSONANTS and short in long:
        best = max(best, CONTAINED)
    return best
