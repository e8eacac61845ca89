"""Which names of a place one or two others contradict by a consonant, and what speaks for either side.

`misread_groups` weighs many names against few. Most places have two or three names: an Arabic one, its
romanization, and another. There it is told by who says it (Kurds who live there, another list), by what
other places are called, or it is not told at all; then the place does without the name that stands alone,
and where one in Arabic and one in Latin letters stand against each other, it says that one is misread.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

from rapidfuzz.distance import OSA, Hamming

from gazetteer.misread_groups import (
    RESPELLING,
    Group,
    are_of_two_maps,
    dots_between,
    groups_of,
    is_any_explained,
    is_first_in_both_scripts,
    readings_of,
)
from gazetteer.misreadings import COPIED_LANGUAGES, MIN_CONSONANTS, skeletons
from gazetteer.model import Name
from gazetteer.normalize import fold
from gazetteer.vocabulary import NameType, Script
from gazetteer.word_counts import KNOWN, WordCounts, places_with, words

_GLIDES = re.compile(r"[aeiouyw]|[^\w]")
_VOWELS = re.compile(r"[aeiou]|[^\w]|_")

COPIES = 2
"""An Arabic name and its romanization: one reading of one map, and of no more weight than a name."""

KURDISH_AGAINST = 4
"""Names, Kurdish or another list's among them, that it takes against a Kurdish name in both scripts."""

ANOTHER_LIST = 3
"""Names against a reading of a map, where no Kurdish one is among them: two lists may disagree."""

MANY = 4
"""Names, another source's or of Kurdish among them, against which a short one of MIN_CONSONANTS_OF_MANY is
misread too (Malāwah, of Ḩalāwah); and letters of a name of which one is."""

MIN_CONSONANTS_OF_MANY = 2


def outvoted(names: Sequence[Name], unchecked: str, counts: WordCounts) -> set[Name]:
    """The names, each of the unchecked source alone, that better witnesses contradict by one consonant.

    Nothing is contradicted by what is contradicted itself.
    """
    groups = groups_of(names)
    readings = readings_of(groups)
    pairs = [
        (group, rest)
        for group, rest in _near(groups, unchecked)
        if _is_overruled(group, rest, unchecked)
        or _is_of_another_list(group, rest, _spellings_of(rest, readings), unchecked)
        or (
            _is_copied(group)
            and len(group) <= len(rest)
            and _is_unknown(group, rest, counts)
            and not _has_all_arabic(group, names)
        )
    ]
    lost = {id(group) for group, _ in pairs}
    return {name for group, rest in pairs if id(rest) not in lost for name in group}


def tied(names: Sequence[Name], unchecked: str, counts: WordCounts) -> set[Name]:
    """The names that stand alone against others of the same source, a consonant off: most are misread.

    Against an Arabic name and its romanization, or a variant against what the source puts first; not where
    these have a word of no other place for a known one (يتگجة, Yatgijah: Yankijah is right).
    """
    groups = groups_of(names)
    lone = [(group, rest) for group, rest in _near(groups, unchecked) if len(group) == 1]
    return {
        group[0]
        for group, rest in lone
        if group[0].lang in COPIED_LANGUAGES
        and group[0].script is Script.LATIN
        and (_is_in_both_scripts(rest) or _is_variant_of(group[0], rest))
        and not _is_unknown(rest, group, counts)
    }


def contradictory(names: Sequence[Name], unchecked: str) -> bool:
    """True for a place of one Arabic and one Latin reading that contradict each other by a consonant."""
    groups = groups_of(names)
    return any(
        {name.script for name in group} == {Script.LATIN}
        and {name.script for name in rest} == {Script.ARABIC}
        and _without_l(group).isdisjoint(_without_l(rest))
        for group, rest in _near(groups, unchecked)
        if len(groups) == COPIES and _is_copied(group) and _is_copied(rest)
    )


def _without_l(group: Group) -> set[str]:
    """The sounds but for l, which may be of an article that only one script shows ("Alaghwāt", "الاغوات")."""
    return {sound.replace("l", "") for name in group for sound in skeletons(name.toponym)}


def _near(groups: Sequence[Group], unchecked: str) -> list[tuple[Group, Group]]:
    """Pairs of groups, the first of the unchecked source alone, a consonant apart by no way of spelling."""
    return [
        (group, rest)
        for group, rest in product(groups, groups)
        if group is not rest
        and all(name.sources == (unchecked,) for name in group)
        and all(name.lang in COPIED_LANGUAGES | RESPELLING for name in group)
        and _is_a_consonant_off(group, rest)
        and not is_any_explained(group, groups)
        and {_letters(name) for name in group}.isdisjoint(_letters(name) for name in rest)
    ]


def _letters(name: Name) -> str:
    """The name without vowels, spaces and signs, articles and all: "Abdul Aziz" is ʿAbd al-ʿAzīz."""
    return _VOWELS.sub("", fold(name.toponym))


def _is_a_consonant_off(group: Group, rest: Group) -> bool:
    """True for sounds that a consonant more, less, other, or changed round with the next parts.

    Or a letter of a digraph ("Sarkban" for Sarkhan); and short sounds that many others contradict.
    """
    left, right = ({sound for name in one for sound in skeletons(name.toponym)} for one in (group, rest))
    outdone = len(group) == 1 and group[0].script is Script.LATIN and len(rest) >= MANY
    least = MIN_CONSONANTS_OF_MANY if outdone else MIN_CONSONANTS
    return any(
        max(len(a), len(b)) >= least and OSA.distance(a, b, score_cutoff=1) == 1
        for a, b in product(left, right)
    ) or any(_is_a_letter_off(one, other) for one, other in product(group, rest))


def _is_a_letter_off(one: Name, other: Name) -> bool:
    """True for Latin names of one length that differ in one letter, which is no vowel in either."""
    left, right = fold(one.toponym), fold(other.toponym)
    if one.script is not Script.LATIN or other.script is not Script.LATIN or len(left) != len(right):
        return False
    parted = [a + b for a, b in zip(left, right, strict=True) if a != b]
    return len(left) > MANY and len(parted) == 1 and not _GLIDES.search(parted[0])


def _is_overruled(group: Group, rest: Group, unchecked: str) -> bool:
    kurdish = any(name.lang in RESPELLING for name in rest)
    listed = any(name.sources != (unchecked,) for name in rest)
    if _is_copied(group):
        if len(group) == 1 and group[0].script is Script.ARABIC and are_of_two_maps(rest):
            return bool(dots_between(group, rest))
        if len(group) <= COPIES and (kurdish or listed):
            return len(rest) >= (COPIES if kurdish else ANOTHER_LIST)
        first = is_first_in_both_scripts(rest) and not is_first_in_both_scripts(group)
        return len(group) == COPIES < len(rest) and first
    spelt = len(group) == COPIES and len({name.script for name in group}) == COPIES
    return spelt and not _is_mixed(group) and (kurdish or listed) and len(rest) >= KURDISH_AGAINST


def _spellings_of(group: Group, readings: Sequence[Sequence[Group]]) -> Group:
    """The names of a group and of those that are ways of spelling it."""
    return next([name for one in reading for name in one] for reading in readings if group in reading)


def _is_of_another_list(group: Group, rest: Group, spellings: Group, unchecked: str) -> bool:
    """True where another list's names, in all `spellings` of the rest, are enough against a map's reading."""
    listed = any(name.sources != (unchecked,) for name in spellings)
    few = _is_copied(group) and len(group) <= COPIES
    return listed and few and len(spellings) >= ANOTHER_LIST and _is_a_consonant_for_another(group, rest)


def _is_a_consonant_for_another(group: Group, rest: Group) -> bool:
    """True for sounds of one length that differ in one consonant: one more or less may be an ending."""
    left, right = ({sound for name in one for sound in skeletons(name.toponym)} for one in (group, rest))
    return any(
        len(a) == len(b) >= MIN_CONSONANTS and Hamming.distance(a, b) == 1 for a, b in product(left, right)
    )


def _is_unknown(group: Group, rest: Group, counts: WordCounts) -> bool:
    """True where a name of the group has a word of no other place for a known one, and the rest alike."""
    for one, other in product(group, rest):
        left, right = words(one.toponym), words(other.toponym)
        odd = [(a, b) for a, b in zip(left, right, strict=False) if skeletons(a).isdisjoint(skeletons(b))]
        if len(left) == len(right) and len(odd) == 1:
            word, known = odd[0]
            if _is_known(known, counts) and not _is_known(word, counts, 2):
                return True
    return False


def _has_all_arabic(group: Group, names: Sequence[Name]) -> bool:
    """True where a place would have no Arabic name without this group: other names are no reason for that."""
    arabic = {name for name in names if name.script is Script.ARABIC}
    return bool(arabic) and arabic <= set(group)


def _is_known(word: str, counts: WordCounts, places: int = KNOWN) -> bool:
    return places_with(word, counts) >= places


def _is_copied(group: Group) -> bool:
    return all(name.lang in COPIED_LANGUAGES for name in group)


def _is_mixed(group: Group) -> bool:
    return any(name.lang in COPIED_LANGUAGES for name in group)


def _is_in_both_scripts(group: Group) -> bool:
    return {Script.ARABIC, Script.LATIN} <= {name.script for name in group}


def _is_variant_of(name: Name, rest: Group) -> bool:
    first = any(other.name_type is NameType.PREFERRED and other.script is name.script for other in rest)
    return first and name.name_type is not NameType.PREFERRED
