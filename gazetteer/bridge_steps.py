"""What the steps of `data/bridges.toml` do to two spellings of one name.

An operation takes the query's spelling, the stored one's and the step's row of the table, and gives both
as they are after it. Words and letters come from the tables that matching itself reads.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from rapidfuzz.distance.Levenshtein import normalized_similarity

from gazetteer.bridge_words import (
    drop_connectors,
    drop_features,
    is_concept,
    named_contrasts,
    named_equivalents,
    named_generics,
    take_contrasts,
    take_generics,
    with_parted_article,
    with_plain_articles,
    with_unassimilated_articles,
    without_articles,
)
from gazetteer.kept import EXPLAINED_WORDS
from gazetteer.name_words import split_words
from gazetteer.normalize import clean_toponym, fold, script_of
from gazetteer.resources import load_table
from gazetteer.romanize import Letters, is_turkic_spelling, to_latin_letters
from gazetteer.telling_words import MAX_WORDS
from gazetteer.toponym import analysed
from gazetteer.vocabulary import Script
from gazetteer.words import contrasts_conflict

TELLING_ALIKE = 0.6
"""Share of consonants that a query and the word of a name that it means have in common: one may be wrong."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as it stands after some steps, its script, and whether it has been read as sounds."""

    text: str
    script: Script
    sounds: bool = False


Operation = Callable[[Spelling, Spelling, Row], tuple[Spelling, Spelling]]


def _of_each(change: Callable[[Spelling], str]) -> Operation:
    """The operation that changes the text of either spelling by itself; one that would be empty stays."""

    def operation(query: Spelling, name: Spelling, row: Row) -> tuple[Spelling, Spelling]:
        del row
        return replace(query, text=change(query) or query.text), replace(name, text=change(name) or name.text)

    return operation


def _of_words(change: Callable[[list[str]], list[str]]) -> Operation:
    """The operation that changes the words of either spelling by themselves."""
    return _of_each(lambda spelling: " ".join(change(spelling.text.split())))


def _alphabet(spelling: Spelling) -> str:
    """Kurdish, Turkish and marked Latin letters as plain ones."""
    if spelling.script is not Script.LATIN:
        return spelling.text
    return to_latin_letters(spelling.text, is_turkic_spelling(spelling.text))


def _cyrillic(spelling: Spelling) -> Spelling:
    """Cyrillic letters as Latin ones, as Russian practice writes them."""
    if spelling.script is not Script.CYRILLIC:
        return spelling
    return Spelling(to_latin_letters(spelling.text, turkic=False), Script.LATIN)


@cache
def _fold_map(key: str) -> Mapping[str, str]:
    (group,) = (group for group in load_table("spelling/fold.toml")["group"] if group["key"] == key)
    return dict(group["map"])


def _fold(query: Spelling, name: Spelling, row: Row) -> tuple[Spelling, Spelling]:
    """Letters of some groups of fold.toml, which vary without meaning."""
    table = {ord(letter): to for group in row["groups"] for letter, to in _fold_map(group).items()}
    return _of_each(lambda spelling: spelling.text.translate(table))(query, name, row)


def _marks(spelling: Spelling) -> str:
    """Without harakat and diacritics; hamza above or below an Arabic letter is no mark."""
    text = spelling.text
    if spelling.script is Script.LATIN:
        plain = {ord(letter): to for letter, to in _fold_map("latin").items() if letter.isalpha() and to}
        text = unicodedata.normalize("NFD", text).translate(plain)
    return "".join(char for char in text if unicodedata.category(char)[0] != "M")


@cache
def _reader(script: Script) -> Letters:
    """The letters of a script as sounds, with hamza, ayn, ta marbuta and vowels still told apart."""
    letters = load_table("spelling/letters.toml")
    if script is Script.ARABIC:
        own = load_table("bridges.toml")["reading"]["arabic"]["map"]
        arabic = letters["arabic"]["map"]
        same = {letter: arabic[to] for letter, to in _fold_map("code_points").items()}
        return Letters(arabic | same | letters["sorani"]["map"] | own)
    if script is Script.SYRIAC:
        return Letters(letters["syriac"]["map"])
    groups = {group: sound for group, sound in letters["latin"]["map"].items() if sound not in "aiu"}
    signs = {sign: sign for sign, to in _fold_map("latin").items() if not to}
    return Letters({vowel: vowel for vowel in "aeiou"} | groups | signs)


@lru_cache(maxsize=EXPLAINED_WORDS.entries)
def read_word(word: str) -> str:
    """One word as sounds; a word of no script that is known as it is."""
    script = script_of(word)
    if script is Script.OTHER or is_concept(word):
        return word
    if script is Script.CYRILLIC:
        # Letters that the table lacks stay as they are, and are no sound.
        word, script = to_latin_letters(word, turkic=False), Script.LATIN
    for group, letters in load_table("spelling/letters.toml")["latin_initial"]["map"].items():
        word = letters + word[len(group) :] if word.startswith(group) else word
    return _reader(script).spell(word.lower())


def read(spelling: Spelling) -> Spelling:
    """The spelling as sounds; one that is so already as it is."""
    if spelling.sounds:
        return spelling
    return replace(spelling, text=" ".join(map(read_word, spelling.text.split())), sounds=True)


@cache
def _rules(rules: tuple[tuple[str, str], ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), to) for pattern, to in rules)


def _rewrite(query: Spelling, name: Spelling, row: Row) -> tuple[Spelling, Spelling]:
    """Each rule in turn, word by word; a word of which nothing is left stays."""
    rules = tuple((pattern, to) for pattern, to in row["rules"])
    return _of_words(lambda words: [_rewritten(word, rules) for word in words])(query, name, row)


@lru_cache(maxsize=EXPLAINED_WORDS.entries)
def _rewritten(word: str, rules: tuple[tuple[str, str], ...]) -> str:
    for pattern, to in _rules(rules):
        word = word if is_concept(word) else pattern.sub(to, word) or word
    return word


def _drop_generic(query: Spelling, name: Spelling, row: Row) -> tuple[Spelling, Spelling]:
    """Without generic words, where some are on one side alone, or where the two have different ones."""
    (ours, our_rest), (theirs, their_rest) = take_generics(query.text), take_generics(name.text)
    due = (
        bool(ours) != bool(theirs)
        if row["when"] == "missing"
        else bool(ours and theirs and not ours & theirs)
    )
    return (replace(query, text=our_rest), replace(name, text=their_rest)) if due else (query, name)


def _drop_contrast(query: Spelling, name: Spelling, row: Row) -> tuple[Spelling, Spelling]:
    """Without contrast words, where some are on one side alone, or where they contradict."""
    (ours, our_rest), (theirs, their_rest) = take_contrasts(query.text), take_contrasts(name.text)
    conflict = contrasts_conflict(ours, theirs)
    due = conflict if row["when"] == "conflict" else ours != theirs and not conflict
    return (replace(query, text=our_rest), replace(name, text=their_rest)) if due else (query, name)


def _take_telling(query: Spelling, name: Spelling, row: Row) -> tuple[Spelling, Spelling]:
    """The first or last word of the name alone, where the query is one word and more like it than the whole.

    Like it: at least TELLING_ALIKE of the consonants are in common (see telling_words.py).
    """
    del row
    words = name.text.split(" ")
    if " " in query.text or not 2 <= len(words) <= MAX_WORDS or any(map(is_concept, words)):
        return query, name
    asked = _consonants(query.text)
    ends = {word: normalized_similarity(asked, _consonants(word)) for word in (words[0], words[-1])}
    best = max(ends, key=lambda word: ends[word])
    whole = normalized_similarity(asked, _consonants("".join(words)))
    return query, replace(name, text=best) if ends[best] >= max(TELLING_ALIKE, whole) else name


def _consonants(text: str) -> str:
    return analysed(text).forms[0].sound.skeleton if analysed(text).forms else ""


def _join(query: Spelling, name: Spelling, row: Row) -> tuple[Spelling, Spelling]:
    """Without spaces, where the two have not as many words."""
    if query.text.count(" ") == name.text.count(" "):
        return query, name
    return _of_each(lambda spelling: spelling.text.replace(" ", ""))(query, name, row)


def _unswap(query: Spelling, name: Spelling, row: Row) -> tuple[Spelling, Spelling]:
    """The query as the name, where two neighbouring letters that are swapped are all that parts them."""
    del row
    ours, theirs = query.text, name.text
    differ = [i for i, (one, other) in enumerate(zip(ours, theirs, strict=False)) if one != other]
    swapped = len(ours) == len(theirs) and len(differ) == 2 and differ[1] == differ[0] + 1
    if swapped and ours[differ[0]] == theirs[differ[1]] and ours[differ[1]] == theirs[differ[0]]:
        return replace(query, text=theirs), name
    return query, name


OPERATIONS: Mapping[str, Operation] = {
    "clean": _of_each(lambda spelling: clean_toponym(spelling.text)),
    "lower": _of_each(lambda spelling: spelling.text.lower()),
    "cyrillic": lambda query, name, _: (_cyrillic(query), _cyrillic(name)),
    "alphabet": _of_each(_alphabet),
    "fold": _fold,
    "marks": _of_each(_marks),
    "words": _of_each(lambda spelling: " ".join(map(with_parted_article, split_words(spelling.text)))),
    "plain_article": _of_words(with_plain_articles),
    "assimilation": _of_words(with_unassimilated_articles),
    "article": _of_words(without_articles),
    "same_word": _of_words(named_equivalents),
    "name_generic": _of_words(named_generics),
    "name_contrast": _of_words(named_contrasts),
    "drop_feature": _of_words(drop_features),
    "drop_connector": _of_words(drop_connectors),
    "drop_generic": _drop_generic,
    "drop_contrast": _drop_contrast,
    "sort_words": _of_words(lambda words: sorted(words, key=lambda word: read_word(fold(word)))),
    "take_telling": _take_telling,
    "join": _join,
    "unswap": _unswap,
    "read": lambda query, name, _: (read(query), read(name)),
    "rewrite": _rewrite,
}
"""The operations by the name that the table calls them."""
