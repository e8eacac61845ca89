"""The words of a name: each without its article, with its sound and what it says of the place."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from gazetteer.characters import BOUNDARY
from gazetteer.kept import WORDS
from gazetteer.normalize import fold, is_plain, script_of
from gazetteer.romanize import Sound, is_turkic_spelling, to_latin_letters, word_sound
from gazetteer.vocabulary import Script
from gazetteer.words import contrast_of, load_words, number_bit, strip_arabic_article

MAX_WORDS = 24
"""Words of a name beyond this are not read: no stored name comes near, and the work stays linear."""

_JOINED_ARTICLE = re.compile(r"^(?:[ae]l(?=[^aeiouyl])|[ae](?:sh|ch|[rstnzd])(?=(sh|ch|[rstnzd])))(?=.{3,}$)")
_INNER_ARTICLE = re.compile(r"^(?P<first>\w{2,})ال(?P<rest>\w{3,})$")
_DIGIT = re.compile(r"\d")
_LETTER_AND_NUMBER = re.compile(r"\b([^\W\d_])[\s\-‐‑–]+(\d+)\b")


class Word(NamedTuple):
    """One word of a name: as folded text without article, its sound, and its concept sets (0 for none)."""

    text: str
    sound: Sound
    generic: int
    contrast: int


def split_words(cleaned: str) -> list[str]:
    """The words of a clean text as they are written, without harakat and other marks; at most MAX_WORDS."""
    # Marks without a letter of their own are no part of a word to \w and would cut it.
    if not is_plain(cleaned):
        cleaned = "".join(char for char in cleaned if unicodedata.category(char)[0] != "M")
    if _DIGIT.search(cleaned):
        # "T-4" is a name, not a "T" told apart by a number.
        cleaned = _LETTER_AND_NUMBER.sub(r"\1\2", cleaned)
    return [part for part in BOUNDARY.split(cleaned) if part][:MAX_WORDS]


def read_words(cleaned: str) -> tuple[list[Word], bool]:
    """The name's words with articles and connectors left out, and whether there was an article."""
    table = load_words()
    turkic = is_turkic_spelling(cleaned)
    raw = split_words(cleaned)
    latin = [part if script_of(part) is Script.ARABIC else to_latin_letters(part, turkic) for part in raw]
    folded = [fold(part).replace(" ", "") for part in latin]
    words: list[Word] = []
    article = False
    for i, (part, text) in enumerate(zip(latin, folded, strict=True)):
        following = folded[i + 1] if i + 1 < len(folded) else ""
        if not text:
            continue
        if following and is_article(text, following):
            article = True
            continue
        if words and following and text in table.connectors:
            continue
        article |= strip_arabic_article(text) != text
        words.append(read_word(part, text))
    return words, article


def is_article(text: str, following: str) -> bool:
    """True where a folded word is an article of the folded word that follows it."""
    table = load_words()
    if text not in table.assimilated:
        return text in table.articles
    consonant = text[1:] if len(set(text[1:])) > 1 else text[-1:]
    return text in table.articles or following.startswith(consonant)


@lru_cache(maxsize=WORDS.entries)
def read_word(part: str, text: str) -> Word:
    """The word of a part of a name in its own or Latin letters, which is folded to this text."""
    table = load_words()
    equivalent = table.equivalents.get(text)
    if equivalent is not None:
        return Word(equivalent, word_sound(equivalent), 0, 0)
    bare = strip_arabic_article(text)
    if bare != text:
        part = part[next(i for i, char in enumerate(part) if fold(char) == "ل") + 1 :]
    sound = word_sound(part)
    generic = table.generics.get(bare, 0)
    contrast = contrast_of(bare, sound.vowelled)
    if not contrast and bare.isdecimal():
        contrast = number_bit(bare)
    return Word(bare, sound, 0 if contrast else generic, contrast)


def words_within(word: Word) -> list[Word]:
    """The words of one that was joined: "ديرالزور" at the article inside it, "Elbab" without its own.

    Before an article that stands inside is a word for a kind of place, or one of three letters and more:
    fewer are a stem as often. Any other word is itself.
    """
    inner = None if word.text.isascii() else _INNER_ARTICLE.match(word.text)
    if inner is None:
        bare = without_joined_article(word.text)
        return [word if bare == word.text else read_word(bare, bare)]
    first = read_word(inner["first"], inner["first"])
    if len(inner["first"]) < 3 and not first.generic:
        return [word]
    return [first, read_word(inner["rest"], inner["rest"])]


def without_joined_article(text: str) -> str:
    """A folded Latin word without an article joined to it; any other word as it is."""
    return _JOINED_ARTICLE.sub("", text) if text.isascii() else text
