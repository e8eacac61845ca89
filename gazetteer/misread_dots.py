"""Which names of a place are misread by their dots: better witnesses have the same strokes with other dots.

`misread_groups` weighs names of one sound against those of another. But witnesses spell one reading in ways
that sound apart (Jawtān, Chewtan), and so do copies of a misreading; here all ways of spelling a reading
stand together. As dots explain the difference, less is needed to tell which reading is right: that another
list has it, that twice as many names do, or that other places have such a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

from gazetteer.misread_groups import (
    OUTVOTED,
    RESPELLING,
    Group,
    are_of_two_maps,
    dots_between,
    groups_of,
    is_first_in_both_scripts,
    readings_of,
)
from gazetteer.misreadings import COPIED_LANGUAGES, skeletons
from gazetteer.model import Name
from gazetteer.word_counts import KNOWN, WordCounts, places_with, words

MAX_OUTVOTED = 3
"""Names of a misreading that others may outvote: Kurdish in both scripts and its romanization. More of them
are a reading that people use."""

COMMONER = 5
"""So many times as many places must have a known word as have the word that it is misread as."""

PER_DOT = 2
"""Consonants that a name must have for each that dots part: with most of them parted it is another name."""

_Reading = list[Group]


def misread_by_dots(names: Sequence[Name], unchecked: str, counts: WordCounts) -> set[Name]:
    """The names, each of the unchecked source alone, that dots part from a reading with better witnesses.

    What two maps read stays, unless two maps read the other too. Nothing is contradicted by what is
    contradicted itself.
    """
    readings = readings_of(groups_of(names))
    pairs = [
        (reading, rest)
        for reading, rest in product(readings, readings)
        if reading is not rest and _is_copied_or_respelt(reading, unchecked)
        if _is_misread(reading, rest, unchecked, counts)
    ]
    lost = {id(reading) for reading, _ in pairs}
    return {name for reading, rest in pairs if id(rest) not in lost for name in _names(reading)}


def _is_copied_or_respelt(reading: _Reading, unchecked: str) -> bool:
    return all(
        name.sources == (unchecked,) and name.lang in COPIED_LANGUAGES | RESPELLING
        for name in _names(reading)
    )


def _is_misread(reading: _Reading, rest: _Reading, unchecked: str, counts: WordCounts) -> bool:
    parted = [group for group in rest if any(dots_between(one, group, PER_DOT) for one in reading)]
    if not parted:
        return False
    odd, witnesses = _names(reading), _names(rest)
    if are_of_two_maps(odd) and not are_of_two_maps(witnesses):
        return False
    sources = {source for name in _names(parted) for source in name.sources}
    if unchecked in sources and len(sources) > 1:
        return True
    if is_first_in_both_scripts(odd) or sources != {unchecked}:
        return False
    respelt = any(name.lang in RESPELLING for name in witnesses)
    if OUTVOTED * len(odd) <= len(witnesses) and len(odd) <= MAX_OUTVOTED:
        return respelt or are_of_two_maps(witnesses)
    copied = all(name.lang in COPIED_LANGUAGES for name in odd)
    return copied and len(odd) <= len(witnesses) and _is_of_a_rarer_word(odd, witnesses, counts)


def _is_of_a_rarer_word(odd: Group, witnesses: Group, counts: WordCounts) -> bool:
    """True where the names differ in a word that few places have for one that is known."""
    pairs = [
        (word, known)
        for one, other in product(odd, witnesses)
        for word, known in [_the_odd_word(words(one.toponym), words(other.toponym))]
        if word
    ]
    rare = max((places_with(word, counts) for word, _ in pairs), default=0)
    common = max((places_with(known, counts) for _, known in pairs), default=0)
    return common >= max(KNOWN, COMMONER * rare)


def _the_odd_word(left: Sequence[str], right: Sequence[str]) -> tuple[str, str]:
    """The words that alone sound unlike in two names of as many words; empty where there are none or more."""
    if len(left) != len(right):
        return "", ""
    odd = [(a, b) for a, b in zip(left, right, strict=True) if skeletons(a).isdisjoint(skeletons(b))]
    return odd[0] if len(odd) == 1 else ("", "")


def _names(groups: Iterable[Group]) -> Group:
    return [name for group in groups for name in group]
