"""Which names of a place are one misreading and all that was made from it, by the number of names against it.

A misread name does not stay alone: an Arabic form is romanized, and Kurds spell what they read (نظمة, for
بطمة, is Nazma, Nazme and نازمە). So names are weighed by groups of one sound.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import product

from rapidfuzz.distance import Levenshtein

from gazetteer.agreement import sounds
from gazetteer.misreadings import COPIED_LANGUAGES, MIN_CONSONANTS, is_explained, skeletons, undoubled
from gazetteer.model import Name
from gazetteer.resources import load_table
from gazetteer.vocabulary import UNSPOKEN, NameType, Romanization, Script

OUTVOTED = 2
"""So many times as many names of one sound make one that is a consonant off a misreading: of 30 such groups
read, 27 were one."""

OVERRULED = 4
"""The same for two consonants, and for what the source puts first in both scripts."""

MIN_CONSONANTS_OF_TWO = 4
"""Consonant classes that both sounds must have for two consonants to be off."""

MIN_DOTS = 2
"""Consonants that dots alone must part for an Arabic name and its romanization to stand against Kurdish
spellings that are not fewer: one consonant may be how Kurds say the name."""

RESPELLING = frozenset({"ckb", "kmr", "kur", "fas"})
"""Languages whose speakers spell anew what they read in Arabic; what others write (Salchad) is their own."""

Group = list[Name]


def misread_together(names: Sequence[Name], unchecked: str) -> set[Name]:
    """The names of one place that are a misreading and its copies, each of the unchecked source alone."""
    groups = groups_of(names)
    odd: set[Name] = set()
    for group, rest in product(groups, groups):
        if group is not rest and all(name.sources == (unchecked,) for name in group):
            outvoted = _is_outvoted(group, rest, unchecked) or _is_respelt(group, rest)
            if outvoted and not is_any_explained(group, groups):
                odd.update(group)
    return odd


def contested(names: Sequence[Name], unchecked: str) -> set[Name]:
    """The names, of the unchecked source alone, that dots alone part from others not borne out enough."""
    groups = groups_of(names)
    return {
        name
        for group, rest in product(groups, groups)
        if group is not rest
        and all(name.sources == (unchecked,) for name in group)
        and dots_between(group, rest)
        and not is_any_explained(group, groups)
        for name in group
    }


def groups_of(names: Sequence[Name]) -> list[Group]:
    """The names by what they sound like: each shares a sound with another of its group."""
    groups: list[Group] = []
    for name in names:
        if name.name_type in UNSPOKEN or not skeletons(name.toponym):
            continue
        joined = [name]
        for group in [g for g in groups if any(skeletons(n.toponym) & skeletons(name.toponym) for n in g)]:
            joined = [*group, *joined]
            groups.remove(group)
        groups.append(joined)
    return groups


def _is_outvoted(group: Group, rest: Group, unchecked: str) -> bool:
    """True where a group is a consonant off another with OUTVOTED names, or two off one of OVERRULED."""
    spoken = any(name.lang not in COPIED_LANGUAGES for name in group)
    borne_out = any(name.lang not in COPIED_LANGUAGES or name.sources != (unchecked,) for name in rest)
    if _has_foreign(group) or not borne_out or len(rest) < OUTVOTED * len(group):
        return False
    if spoken or len(rest) < OVERRULED * len(group):
        near = dots_between(group, rest) if spoken else _are_off_by(1, MIN_CONSONANTS, group, rest)
        return bool(near) and not is_first_in_both_scripts(group)
    return _are_off_by(2, MIN_CONSONANTS_OF_TWO, group, rest) or _are_off_by(1, MIN_CONSONANTS, group, rest)


def _is_respelt(group: Group, rest: Group) -> bool:
    """True where Kurdish spellings part by dots from what the source puts first in both scripts."""
    return (
        all(name.script is not Script.ARABIC or name.lang not in COPIED_LANGUAGES for name in group)
        and any(name.lang in RESPELLING for name in group)
        and not _has_foreign(group)
        and is_first_in_both_scripts(rest)
        and len(group) < OUTVOTED * len(rest)
        and dots_between(group, rest) >= MIN_DOTS
    )


def _has_foreign(group: Group) -> bool:
    return any(name.lang not in COPIED_LANGUAGES | RESPELLING for name in group)


def is_first_in_both_scripts(group: Group) -> bool:
    """True where the source puts names of this sound first, in Arabic and in Latin letters."""
    first = {
        name.script
        for name in group
        if name.name_type is NameType.PREFERRED and name.lang in COPIED_LANGUAGES
    }
    return len(first) > 1


def readings_of(groups: Sequence[Group]) -> list[list[Group]]:
    """The groups by what they read: those that are ways of spelling one another together."""
    readings: list[list[Group]] = []
    for group in groups:
        joined = [group]
        for reading in [one for one in readings if any(_are_explained(group, other) for other in one)]:
            joined = [*reading, *joined]
            readings.remove(reading)
        readings.append(joined)
    return readings


def _are_explained(group: Group, other: Group) -> bool:
    return any(
        is_explained(one, {name: skeletons(name.toponym) for name in (one, two)})
        for one, two in product(group, other)
    )


def are_of_two_maps(group: Group) -> bool:
    """True for Latin spellings by two schemes, which were read off two maps."""
    schemes = {name.romanization for name in group if name.script is Script.LATIN}
    return Romanization.FRENCH in schemes and len(schemes) > 1


def is_any_explained(group: Group, groups: Sequence[Group]) -> bool:
    """True where a name of another group is one of this group spelt otherwise."""
    others = [name for other in groups if other is not group for name in other]
    return any(is_explained(name, {one: skeletons(one.toponym) for one in (name, *others)}) for name in group)


def _are_off_by(edits: int, least: int, group: Group, rest: Group) -> bool:
    left, right = ({sound for name in one for sound in skeletons(name.toponym)} for one in (group, rest))
    return any(
        (min if edits > 1 else max)(len(a), len(b)) >= least
        and Levenshtein.distance(a, b, score_cutoff=edits) == edits
        for a, b in product(left, right)
    )


def dots_between(group: Group, rest: Group, per_dot: int = 1) -> int:
    """How many consonants part two groups, where each may be the other by its dots; 0 where they may not.

    Of two names, `per_dot` times as many consonants as are parted are looked for.
    """
    left, right = ({sound for name in one for sound in _consonants(name.toponym)} for one in (group, rest))
    parted = ((_dots(a, b), len(a)) for a, b in product(left, right))
    return max((dots for dots, length in parted if dots * per_dot <= length), default=0)


@cache
def _consonants(toponym: str) -> frozenset[str]:
    """The consonants of a name, also with doubled ones once: of the two in Titoka one may be misread."""
    heard = {sound.consonants for sound in sounds(toponym)}
    return frozenset(heard | {"".join(undoubled(consonants)) for consonants in heard})


@cache
def _dots(one: str, other: str) -> int:
    shapes = [set(group) for group in load_table("misreadings.toml")["shapes"]]
    parted = [{a, b} for a, b in zip(one, other, strict=False) if a != b]
    if len(one) != len(other) or len(one) < MIN_CONSONANTS:
        return 0
    return len(parted) if all(any(pair <= shape for shape in shapes) for pair in parted) else 0
