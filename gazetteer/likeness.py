"""How alike the names of two rows are: the evidence on which rows of several sources become one place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from gazetteer.profiles import MIN_SKELETON, NameKey, Profile, Reading
from gazetteer.vocabulary import Script
from gazetteer.words import load_words


class Rule(StrEnum):
    """What two rows share, from the strongest to the weakest.

    decided: a curated merge. link: an id. text: a name of one script, written alike once folded and without
    article. vowelled, consonants, skeleton: a name's sound at three resolutions. alike: names that differ
    in a letter or two. contained: a name that another begins with ("كفر ناصح", "كفر ناصح تل رفعت"). included:
    all names of a bare row are another's of its source (`repeats`). alone: a written name, farther apart than
    usual, that no third row around has, or one a letter off that no third is like (`lone_pairs`); names of
    places that nobody else claims (`unclaimed`). near: names that sound the same, of rows next to each other,
    although their Arabic names do not. beside: names hardly alike, of rows next to each other with no other
    around (`lone_pairs`, `left_over`). untold: a name with a contrast word and the same without, which no
    third row around has (`left_over`).
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
    ALONE = "alone"
    NEAR = "near"
    BESIDE = "beside"
    UNTOLD = "untold"
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
    Rule.ALONE: 0.7,
    Rule.NEAR: 0.7,
    Rule.BESIDE: 0.7,
    Rule.UNTOLD: 0.7,
    Rule.NONE: 0.0,
}
"""How sure a pair at no distance is by each rule: an order with rough steps, until it is measured."""

HEARD = frozenset({Rule.TEXT, Rule.VOWELLED, Rule.CONSONANTS, Rule.SKELETON})
"""The rules of names that are written or sound the same."""

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

MIN_BARE_SKELETON = 3
"""With fewer, names of which one has a generic word too many must be alike in their vowels too (ALIKE_RATIO):
an orchard Bustan al-Hilu is not Hilla."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The closest two names of two rows, and the rule by which they are close."""

    rule: Rule
    left: str
    right: str


UNLIKE = Likeness(Rule.NONE, "", "")


def compare(one: Profile, other: Profile, forgiving: bool = False, same_generics: bool = False) -> Likeness:
    """The strongest likeness of any two names; UNLIKE where the Arabic names contradict it.

    `forgiving`, for rows next to each other, lets a name with a contrast word meet one without, and a sound
    be evidence against unlike Arabic names (near); `same_generics` lets no name with a generic word meet
    one without.
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
        return Likeness(Rule.NEAR, best.left, best.right) if forgiving and best.rule in HEARD else UNLIKE
    return best


def _is_short_and_alike(one: Reading, other: Reading) -> bool:
    """True for names of hardly a consonant ("Ayoba") that are alike in their vowels too."""
    return (
        one.generics == other.generics
        and one.sound.consonants == other.sound.consonants != ""
        and fuzz.ratio(one.sound.vowelled, other.sound.vowelled) >= ALIKE_RATIO
    )


def _written_ratio(left: NameKey, right: NameKey) -> float:
    """How alike two Arabic names are, 0-100: by their texts, or by their sounds where these are alike.

    Fully where one begins or ends with all words of the other.
    """
    short, long = (f" {text} " for text in sorted((left.text, right.text), key=len))
    if long.startswith(short) or long.endswith(short):
        return 100.0
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
    """True where a name begins or ends with all words of the other, or across scripts with its sound."""
    shorter, longer = sorted((left, right), key=lambda key: len(key.text))
    if shorter.text in load_words().generics:
        return False
    if shorter.script is longer.script:
        return len(shorter.text) >= MIN_CONTAINED and (
            longer.text.startswith(f"{shorter.text} ")
            or (longer.text.endswith(f" {shorter.text}") and not shorter.short)
        )
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
        return Rule.ALIKE if _is_short_and_alike(one, other) else Rule.NONE
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


def heard_alike(one: Profile, other: Profile, ratio: float) -> bool:
    """True where two names sound alike by the ratio (0-100), with their vowels or without any."""
    return any(
        fuzz.ratio(a, b) >= ratio
        for left, right in zip(_heard(one), _heard(other), strict=True)
        for a in left
        for b in right
    )


def _heard(profile: Profile) -> tuple[set[str], set[str]]:
    """What a row's names sound like, with vowels and without; nothing for a type alone ("المزرعة")."""
    generics = load_words().generics
    sounds = [reading.sound for key in profile.keys if key.text not in generics for reading in key.readings]
    return {s.vowelled for s in sounds if s.vowelled}, {s.consonants for s in sounds if s.consonants}
