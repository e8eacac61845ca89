"""Which names of a place are misread: off by one consonant from what its other names bear out.

GeoNames was copied from maps, and its variants from one another: dots are misread (بتية for بنية), letters
are lost (Kitā for Kabtā). Such a name is told by the others of its place: nothing bears it out but copies
of itself, while more names agree on a sound one consonant away, and no way of spelling explains the
difference (`data/misreadings.toml`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product

from rapidfuzz.distance import Levenshtein

from gazetteer.agreement import sounds
from gazetteer.model import Name
from gazetteer.normalize import fold
from gazetteer.resources import load_table
from gazetteer.vocabulary import UNSPOKEN, NameType, Script

MIN_WITNESSES = 2
"""Names of one sound that it takes to contradict another: of two names alone, either may be the garble."""

MIN_COPIED_WITNESSES = 3
"""The same where all of them are copied: an Arabic name and its romanization are one reading of one map."""

MIN_CONSONANTS = 3
"""Consonant classes that the longer of two sounds must have for one to be called a garble of the other."""

MIN_CONSONANTS_DOTTED = 2
"""The same where two Arabic names are written alike but for their dots."""

COPIED_LANGUAGES = frozenset({"und", "ara"})
"""Languages of names that were read off maps; one in another was given by somebody who speaks it."""

_Heard = Mapping[Name, frozenset[str]]


def misread(names: Sequence[Name], unchecked: str) -> set[Name]:
    """The names of one place that are misread; each is of the unchecked source alone.

    Historical names and codes are neither misread nor witnesses. A name that shares a sound with one of
    another source, or of another language than COPIED_LANGUAGES, is borne out by it.
    """
    heard = {
        name: skeletons(name.toponym)
        for name in names
        if name.name_type not in UNSPOKEN and skeletons(name.toponym)
    }
    counted = Counter(sound for spoken in heard.values() for sound in spoken)
    copied = {name for name in heard if name.sources == (unchecked,) and name.lang in COPIED_LANGUAGES}
    independent = {sound for name, spoken in heard.items() if name not in copied for sound in spoken}
    elsewhere = {sound for name, spoken in heard.items() if name.sources != (unchecked,) for sound in spoken}
    odd: set[Name] = set()
    for name in copied:
        if heard[name] & independent or _is_first_in_both_scripts(name, copied, heard):
            continue
        copies = max(counted[sound] for sound in heard[name])
        against = _sounds_against(copies, counted, independent) - heard[name]
        witnesses = [other for other in heard if not heard[other] & heard[name] and heard[other] & against]
        dots = _differs_in_dots(name, witnesses, heard)
        if copies > 1 and not dots:
            witnesses = [other for other in witnesses if heard[other] & elsewhere]
        least = MIN_CONSONANTS_DOTTED if dots else MIN_CONSONANTS
        if _is_garble(heard[name], witnesses, heard, least) and not is_explained(name, heard):
            odd.add(name)
    return odd


def in_doubt(names: Sequence[Name], unchecked: str) -> set[Name]:
    """The names that one of another script contradicts by one consonant, with no third to tell which is so.

    Only of places that the unchecked source alone has, and no language but COPIED_LANGUAGES.
    """
    heard = {
        name: skeletons(name.toponym)
        for name in names
        if name.name_type not in UNSPOKEN and skeletons(name.toponym)
    }
    if any(name.sources != (unchecked,) or name.lang not in COPIED_LANGUAGES for name in heard):
        return set()
    return {
        name
        for name in heard
        if not is_explained(name, heard)
        and _is_garble(heard[name], _against_in_another_script(name, heard), heard, MIN_CONSONANTS)
    }


def _against_in_another_script(name: Name, heard: _Heard) -> list[Name]:
    return [other for other in heard if other.script is not name.script and not heard[other] & heard[name]]


@cache
def skeletons(toponym: str) -> frozenset[str]:
    """The consonant classes of a name by every reading of its letters; empty for no known letter."""
    texts = {toponym}
    for group, other in load_table("misreadings.toml")["readings"].items():
        texts |= {text.lower().replace(group, other) for text in texts}
    return frozenset(sound.skeleton for text in texts for sound in sounds(text) if sound.skeleton)


def _is_first_in_both_scripts(name: Name, copied: Iterable[Name], heard: _Heard) -> bool:
    """True where the source itself puts this sound first, in Arabic and in Latin letters.

    Then it is what that source calls the place, and sources may disagree.
    """
    first = (other for other in copied if other.name_type is NameType.PREFERRED)
    return len({other.script for other in first if heard[other] & heard[name]}) > 1


def _sounds_against(copies: int, counted: Counter[str], independent: set[str]) -> set[str]:
    """Sounds that contradict a name of so many copies: of more names, or of as many and independent."""
    return {
        sound
        for sound, count in counted.items()
        if (count >= max(copies, MIN_WITNESSES) and sound in independent)
        or (count >= MIN_COPIED_WITNESSES and copies == 1)
    }


def _is_garble(spoken: frozenset[str], witnesses: Sequence[Name], heard: _Heard, least: int) -> bool:
    return any(
        max(len(one), len(two)) >= least and Levenshtein.distance(one, two) == 1
        for other in witnesses
        for one in spoken
        for two in heard[other]
    )


def _differs_in_dots(name: Name, witnesses: Sequence[Name], heard: _Heard) -> bool:
    """True where an Arabic name of this sound is written like one of the witnesses, but for the dots."""
    own = {_undotted(other.toponym) for other in heard if _is_arabic(other) and heard[other] & heard[name]}
    return any(_is_arabic(other) and _undotted(other.toponym) in own for other in witnesses)


def is_explained(name: Name, heard: Mapping[Name, frozenset[str]]) -> bool:
    """True where another name is this one spelt otherwise, or with a word more or less.

    `heard` has the consonant classes of each name of the place.
    """
    return any(
        _is_part(name, other) or any(_one_spelling(name, one, other, two) for one, two in pairs)
        for other in heard
        if other is not name
        for pairs in [tuple(product(heard[name], heard[other]))]
    )


def _is_part(one: Name, other: Name) -> bool:
    left, right = (set(fold(name.toponym).split()) for name in (one, other))
    return left < right or right < left


@cache
def letter_pairs(kind: str) -> frozenset[frozenset[str]]:
    """The pairs of letters that the table has under this name."""
    return frozenset(frozenset(pair) for pair in load_table("misreadings.toml")[kind])


def _one_spelling(name: Name, one: str, other: Name, two: str) -> bool:
    """True where a way of spelling accounts for all that parts the sounds of two names."""
    table = load_table("misreadings.toml")
    edits = list(Levenshtein.editops(one, two))
    if not edits or "".join(undoubled(one)) == "".join(undoubled(two)):
        return bool(edits)
    if len(edits) > 1:
        return False
    tag, at, at_other = edits[0].tag, edits[0].src_pos, edits[0].dest_pos
    if tag == "replace":
        return frozenset((one[at], two[at_other])) in letter_pairs("interchangeable")
    longer, place, letter = (name, at, one[at]) if tag == "delete" else (other, at_other, two[at_other])
    rest = two if tag == "delete" else one
    return (
        letter in table["weak"]
        or (place == 0 and letter in table["weak_first"])
        or any(
            letter in table["weak_inside"] or rest in skeletons(text)
            for text in _without_an_ending(longer.toponym, letter)
        )
    )


def _without_an_ending(toponym: str, letter: str) -> Iterator[str]:
    """The folded name with one of its words cut short by an ending that may hide a letter of sound."""
    parts = fold(toponym).split()
    for at, word in enumerate(parts):
        for ending in load_table("misreadings.toml")["weak_last"].get(letter, ()):
            if word.endswith(ending) and word != ending:
                yield " ".join((*parts[:at], word.removesuffix(ending), *parts[at + 1 :]))


def undoubled(skeleton: str) -> Iterator[str]:
    """The letters of a sound, of equal ones in a row the first."""
    for before, char in zip(" " + skeleton, skeleton, strict=False):
        if char != before:
            yield char


def _is_arabic(name: Name) -> bool:
    return name.script is Script.ARABIC


@cache
def _undotted(toponym: str) -> str:
    letters = {
        letter: bare for bare, group in load_table("misreadings.toml")["dots"].items() for letter in group
    }
    return fold(toponym).translate(str.maketrans(letters))
