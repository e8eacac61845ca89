"""How alike the names of two rows are: the evidence on which rows of several sources become one place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from rapidfuzz import fuzz

from gazetteer.model import Name
from gazetteer.romanize import Sound
from gazetteer.toponym import analyse
from gazetteer.vocabulary import NameType, Script
from gazetteer.words import contrasts_conflict, load_words, number_bit


class Rule(StrEnum):
    """What two rows share, from the strongest to the weakest.

    decided: a curated merge. link: an id. text: a name of one script, written alike once folded and without
    article. vowelled, consonants, skeleton: a name's sound at three resolutions. alike: names that differ
    in a letter or two. contained: a name that another begins with ("كفر ناصح", "كفر ناصح تل رفعت"). included:
    all names of a bare row are another's of its source (`repeats`).
    """

    DECIDED = "decided"
    LINK = "link"
    TEXT = "text"
    VOWELLED = "vowelled"
    CONSONANTS = "consonants"
    SKELETON = "skeleton"
    ALIKE = "alike"
    CONTAINED = "contained"
    INCLUDED = "included"
    NONE = "none"


WEIGHTS = {
    Rule.DECIDED: 1.0,
    Rule.LINK: 1.0,
    Rule.TEXT: 0.97,
    Rule.VOWELLED: 0.93,
    Rule.CONSONANTS: 0.88,
    Rule.SKELETON: 0.82,
    Rule.ALIKE: 0.75,
    Rule.CONTAINED: 0.7,
    Rule.INCLUDED: 0.7,
    Rule.NONE: 0.0,
}
"""How sure a pair at no distance is by each rule: an order with rough steps, until it is measured."""

ALIKE_RATIO = 80.0
"""Least similarity (rapidfuzz ratio of the vowelled sounds, 0-100) of names that are merely alike: one letter
of five, or two of ten."""

CONTRADICTION_RATIO = 60.0
"""Below this similarity (0-100) of their closest Arabic names, two rows that both have one are different
places, however alike their Latin names sound: romanizing loses what Arabic tells apart. Arabic names whose
own sounds are alike (ALIKE_RATIO) do not contradict: short ones fall below it by one letter misread (هدج,
حداج), and so do those with a generic word too many."""

MIN_CONTAINED = 4
"""Fewer letters (or consonants, across scripts) than this at the beginning of a name say nothing."""

MIN_SKELETON = 2
"""Fewer consonant classes than this say nothing."""

MIN_BARE_SKELETON = 3
"""With fewer, names of which one has a generic word too many must be alike in their vowels too (ALIKE_RATIO):
an orchard Bustan al-Hilu is not Hilla."""


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


@dataclass(frozen=True, slots=True)
class Likeness:
    """The closest two names of two rows, and the rule by which they are close."""

    rule: Rule
    left: str
    right: str


UNLIKE = Likeness(Rule.NONE, "", "")


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


def compare(one: Profile, other: Profile, forgiving: bool = False, same_generics: bool = False) -> Likeness:
    """The strongest likeness of any two names; UNLIKE where the Arabic names contradict it.

    `forgiving` lets a name with a contrast word meet one without; `same_generics` lets no name with a generic
    word meet one without.
    """
    best, arabic_ratio = UNLIKE, -1.0
    for left in one.keys:
        for right in other.keys:
            rule = _rule(left, right, forgiving, same_generics)
            if WEIGHTS[rule] > WEIGHTS[best.rule]:
                best = Likeness(rule, left.toponym, right.toponym)
            if left.script is right.script is Script.ARABIC:
                arabic_ratio = max(arabic_ratio, _written_ratio(left, right))
    if best.rule is not Rule.TEXT and 0 <= arabic_ratio < CONTRADICTION_RATIO:
        return UNLIKE
    return best


def _written_ratio(left: NameKey, right: NameKey) -> float:
    """How alike two Arabic names are, 0-100: by their texts, or by their sounds where these are alike."""
    sounds = (
        fuzz.ratio(one.sound.vowelled, other.sound.vowelled)
        for one in left.readings
        for other in right.readings
        if one.sound.vowelled and other.sound.vowelled
    )
    heard = max(sounds, default=0.0)
    written = fuzz.ratio(left.text, right.text)
    return max(written, heard) if heard >= ALIKE_RATIO else written


def _rule(left: NameKey, right: NameKey, forgiving: bool, same_generics: bool) -> Rule:
    if left.short and right.short:
        return Rule.NONE
    if left.text == right.text and left.script is right.script and left.text:
        return Rule.SKELETON if left.short or right.short else Rule.TEXT
    best = Rule.NONE
    for one in left.readings:
        for other in right.readings:
            rule = _sound_rule(one, other, forgiving, same_generics)
            if WEIGHTS[rule] > WEIGHTS[best]:
                best = rule
    if best is Rule.NONE and _contained(left, right):
        best = Rule.CONTAINED
    half = left.short or right.short
    return Rule.SKELETON if half and WEIGHTS[best] > WEIGHTS[Rule.SKELETON] else best


def _contained(left: NameKey, right: NameKey) -> bool:
    """True where one name begins with the whole other: by words of one script, or by sound across scripts."""
    shorter, longer = sorted((left, right), key=lambda key: len(key.text))
    if shorter.text in load_words().generics:
        return False
    if shorter.script is longer.script:
        return len(shorter.text) >= MIN_CONTAINED and longer.text.startswith(shorter.text + " ")
    if not shorter.readings or not longer.readings:
        return False
    part, whole = shorter.readings[0].sound.consonants, longer.readings[0].sound.consonants
    return len(part) >= MIN_CONTAINED and whole.startswith(part)


def _sound_rule(one: Reading, other: Reading, forgiving: bool, same_generics: bool) -> Rule:
    generics_differ = one.generics != other.generics
    contrasts_differ = one.contrasts != other.contrasts and not forgiving
    if contrasts_differ or (generics_differ and (same_generics or (one.generics and other.generics))):
        return Rule.NONE
    if len(one.sound.skeleton) < MIN_SKELETON or len(other.sound.skeleton) < MIN_SKELETON:
        return Rule.NONE
    if one.sound.skeleton == other.sound.skeleton:
        if generics_differ:
            vowels = fuzz.ratio(one.sound.vowelled, other.sound.vowelled)
            telling = len(one.sound.skeleton) >= MIN_BARE_SKELETON or vowels >= ALIKE_RATIO
            return Rule.SKELETON if telling else Rule.NONE
        if one.sound.vowelled == other.sound.vowelled:
            return Rule.VOWELLED
        return Rule.CONSONANTS if one.sound.consonants == other.sound.consonants else Rule.SKELETON
    if generics_differ or fuzz.ratio(one.sound.vowelled, other.sound.vowelled) < ALIKE_RATIO:
        return Rule.NONE
    return Rule.ALIKE


def _united(sets: Iterable[int]) -> int:
    united = 0
    for concepts in sets:
        united |= concepts
    return united
