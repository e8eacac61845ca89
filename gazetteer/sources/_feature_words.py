"""Feature words of settlement names: which type they give, and whether they are part of the name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from gazetteer.model import Name
from gazetteer.normalize import clean_toponym, fold
from gazetteer.resources import load_table
from gazetteer.vocabulary import NameType

SETTLEMENT = "P.PPL"

TOLD_CODES = ("P.PPLX", "P.PPLA3")
"""What a name can tell of a plain settlement: that it is a quarter, or a subdistrict's seat."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A name seen with its feature word.

    `name` is the name to keep in full, `short` the name without the word ("" where they are the same),
    `feature_code` what the word means ("" where there is none).
    """

    name: str
    short: str
    feature_code: str

    @property
    def says_village(self) -> bool:
        """True for the word village, which is no part of a name; a complex or an area may be in a town."""
        return self.feature_code == SETTLEMENT and not self.short


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    feature_code: str
    stays: bool


@cache
def _rules() -> tuple[_Rule, ...]:
    rules = []
    for entry in load_table("sources.toml")["settlement_word"]:
        before, after = _any_of(entry["before"]), _any_of(entry["after"])
        pattern = re.compile(rf"^(?:{before})[\s.-]+|[\s.(-]+(?:{after})\)?$", re.IGNORECASE)
        rules.append(_Rule(pattern, entry["feature_code"], entry["stays"]))
    return tuple(rules)


def _any_of(words: list[str]) -> str:
    """A pattern for the words, longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def read_feature_words(text: str) -> Typed:
    """The name with its feature word understood, by the first rule of `settlement_word` that fits.

    A word counts where the table has it, before or after the rest, and never where no rest would be left.
    "قرية X" and "X village" lose the word; "حي X" keeps it and has a short form.
    """
    name = clean_toponym(text)
    for rule in _rules():
        bare = clean_toponym(rule.pattern.sub(" ", name))
        if bare == name or not any(char.isalpha() for char in bare):
            continue
        if rule.stays:
            return Typed(name, bare, rule.feature_code)
        inner = read_feature_words(bare)
        return Typed(inner.name, inner.short, inner.feature_code or rule.feature_code)
    return Typed(name, "", "")


def settlement_code(feature_code: str, names: Iterable[Name]) -> str:
    """The code that a plain settlement's preferred names tell ("Ḩayy …", "Nāḩiyat …"); else its own code."""
    said = {
        read_feature_words(fold(name.toponym)).feature_code
        for name in names
        if name.name_type is NameType.PREFERRED
    }
    told = next((code for code in TOLD_CODES if code in said), feature_code)
    return told if feature_code == SETTLEMENT else feature_code


def is_feature_word(text: str) -> bool:
    """True where the text is one of the feature words and nothing else."""
    return clean_toponym(text).casefold() in _all_words()


@cache
def _all_words() -> frozenset[str]:
    table = load_table("sources.toml")["settlement_word"]
    return frozenset(word.casefold() for entry in table for word in (*entry["before"], *entry["after"]))
