"""From a word in any script to how it sounds, at three resolutions.

Arabic is written without short vowels and romanized by many schemes, so a Latin word and an Arabic
word are compared by sound: `vowelled` keeps the vowels that are written, `consonants` none,
`skeleton` merges the consonants that romanizations confuse. The letters and classes are a table,
`data/spelling/letters.toml`.
"""

from __future__ import annotations

import re
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from gazetteer.normalize import fold, script_of
from gazetteer.resources import load_table
from gazetteer.vocabulary import Script

_VOWEL_SOUNDS = str.maketrans({"w": "u", "y": "i"})
_DROP_VOWELS = str.maketrans("", "", "aiuwy")
_VOWELS = ("a", "i", "u")
_DOUBLED = re.compile(r"(.)\1+")
FIRST_OF_GROUP = itemgetter(1)
"""Puts what a pattern's first group matched; a template with its number would be read anew each time."""
_DOUBLED_BARE = re.compile(r"([aiuwyl])\1+")
"""Letters that stand twice where one is spoken in scripts that write no doubling: long vowels, and the l of
an article before another. Any other pair has a vowel between."""
_VOWEL_FIRST = "A"
_GLIDES = ("w", "y")
_GLIDE_OF = {"u": "w", "i": "y"}
"""The glide that a vowel is before another one at the beginning of a word."""
_FINAL_H = ("ah", "ih", "uh")
"""Endings with an h that is not spoken."""
_DIGITS = "0123456789"


class Sound(NamedTuple):
    """How a word or name sounds, from fine to coarse; each may be empty.

    vowelled: consonants, and a, i, u where vowels or glides are written ("maskana", "mskna").
    consonants: without vowels and glides, but for a mark where a word begins with a vowel ("mskn", "Arq").
    skeleton: consonant classes, and a glide that begins the word ("mskn"; q, k, g and gh are one class).
    """

    vowelled: str
    consonants: str
    skeleton: str

    @property
    def is_open(self) -> bool:
        """True where it ends in a vowel, which all scripts write."""
        return self.vowelled.endswith(_VOWELS)

    def __add__(self, other: object) -> Sound:
        """The sound of two words spoken in a row."""
        if not isinstance(other, Sound):
            return NotImplemented
        return Sound(self[0] + other[0], self[1] + other[1], self[2] + other[2])


SILENCE = Sound("", "", "")
"""The sound of nothing; the neutral element of `+`."""


class Letters:
    """One letter table with its longest-first pattern."""

    def __init__(self, table: dict[str, str]) -> None:
        self._table = dict(zip(_DIGITS, _DIGITS, strict=True)) | table
        groups = sorted(map(re.escape, table), key=len, reverse=True)
        self._pattern = re.compile("|".join([*groups, "[0-9]"]))

    def spell(self, word: str) -> str:
        """The word with each known letter group replaced; digits (ASCII) stay, unknown letters go."""
        return "".join(map(self._table.__getitem__, self._pattern.findall(word)))


@cache
def _letters(name: str) -> Letters:
    return Letters(load_table("spelling/letters.toml")[name]["map"])


@cache
def _translation(name: str) -> dict[int, str]:
    return str.maketrans(load_table("spelling/letters.toml")[name]["map"])


def is_turkic_spelling(text: str) -> bool:
    """True where the Latin letters show Kurmanji or Turkish spelling (ç, ğ, ê, ş … and no BGN/PCGN mark)."""
    if text.isascii():
        return False
    signs, not_with = turkic_signs()
    lowered = text.lower()
    return not signs.isdisjoint(lowered) and not_with.isdisjoint(lowered)


@cache
def turkic_signs() -> tuple[frozenset[str], frozenset[str]]:
    """The lower-case letters that show Kurmanji or Turkish spelling, and those that show another."""
    rule = load_table("spelling/letters.toml")["turkic_letters"]
    return frozenset(rule["signs"]), frozenset(rule["not_with"])


def to_latin_letters(text: str, turkic: bool) -> str:
    """Text of any alphabet but Arabic and Syriac in plain lower-case Latin letters, spaces and signs kept.

    `turkic` reads ş, c, x and j as Kurmanji and Turkish do.
    """
    lowered = text.lower()
    if text.isascii() and not turkic:
        return lowered
    if turkic:
        # First, so that the c of "ch" for ç is not read as j.
        lowered = lowered.translate(_translation("turkic_letters"))
    lowered = lowered.translate(_translation("marked_latin"))
    if script_of(text) is Script.CYRILLIC:
        cyrillic = _letters("cyrillic")
        return "".join(
            cyrillic.spell(part) if part.isalpha() else part for part in re.split(r"(\W+)", lowered)
        )
    return lowered


def _arabic_map() -> dict[str, str]:
    table: dict[str, str] = load_table("spelling/letters.toml")["arabic"]["map"]
    return table | {sound: sound for sound in "aiurl"}  # what the Sorani table has put there already


@cache
def _arabic_letters() -> Letters:
    return Letters(_arabic_map())


def word_sound(word: str) -> Sound:
    """The sound of one word of any script, its article already off. Empty for a word of no known letter."""
    script = script_of(word)
    if script is Script.ARABIC:
        folded = spoken_arabic(word)
        if folded.endswith("ه") and len(folded) > 2:
            folded = folded[:-1] + "ا"
        if folded.startswith("ع"):
            # Every Latin spelling writes a vowel where ayn begins the word, and mostly nothing elsewhere.
            folded = "ا" + folded[1:]
        spelt = _arabic_letters().spell(folded)
    elif script is Script.SYRIAC:
        spelt = _letters("syriac").spell(word)
    else:
        latin = _with_initial(fold(_with_final(word)).replace(" ", ""))
        spelt = _letters("latin").spell(latin)
    return _resolutions(spelt, script in (Script.ARABIC, Script.SYRIAC))


def spoken_arabic(word: str) -> str:
    """The letters by which an Arabic or Sorani word is spoken, folded."""
    return fold(word.translate(_translation("sorani"))).replace(" ", "")


class Spellings(NamedTuple):
    """The tables that the sound of a Latin or Arabic word is made by, as `word_sound` has them.

    latin, arabic: the sound of a group of letters, of three at most; "" for what is not spoken. initials,
    finals: what is read for a group that begins or ends a Latin word. coarse: the classes of consonants.
    """

    latin: dict[str, str]
    arabic: dict[str, str]
    initials: dict[str, str]
    finals: dict[str, str]
    coarse: dict[str, str]


def spellings() -> Spellings:
    """These tables."""
    table = load_table("spelling/letters.toml")
    maps = (table[name]["map"] for name in ("latin", "latin_initial", "latin_final", "coarse"))
    latin, initials, finals, coarse = maps
    return Spellings(latin, _arabic_map(), initials, finals, coarse)


@cache
def _groups(name: str) -> tuple[tuple[str, str], ...]:
    return tuple(load_table("spelling/letters.toml")[name]["map"].items())


def _with_initial(word: str) -> str:
    """The Latin word with a group that means another sound where it begins a word."""
    for group, letters in _groups("latin_initial"):
        if word.startswith(group):
            return letters + word[len(group) :]
    return word


def _with_final(word: str) -> str:
    """The Latin word with an ending that means another sound than within a word; "ee" is a long i."""
    lowered = word.lower()
    for group, letters in _groups("latin_final"):
        if lowered.endswith(group):
            stem = lowered[: -len(group)]
            if len(stem) > 1 and not stem.endswith("e"):
                return stem + letters
    return word


def _resolutions(spelt: str, bare: bool) -> Sound:
    """The three resolutions of a word in the sound alphabet; `bare`: its script writes no doubling."""
    if not spelt:
        return SILENCE
    doubled = _DOUBLED_BARE if bare else _DOUBLED
    spelt = doubled.sub(FIRST_OF_GROUP, spelt)
    vowelled = spelt.translate(_VOWEL_SOUNDS)
    if vowelled != spelt:
        # A vowel may stand beside a glide that is read as the same one.
        vowelled = doubled.sub(FIRST_OF_GROUP, vowelled)
    consonants = _without_final_h(spelt).translate(_DROP_VOWELS)
    glide = _initial_glide(spelt)
    skeleton = glide + consonants.translate(_translation("coarse"))
    begins = _VOWEL_FIRST if spelt.startswith(_VOWELS) and not glide else ""
    return Sound(_without_final_h(vowelled), begins + consonants, skeleton)


def _without_final_h(spelt: str) -> str:
    return spelt[:-1] if spelt.endswith(_FINAL_H) else spelt


def _initial_glide(spelt: str) -> str:
    """The glide that begins a word, written as such or as a vowel before another; "" for none."""
    if spelt.startswith(_GLIDES):
        return spelt[0]
    return _GLIDE_OF.get(spelt[0], "") if spelt[1:].startswith(_VOWELS) else ""
