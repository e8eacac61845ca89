"""How a name as somebody wrote it differs from the nearest one that the gazetteer stores of the place meant.

Told from the spellings alone, never from a score: a kind is the same whatever the weights are. The nearest
name is the one whose kind comes first in the order of `ErrorKind`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from gazetteer.normalize import clean_toponym, fold, script_of
from gazetteer.reading import read
from gazetteer.toponym import Toponym, analyse
from gazetteer.vocabulary import Script

ALIKE = 65.0
"""Least similarity (rapidfuzz ratio, 0-100) of two names that may be one name at all. It is generous:
near any place one name in three has one so alike (`breakdown.kind_table` counts it)."""

_ENDING = re.compile(r"(?<=\w\w)(?:[aeiou]+h?|[هاي])(?= |$)")
"""The vowel that ends a word, and the h or ه that ta marbuta is written as."""

_KEPT = 200_000
"""Names that are analysed once; the gazetteer has some 150,000."""


class ErrorKind(StrEnum):
    """From the closest to none.

    TEXT: the same letters but for case. FOLDED: once marks, hamza and the like are gone. ARTICLE: but for
    articles or how words end. SOUND: spelled otherwise, or words joined or split. CONSONANTS: other vowels.
    LETTER: one letter changed, missing, too many or swapped. WORDS: words missing or too many, the others
    sounding the same. LETTERS: more letters, though at least ALIKE. SCRIPT: so in another script only.
    ABSENT: nothing stored is as much alike.
    """

    TEXT = "the same text"
    FOLDED = "the same but for marks"
    ARTICLE = "article or ending"
    SOUND = "another spelling, the same sounds"
    CONSONANTS = "the same consonants, other vowels"
    LETTER = "one letter"
    WORDS = "words missing or too many"
    LETTERS = "two letters or more"
    SCRIPT = "alike in another script only"
    ABSENT = "nothing alike stored"


_ORDER = {kind: number for number, kind in enumerate(ErrorKind)}


@dataclass(frozen=True, slots=True)
class Spelled:
    """A name taken apart once: as it is shown, folded, analysed, and its script."""

    shown: str
    folded: str
    toponym: Toponym
    script: Script


@lru_cache(maxsize=_KEPT)
def spelled(name: str) -> Spelled:
    """The parts of a name that are compared."""
    return Spelled(clean_toponym(name).casefold(), fold(name), analyse(name), script_of(name))


def names_asked(text: str) -> tuple[str, ...]:
    """The names that a text asks for: the whole of it, and what it is read as without its qualifiers."""
    reading = read(text)
    return tuple(dict.fromkeys((text, *reading.names, *reading.aliases, *reading.wholes)))


def error_kind(text: str, stored: Iterable[str]) -> ErrorKind:
    """How a text differs from the nearest of these names; ABSENT where there is none or none is alike."""
    asked = [spelled(name) for name in names_asked(text)]
    kinds = (kind_of(one, spelled(other)) for other in stored for one in asked)
    return min(kinds, key=_ORDER.__getitem__, default=ErrorKind.ABSENT)


def kind_of(one: Spelled, other: Spelled) -> ErrorKind:
    """How two names differ."""
    if one.script is not other.script:
        return ErrorKind.SCRIPT if _alike_across(one.toponym, other.toponym) else ErrorKind.ABSENT
    if one.shown == other.shown:
        return ErrorKind.TEXT
    if one.folded == other.folded:
        return ErrorKind.FOLDED
    if _without_endings(one) == _without_endings(other) != "":
        return ErrorKind.ARTICLE
    heard = _kind_of_sounds(one.toponym, other.toponym)
    if heard is ErrorKind.ABSENT or heard is ErrorKind.WORDS:
        if OSA.distance(_joined(one), _joined(other), score_cutoff=1) <= 1:
            return ErrorKind.LETTER
        alike = fuzz.ratio(one.folded, other.folded) >= ALIKE or _vowelled_alike(one.toponym, other.toponym)
        return heard if heard is ErrorKind.WORDS or not alike else ErrorKind.LETTERS
    return heard


def _joined(name: Spelled) -> str:
    return name.toponym.text.replace(" ", "")


def _without_endings(name: Spelled) -> str:
    return _ENDING.sub("", name.toponym.text)


def _kind_of_sounds(one: Toponym, other: Toponym) -> ErrorKind:
    """SOUND or CONSONANTS where all words sound so or mean the same, WORDS where some do, else ABSENT."""
    pairs = [(ours, theirs) for ours in one.forms for theirs in other.forms]
    whole = [(ours.sound, theirs.sound) for ours, theirs in pairs if ours[1:] == theirs[1:]]
    if any(ours.vowelled == theirs.vowelled for ours, theirs in whole):
        return ErrorKind.SOUND
    if any(ours.consonants == theirs.consonants != "" for ours, theirs in whole):
        return ErrorKind.CONSONANTS
    some = any(ours.sound.consonants == theirs.sound.consonants != "" for ours, theirs in pairs)
    return ErrorKind.WORDS if some or _has_all_words(one, other) else ErrorKind.ABSENT


def _has_all_words(one: Toponym, other: Toponym) -> bool:
    ours, theirs = set(one.text.split()), set(other.text.split())
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)


def _vowelled_alike(one: Toponym, other: Toponym) -> bool:
    return any(
        fuzz.ratio(ours.sound.vowelled, theirs.sound.vowelled) >= ALIKE
        for ours in one.forms
        for theirs in other.forms
    )


def _alike_across(one: Toponym, other: Toponym) -> bool:
    """True where consonants are alike: across scripts vowels are mostly written by one alone."""
    return any(
        fuzz.ratio(ours.sound.consonants, theirs.sound.consonants) >= ALIKE
        for ours in one.forms
        for theirs in other.forms
        if ours.sound.consonants and theirs.sound.consonants
    )
