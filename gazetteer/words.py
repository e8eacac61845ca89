"""The words that have a role inside place names, as data: articles, generics, contrasts, feature words.

Read from `data/spelling/words.toml`. A set of concepts is an integer with one bit for each, so that
sets of many names are compared in one array operation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from gazetteer.normalize import fold, script_of
from gazetteer.resources import load_table
from gazetteer.romanize import to_latin_letters
from gazetteer.vocabulary import Script

NUMBER_BITS = 24
"""Numbers in names share this many bits, by remainder: "T2" and "T4" differ, "2" and "26" may not."""

REST_OF_NAME = 1 << 62
"""A generic concept of no word: of all that a form of one telling word leaves out. No query has it."""

_UNIT_CONCEPTS = ("governorate", "district", "subdistrict")
_MOUND_CONCEPT = "tall"


@dataclass(frozen=True, slots=True)
class Axis:
    """Contrast words that exclude one another: `mask` has a bit for each value."""

    name: str
    mask: int


@dataclass(frozen=True, slots=True)
class Feature:
    """A kind of place that feature words mean.

    `codes` are the GeoNames classes or codes that agree with it; with `also` the word may stand, but says
    nothing for them ("crossing" of a village by the river).
    """

    concept: str
    codes: tuple[str, ...]
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """All tables, keyed by folded word without article.

    `placeholders` are whole folded texts that name nothing ("n/a"). `contrast_shapes` has a group for each
    value, by number: what a contrast word may sound like. `feature_phrases` is keyed by one or more words,
    `phrase_beginnings` are the first of these.
    `trailing_generics` are the generic words that may also end a name ("Furat river").
    """

    articles: frozenset[str]
    assimilated: frozenset[str]
    connectors: frozenset[str]
    placeholders: frozenset[str]
    equivalents: dict[str, str]
    generics: dict[str, int]
    trailing_generics: frozenset[str]
    generic_names: tuple[str, ...]
    contrasts: dict[str, int]
    contrast_shapes: re.Pattern[str]
    contrast_names: tuple[str, ...]
    axes: tuple[Axis, ...]
    feature_phrases: dict[tuple[str, ...], int]
    phrase_beginnings: frozenset[str]
    features: tuple[Feature, ...]
    longest_phrase: int
    number_shift: int


def strip_arabic_article(word: str) -> str:
    """The folded Arabic word without ال, where at least two letters are left; else the word itself."""
    return word[2:] if word.startswith("ال") and len(word) >= 4 else word


def _plain(word: str) -> str:
    """The word as names are folded, Cyrillic ones by their Latin letters."""
    if script_of(word) is Script.CYRILLIC:
        word = to_latin_letters(word, turkic=False)
    return strip_arabic_article(fold(word))


@cache
def load_words() -> Words:
    """The tables, read once. Raises DataError where the file is not as its comment promises."""
    table = load_table("spelling/words.toml")
    axes, contrasts, contrast_shapes, contrast_names = _contrasts(table["contrast"])
    number_shift = len(contrast_names)
    axes = (*axes, Axis("digits", ((1 << NUMBER_BITS) - 1) << number_shift))
    phrases: dict[tuple[str, ...], int] = {}
    for bit, entry in enumerate(table["feature"]):
        for phrase in entry["phrases"]:
            phrases[tuple(_plain(word) for word in phrase.split())] = 1 << bit
    generics: dict[str, int] = {}
    for bit, entry in enumerate(table["generic"]):
        generics.update({_plain(word): 1 << bit for word in entry["words"]})
    return Words(
        articles=frozenset(fold(word) for word in table["article"]["always"]),
        assimilated=frozenset(table["article"]["assimilated"]),
        connectors=frozenset(table["article"]["connectors"]),
        placeholders=frozenset(fold(text) for text in table["placeholder"]["texts"]),
        equivalents={fold(word): entry["sound"] for entry in table["equivalent"] for word in entry["words"]},
        generics=generics,
        trailing_generics=frozenset(word for entry in table["generic"] for word in entry.get("trailing", ())),
        generic_names=tuple(entry["concept"] for entry in table["generic"]),
        contrasts=contrasts,
        contrast_shapes=contrast_shapes,
        contrast_names=contrast_names,
        axes=axes,
        feature_phrases=phrases,
        phrase_beginnings=frozenset(phrase[0] for phrase in phrases),
        features=tuple(
            Feature(e["concept"], tuple(e["codes"]), tuple(e.get("also", ()))) for e in table["feature"]
        ),
        longest_phrase=max(len(phrase) for phrase in phrases),
        number_shift=number_shift,
    )


def _contrasts(
    entries: list[dict[str, Any]],
) -> tuple[tuple[Axis, ...], dict[str, int], re.Pattern[str], tuple[str, ...]]:
    masks: dict[str, int] = {}
    words: dict[str, int] = {}
    shapes: list[str] = []
    for bit, entry in enumerate(entries):
        masks[entry["axis"]] = masks.get(entry["axis"], 0) | 1 << bit
        words.update({_plain(word): 1 << bit for word in entry["words"]})
        if "shapes" in entry:
            shapes.append(f"(?P<value_{bit}>{'|'.join(entry['shapes'])})")
    names = tuple(entry["value"] for entry in entries)
    pattern = re.compile("|".join(shapes))
    return tuple(Axis(name, mask) for name, mask in masks.items()), words, pattern, names


def contrast_of(word: str, vowelled: str) -> int:
    """The bit of a contrast word, by its folded text without article or by its vowelled sound; 0 for others.

    An Arabic word is known by its text alone, as it writes one way what has many Latin spellings.
    """
    table = load_words()
    listed = table.contrasts.get(word, 0)
    if listed or script_of(word) is Script.ARABIC:
        return listed
    shaped = table.contrast_shapes.fullmatch(vowelled)
    return 1 << int(str(shaped.lastgroup).removeprefix("value_")) if shaped else 0


def number_bit(digits: str) -> int:
    """The contrast bit of a number written in digits; leading zeros do not count."""
    return 1 << (load_words().number_shift + int(digits[-9:]) % NUMBER_BITS)


def contrasts_conflict(one: int, other: int) -> bool:
    """True where both sets have values on one axis and none in common ("Kabir" and "Saghir")."""
    return any(
        one & axis.mask and other & axis.mask and not one & other & axis.mask for axis in load_words().axes
    )


def feature_fit(features: int, feature_code: str) -> int:
    """1 where one of the feature words means this kind of place, 0 where one may stand with it, else -1.

    No feature words fit nothing and contradict nothing: 0.
    """
    said = [feature for bit, feature in enumerate(load_words().features) if features >> bit & 1]
    if any(_is_of(feature_code, feature.codes) for feature in said):
        return 1
    return 0 if not said or any(_is_of(feature_code, feature.also) for feature in said) else -1


def _is_of(feature_code: str, kinds: tuple[str, ...]) -> bool:
    """True where the code, or its class, is among these."""
    return feature_code in kinds or feature_code[:1] in kinds


def feature_bit(concept: str) -> int:
    """The bit of a feature concept. Raises KeyError for one that is not in the table."""
    for bit, feature in enumerate(load_words().features):
        if feature.concept == concept:
            return 1 << bit
    raise KeyError(concept)


@cache
def mound_bit() -> int:
    """The bit of the generic word for a mound (tall)."""
    return 1 << load_words().generic_names.index(_MOUND_CONCEPT)


def unit_bit(level: int) -> int:
    """The bit of the feature word for units of a level: 1 governorates to 3 subdistricts; 0 for countries."""
    return feature_bit(_UNIT_CONCEPTS[level - 1]) if level else 0
