"""Which names of a place are misread by a word that no other place has: others have a better one like it.

A misreading of more than dots (كوچا بياس, of Qocha Blbas) seldom makes a word that is one. What other places
have is a word, if a rare one, and where it differs there may be two names; so a reading of a map goes if it
has a word of its own place alone, and more names have the other, or many places the word in its stead. So
does one that is a slip: some letters other than in names that are twice as many.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain, product

from rapidfuzz.distance import OSA, Levenshtein

from gazetteer.misread_groups import (
    OUTVOTED,
    RESPELLING,
    Group,
    are_of_two_maps,
    groups_of,
    is_first_in_both_scripts,
    readings_of,
)
from gazetteer.misreadings import COPIED_LANGUAGES, MIN_CONSONANTS, letter_pairs, skeletons
from gazetteer.model import Name
from gazetteer.toponym import is_set_aside
from gazetteer.word_counts import KNOWN, WordCounts, places_with, spoken, words

MAX_OFF = 3
"""Consonants that a misreading may be off; farther off it is another name."""

PER_CONSONANT = 2
"""Consonants that the longer sound must have for each that is off: with more of them off it is another name.
Where no Kurdish name bears the other out, one more, and one less may be off."""

MAX_NAMES = 3
"""Names of a reading that a word alone makes a misreading: what more say is a name that people use."""

RARE = 3
"""Places that may have a word a consonant off what OUTVOTED times as many names have: misreadings meet."""

SLIP = 0.4
"""Share of the letters of unlike words that a slip changes at most; beyond it there may be two names."""

_VOWELS = re.compile(r"[aeiouwy\W]")

_Words = Sequence[str]


def misread_as_rare(names: Sequence[Name], unchecked: str, counts: WordCounts) -> set[Name]:
    """The names, each of the unchecked source alone, that have a word of no other place for a better one.

    `counts` has the places of each word by its sound with vowels (`word_counts.spoken`). The better reading
    is the same source's too, as lists may disagree. Nothing is contradicted by what is contradicted itself.
    """
    readings = [[name for group in reading for name in group] for reading in readings_of(groups_of(names))]
    pairs = []
    for odd in readings:
        others = [rest for rest in readings if rest is not odd]
        if _is_of_one_map(odd, unchecked) and not any(_are_spelt_alike(odd, rest) for rest in others):
            own = [_own_words(name, chain.from_iterable(others)) for name in odd]
            pairs += [(odd, rest) for rest in others if _is_better(rest, odd, own, unchecked, counts)]
    lost = {id(odd) for odd, _ in pairs}
    return {name for odd, rest in pairs if id(rest) not in lost for name in odd}


def _is_of_one_map(odd: Group, unchecked: str) -> bool:
    copied = all(name.sources == (unchecked,) and name.lang in COPIED_LANGUAGES for name in odd)
    return copied and len(odd) <= MAX_NAMES and not are_of_two_maps(odd)


def _is_better(rest: Group, odd: Group, own: Sequence[_Words], unchecked: str, counts: WordCounts) -> bool:
    """True where the rest is what the odd names misread, each in rare words that are its own."""
    if not all(own) or not any(unchecked in name.sources for name in rest):
        return False
    places = [places_with(word, counts, spoken) for word in chain.from_iterable(own)]
    if all(1 <= count <= RARE for count in places) and _is_a_slip(odd, rest):
        return True
    respelt = any(name.lang in RESPELLING for name in rest)
    off = _consonants_off(odd, rest, 0 if respelt else 1)
    rare = RARE if off == 1 and OUTVOTED * len(odd) <= len(rest) else 1
    if not off or not all(1 <= count <= rare for count in places):
        return False
    if len(odd) < len(rest) and (respelt or not is_first_in_both_scripts(odd)):
        return True
    others = [_own_words(name, odd) for name in rest]
    return len(odd) <= OUTVOTED * len(rest) and _is_for_known(own, others, counts)


def _is_a_slip(odd: Group, rest: Group) -> bool:
    """True where a few letters part each of the odd names from one of twice as many.

    Two names of one script are too few: of a place's variants either may be the slip.
    """
    if OUTVOTED * len(odd) > len(rest) or is_first_in_both_scripts(odd):
        return False
    if len(rest) == OUTVOTED and len({name.script for name in rest}) == 1:
        return False
    parted = [parts for name in odd if (parts := _letters_off(name, rest))]
    return bool(parted) and all(min(parts) <= SLIP for parts in parted)


def _letters_off(name: Name, rest: Group) -> list[float]:
    """The share of letters that part the words of a name from those of each as long and of its script.

    None for names that only differ in vowels or how they are cut into words; nor for one that is cut short.
    """
    own = words(name.toponym)
    others = [words(o.toponym) for o in rest if o.script is name.script]
    if any(_VOWELS.sub("", "".join(own)) == _VOWELS.sub("", "".join(other)) for other in others):
        return []
    unlike = [_unlike_words(own, other) for other in others if len(other) == len(own)]
    return [
        Levenshtein.normalized_distance(a, b)
        for a, b in unlike
        if not a.startswith(b) and not b.startswith(a)
    ]


def _unlike_words(own: _Words, other: _Words) -> tuple[str, str]:
    """The words, written together, in which two names of as many differ."""
    pairs = [(a, b) for a, b in zip(own, other, strict=True) if a != b]
    return "".join(a for a, _ in pairs), "".join(b for _, b in pairs)


def _is_for_known(own: Iterable[_Words], others: Iterable[_Words], counts: WordCounts) -> bool:
    """True where another word, a consonant from one of the own ones, is known from other places."""
    return any(
        places_with(other, counts, spoken) >= KNOWN
        and any(
            OSA.distance(a, b, score_cutoff=1) == 1 and max(len(a), len(b)) >= MIN_CONSONANTS
            for a, b in product(skeletons(word), skeletons(other))
        )
        for word, other in product(chain.from_iterable(own), chain.from_iterable(others))
    )


def _consonants_off(odd: Group, rest: Group, more: int) -> int:
    """How many of their consonants part two sounds; 0 for too many, and where one is another cut short."""
    left, right = ({sound for name in one for sound in skeletons(name.toponym)} for one in (odd, rest))
    pairs = list(product(left, right))
    if any((a in b or b in a) and abs(len(a) - len(b)) > 1 for a, b in pairs):
        return 0
    off = [(OSA.distance(a, b), max(len(a), len(b))) for a, b in pairs]
    most = MAX_OFF - more
    return min((n for n, length in off if n <= most and length >= PER_CONSONANT * n + more), default=0)


def _are_spelt_alike(odd: Group, other: Group) -> bool:
    """True for sounds that differ in letters alone that are put for one another (Chifchafa, جفجافة)."""
    pairs = letter_pairs("interchangeable")
    return any(
        len(one) == len(two)
        and all(a == b or frozenset((a, b)) in pairs for a, b in zip(one, two, strict=True))
        for left, right in product(odd, other)
        for one, two in product(skeletons(left.toponym), skeletons(right.toponym))
    )


def _own_words(name: Name, others: Iterable[Name]) -> list[str]:
    """The words of a name that sound like none of the others', but for those that are set aside."""
    around = {sound for other in others for word in words(other.toponym) for sound in skeletons(word)}
    return [
        word
        for word in words(name.toponym)
        if not is_set_aside(word) and skeletons(word) and skeletons(word).isdisjoint(around)
    ]
