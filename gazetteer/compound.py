"""Two names that are written as one: "Town Hay Quarter", "Town-Quarter", "Sarmin Idlib", "نبل والزهراء".

The words that begin a quarter's name are a table, `data/spelling/relations.toml`. Whether a hyphen joins two
names or the words of one cannot be told from the text, nor whether words do; the gazetteer may know both.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from gazetteer.name_words import MAX_WORDS
from gazetteer.normalize import fold
from gazetteer.resources import load_table
from gazetteer.romanize import word_sound
from gazetteer.toponym import analyse, analysed
from gazetteer.words import contrast_of, load_words, strip_arabic_article

_AND = "و"
"""Arabic "and", written with the word that follows."""

LEAST_LETTERS = 4
"""Letters of a name that a hyphen may join to another: shorter words before one are articles and the like."""

Told = Callable[[str], bool]

_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐‑](?=[^\W\d_])")
_POSSESSIVE = re.compile(rf"(.*[^\W\d_]{{{LEAST_LETTERS}}})['’]s\s+(\S.*)")
_LAST_WORD = re.compile(r"[^\W\d_]+$")


def split_quarter(text: str) -> tuple[str, str] | None:
    """The town and its quarter where a word for quarters stands inside the text; None where none does."""
    words = text.replace("-", " - ").split()
    for i in range(1, len(words) - 1):
        if _plain(words[i]) in relation_words("quarter", "words"):
            town = _joined(words[:i])
            return (town, _joined(words[i:])) if _names_something(town) else None
    return None


def split_possessive(text: str) -> tuple[str, str] | None:
    """The town and the part of it that "Baghdad's Dora" names; None without such a sign.

    An apostrophe after a short word writes hamza or ayn ("Ra's al-Ayn").
    """
    found = _POSSESSIVE.match(text)
    return (found[1], found[2]) if found and all(map(_names_something, found.groups())) else None


def split_joined(text: str) -> tuple[str, str] | None:
    """The two names that a hyphen may join, both with a capital where there are any; None without one."""
    for hyphen in _HYPHEN.finditer(text):
        first, second = text[: hyphen.start()], text[hyphen.end() :]
        last = _LAST_WORD.search(first)
        if last and len(last[0]) >= LEAST_LETTERS and not second[0].islower() and _names_something(last[0]):
            return first, second
    return None


class Parts(NamedTuple):
    """Two names that a text may be made of: the first is placed by the second, or `either` is meant."""

    name: str
    other: str
    either: bool


def split_stored(text: str, is_name: Told, is_unit: Told) -> Parts | None:
    """Two names of the gazetteer without a sign between them; None where the text is not made of two.

    An Arabic "and" joins them, or one is also that of a unit or its seat. `is_name` and `is_unit` tell it of
    folded texts (`Toponym.text`).
    """
    words, folded = text.split()[:MAX_WORDS], analysed(text).text.split()
    for i in range(1, len(folded)):
        first, second = " ".join(folded[:i]), " ".join(folded[i:])
        if not is_name(first) or not _names_something(first):
            continue
        if second.startswith(_AND) and len(second) > LEAST_LETTERS and is_name(_after_and(second)):
            found = _as_written(words, first, second)
            return Parts(found[0], found[1][len(_AND) :], True) if found else None
        if not is_name(second) or not _names_something(second) or not (is_unit(first) or is_unit(second)):
            continue
        found = _as_written(words, first, second)
        if found:
            return Parts(*found, False) if is_unit(second) else Parts(found[1], found[0], False)
    return None


def _as_written(words: list[str], first: str, second: str) -> tuple[str, str] | None:
    """The words parted so that these are the folded texts of both sides."""
    for j in range(1, len(words)):
        one, other = " ".join(words[:j]), " ".join(words[j:])
        if (analyse(one).text, analyse(other).text) == (first, second):
            return one, other
    return None


def _after_and(text: str) -> str:
    return strip_arabic_article(text[len(_AND) :])


def _joined(words: list[str]) -> str:
    return " ".join(words).replace(" - ", "-").strip(" -")


def _names_something(text: str) -> bool:
    """True where words are more than an article and one word for a kind of place: "Umm Qasr", not "Tall"."""
    table = load_words()
    words = [word for word in map(_plain, text.split()) if word not in table.articles]
    known = (table.generics, table.equivalents, relation_words("quarter", "words"))
    parts = relation_words("parts", "words")
    named = [word for word in words if (word,) not in table.feature_phrases and word not in parts]
    return len(named) > 1 or any(
        not any(word in group for group in known) and not contrast_of(word, word_sound(word).vowelled)
        for word in named
    )


def _plain(word: str) -> str:
    return strip_arabic_article(fold(word))


@cache
def relation_words(section: str, key: str) -> frozenset[str]:
    """The words under a key of a section of `data/spelling/relations.toml`, folded."""
    return frozenset(fold(word) for word in load_table("spelling/relations.toml")[section][key])
