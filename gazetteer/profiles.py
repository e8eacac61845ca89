"""What a row's names are compared by: keys, what it is found by, and the contrast words that it bears."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from gazetteer.model import Name
from gazetteer.romanize import Sound
from gazetteer.toponym import analyse
from gazetteer.vocabulary import NameType, Script
from gazetteer.words import contrasts_conflict, load_words, number_bit

MIN_SKELETON = 2
"""Fewer consonant classes than this say nothing."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a name: its sound, and the concept sets of generic and contrast words set aside."""

    sound: Sound
    generics: int
    contrasts: int


@dataclass(frozen=True, slots=True)
class NameKey:
    """What a name is compared by: its folded text without articles, and its readings, the fullest first."""

    toponym: str
    script: Script
    preferred: bool
    short: bool
    text: str
    readings: tuple[Reading, ...]


NameKeyFunction = Callable[[Name], NameKey]


@dataclass(frozen=True, slots=True)
class Profile:
    """All names of a row as keys, and what it is found by.

    `contrasts` are the contrast words of its preferred names, `all_contrasts` those of any name.
    """

    keys: tuple[NameKey, ...]
    contrasts: int
    all_contrasts: int
    blocks: frozenset[str]


@cache
def _analysed(toponym: str) -> tuple[str, tuple[Reading, ...]]:
    analysis = analyse(toponym)
    readings = dict.fromkeys(
        Reading(form.sound, form.generics, _with_ordinals(form.contrasts)) for form in analysis.forms
    )
    return analysis.text, tuple(readings)


def _with_ordinals(contrasts: int) -> int:
    """The contrast words, with a number in digits read as its ordinal where there is a word ("الثانية")."""
    for digit, ordinal in _ordinals().items():
        if contrasts & digit:
            contrasts = contrasts & ~digit | ordinal
    return contrasts


@cache
def _ordinals() -> dict[int, int]:
    """The bit of each ordinal by the bit of its digits."""
    return {
        number_bit(value): 1 << bit
        for bit, value in enumerate(load_words().contrast_names)
        if value.isdecimal()
    }


def name_key(name: Name) -> NameKey:
    """The key of a name, by the spelling modules that the resolver's index uses too."""
    text, readings = _analysed(name.toponym)
    preferred, short = name.name_type is NameType.PREFERRED, name.name_type is NameType.SHORT
    return NameKey(name.toponym, name.script, preferred, short, text, readings)


def profile_of(names: Iterable[Name], key: NameKeyFunction = name_key) -> Profile:
    """What a row's names are compared by; codes (of airports) are no names."""
    keys: dict[tuple[str, bool], NameKey] = {}
    for name in names:
        if name.name_type is not NameType.CODE:
            made = key(name)
            own = keys.setdefault((made.text, made.short), made)
            if made.preferred and not own.preferred:
                keys[made.text, made.short] = made
    told = [made for made in keys.values() if made.readings and not made.short]
    first = [made for made in told if made.preferred] or told
    contrasts = _united(made.readings[0].contrasts for made in first)
    all_contrasts = _united(reading.contrasts for made in keys.values() for reading in made.readings)
    texts = {made.text for made in keys.values()}
    sounds = {reading.sound.skeleton for made in keys.values() for reading in made.readings}
    blocks = frozenset(text for text in texts if text) | {s for s in sounds if len(s) >= MIN_SKELETON}
    return Profile(tuple(keys.values()), contrasts, all_contrasts, blocks)


class Contrast(StrEnum):
    """How the contrast words of two rows go together.

    agree: each preferred name's words are found in some name of the other row. missing: one row has a word
    where the other has none ("Arbid Kabir", "Arbid"). conflict: they exclude each other (Kabir, Saghir).
    """

    AGREE = "agree"
    MISSING = "missing"
    CONFLICT = "conflict"


def contrast_of(one: Profile, other: Profile) -> Contrast:
    """How the contrast words of two rows go together."""
    told_alike = not (one.contrasts & ~other.all_contrasts or other.contrasts & ~one.all_contrasts)
    if told_alike:
        return Contrast.AGREE
    if contrasts_conflict(one.contrasts, other.contrasts):
        return Contrast.CONFLICT
    for axis in load_words().axes:
        left, right = one.all_contrasts & axis.mask, other.all_contrasts & axis.mask
        if bool(left) != bool(right):
            return Contrast.MISSING
        if left and not left & right:
            return Contrast.CONFLICT
    return Contrast.AGREE


def _united(sets: Iterable[int]) -> int:
    united = 0
    for concepts in sets:
        united |= concepts
    return united
