"""Which names of a place have one word that is misread, where the rest of the name is right.

A name of several words is seldom one consonant from the others as a whole: the words that they put before
and after it differ. Compared word by word, second words with second ones, it is (Shuwayḩat Sharār, of
Shuwayḩat Shadār).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from gazetteer.misreadings import misread, skeletons
from gazetteer.model import Name
from gazetteer.toponym import analyse, is_set_aside
from gazetteer.vocabulary import UNSPOKEN, Script

_Worded = tuple[Name, tuple[str, ...]]


def misread_in_a_word(names: Sequence[Name], unchecked: str) -> set[Name]:
    """The names of one place of which one word is misread by `misread`, among the words at its place.

    Another name of as many words must have the others as they are, and that one with another letter; and an
    Arabic name must be as long. What stands there for a type or to tell villages apart (Tall, Saghir) is not
    compared, as it is translated. A name that sounds like a right one as a whole is spelt otherwise.
    """
    worded: dict[int, list[_Worded]] = defaultdict(list)
    for name in names:
        if name.name_type not in UNSPOKEN:
            words = tuple(analyse(name.toponym).text.split())
            worded[len(words)].append((name, words))
    odd: set[Name] = set()
    for length, group in worded.items():
        if length > 1 and any(name.script is Script.ARABIC for name, _ in group):
            for at in range(length):
                odd |= _odd_at(at, group, unchecked)
    right = {sound for name in names if name not in odd for sound in skeletons(name.toponym)}
    return {name for name in odd if not skeletons(name.toponym) & right}


def _odd_at(at: int, group: Sequence[_Worded], unchecked: str) -> set[Name]:
    holders: dict[Name, list[_Worded]] = defaultdict(list)
    for name, words in group:
        if not is_set_aside(words[at]):
            holders[replace(name, toponym=words[at])].append((name, words))
    odd = misread(list(holders), unchecked)
    return {
        name
        for word in odd
        for name, words in holders[word]
        if any(
            _are_alike_but_for(at, words, other)
            for held, rest in holders.items()
            if held not in odd and _are_a_letter_apart(held, word)
            for _, other in rest
        )
    }


def _are_a_letter_apart(one: Name, other: Name) -> bool:
    """True for words of one script that differ in a letter; digraphs and endings of a scheme are more."""
    return one.script is other.script and Levenshtein.distance(one.toponym, other.toponym) == 1


def _are_alike_but_for(at: int, words: Sequence[str], others: Sequence[str]) -> bool:
    return all(
        skeletons(word) & skeletons(other)
        for index, (word, other) in enumerate(zip(words, others, strict=True))
        if index != at
    )
