"""What a place name is made of: article, generic word, contrast words, feature words, and the rest.

`analyse` gives the forms under which a name is indexed and asked for. A form is some of the name's
words as one sound, with the sets of what was set aside, so that "Tall Hasan village" can meet
"Hasan", and "Durubiyah al-Kabirah" can meet "Big Drubiyeh" but not "Durubiyah as-Saghirah".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from gazetteer.characters import Character, character_of
from gazetteer.compiled import CompiledAnalyser, compiled_toponyms
from gazetteer.kept import TEXTS
from gazetteer.name_words import MAX_WORDS, Word, is_article, read_words, words_within
from gazetteer.normalize import clean_toponym, script_of
from gazetteer.romanize import FIRST_OF_GROUP, SILENCE, Sound, spellings, word_sound
from gazetteer.vocabulary import Script
from gazetteer.words import contrast_of, load_words

_ENDING = re.compile(r"(?<=[a-z]{3}[ae])h$")
"""The h of ta marbuta, which writers put or leave out: "Hawija", "Hawijah"."""
_DOUBLED = re.compile(r"([^\W\d])\1+")


class Form(NamedTuple):
    """One reading of a name.

    `sound` is of the words that are kept, in order, without spaces. `generics`, `features` and
    `contrasts` are concept sets (see words.py) of the words that were set aside.
    """

    sound: Sound
    generics: int
    features: int
    contrasts: int


class Toponym(NamedTuple):
    """An analysed name: its script, folded text (words joined by one space) and forms, the fullest first.

    `article` says that some word of it had one; the text is without. `core` is the text of the words that
    the barest form keeps, joined, with doubled letters once and no h of a ta marbuta, as words are joined,
    letters doubled and the h written at will ("dayrzor"). A name without a letter or digit of a known script
    has no forms.
    """

    script: Script
    text: str
    forms: tuple[Form, ...]
    article: bool
    core: str

    def with_features(self, features: int) -> Toponym:
        """The name as if it had these feature words too: stored names may have them without a cost then."""
        forms = tuple(form._replace(features=form.features | features) for form in self.forms)
        return self._replace(forms=forms)


def analyse(name: str) -> Toponym:
    """The forms of a name in any script; index and query use this alike."""
    compiled = _analyser()
    found = None if compiled is None else compiled.analyse(name)
    return analyse_uncompiled(name) if found is None else found


@cache
def _analyser() -> CompiledAnalyser[Toponym] | None:
    """What is compiled of it, for most names; None where nothing is."""
    return open_analyser(character_of)


def open_analyser(tell: Callable[[str], Character | None]) -> CompiledAnalyser[Toponym] | None:
    """The same, which asks what a character is of this."""
    compiled, table = compiled_toponyms(), load_words()
    if compiled is None:
        return None
    return compiled.Analyser(
        table,
        {text: Word(other, word_sound(other), 0, 0) for text, other in table.equivalents.items()},
        spellings(),
        (Sound, Word, Form, Toponym),
        (Script.LATIN, Script.ARABIC),
        MAX_WORDS,
        tell=tell,
        is_article=is_article,
        words_within=words_within,
        contrast_of=contrast_of,
    )


def analyse_uncompiled(name: str) -> Toponym:
    """The same without what is compiled."""
    cleaned = clean_toponym(name)
    words, article = read_words(cleaned)
    text = " ".join(word.text for word in words)
    readings, core = _forms(words)
    forms = dict.fromkeys(readings)
    unjoined = [part for word in words for part in words_within(word)]
    if unjoined != words:
        forms.update(dict.fromkeys(_forms(unjoined)[0]))
    return Toponym(script_of(cleaned), text, tuple(forms), article, _core(core))


analysed = lru_cache(maxsize=TEXTS.entries)(analyse)
"""The same of a query: a text is read, looked up and counted, and so taken apart once."""


def contrasts_of(toponym: Toponym) -> int:
    """The concept set of all contrast words in a name."""
    contrasts = 0
    for form in toponym.forms:
        contrasts |= form.contrasts
    return contrasts


class Core(NamedTuple):
    """The words that the barest form of a name keeps, and what was set aside to get there.

    `named` are the words without the feature and contrast words, `words` those without the generic ones too;
    `generics`, `features` and `contrasts` are the concept sets of the others.
    """

    words: list[Word]
    named: list[Word]
    generics: int
    features: int
    contrasts: int


def core_of(name: str) -> Core:
    """The core of a name in any script."""
    compiled = _analyser()
    words = None if compiled is None else compiled.words(name)
    return _without_what_is_set_aside(read_words(clean_toponym(name))[0] if words is None else words)


def _without_what_is_set_aside(words: list[Word]) -> Core:
    features, kept = _take_features(words)
    contrasts, named = _take_contrasts(kept)
    generics, core = _take_generics(named)
    return Core(core, named, generics, features, contrasts)


def _core(words: list[Word]) -> str:
    return _DOUBLED.sub(FIRST_OF_GROUP, "".join([_ENDING.sub("", word.text) for word in words]))


def _forms(words: list[Word]) -> tuple[list[Form], list[Word]]:
    """The readings of these words: all of them, without feature words, and without generic words too.

    And the words that the last one keeps.
    """
    if len(words) == 1:  # There is nothing to set aside that would leave a name.
        return [Form(words[0].sound, 0, 0, 0)] if _says_something(words[0]) else [], words
    return _forms_of_several(words)


def _forms_of_several(words: list[Word]) -> tuple[list[Form], list[Word]]:
    core = _without_what_is_set_aside(words)
    all_contrasts, all_names = _take_contrasts(words) if core.features else (core.contrasts, core.named)
    readings = [
        Form(_sound(all_names), 0, 0, all_contrasts),
        Form(_sound(core.named), 0, core.features, core.contrasts),
        Form(_sound(core.words), core.generics, core.features, core.contrasts),
    ]
    unique: dict[Sound, Form] = {}
    for form in readings:
        unique.setdefault(form.sound, form)
    return [form for form in unique.values() if form.sound != SILENCE], core.words


def _sound(words: list[Word]) -> Sound:
    return sum((word.sound for word in words), start=SILENCE)


def _take_features(words: list[Word]) -> tuple[int, list[Word]]:
    """Concept set of the feature phrases, and the words outside them; all words where none would be left."""
    table = load_words()
    features, kept, i = 0, [], 0
    while i < len(words):
        if words[i].text not in table.phrase_beginnings:
            kept.append(words[i])
            i += 1
            continue
        for length in range(min(table.longest_phrase, len(words) - i), 0, -1):
            bits = table.feature_phrases.get(tuple(word.text for word in words[i : i + length]), 0)
            if bits:
                features |= bits
                i += length
                break
        else:
            kept.append(words[i])
            i += 1
    return (features, kept) if any(_says_something(word) for word in kept) else (0, words)


def _take_contrasts(words: list[Word]) -> tuple[int, list[Word]]:
    """Concept set of the contrast words, and the other words; all words where none would be left."""
    kept = [word for word in words if not word.contrast]
    if not any(_says_something(word) for word in kept):
        return 0, words
    contrasts = 0
    for word in words:
        contrasts |= word.contrast
    return contrasts, kept


def _take_generics(words: list[Word]) -> tuple[int, list[Word]]:
    """Concept set of the generic words that begin the name, or may end it, and the rest; some word stays."""
    table = load_words()
    generics, i, end = 0, 0, len(words)
    while i < end - 1 and words[i].generic:
        generics |= words[i].generic
        i += 1
    while end - 1 > i and words[end - 1].text in table.trailing_generics:
        end -= 1
        generics |= words[end].generic
    rest = words[i:end]
    return (generics, rest) if any(_says_something(word) for word in rest) else (0, words)


def _says_something(word: Word) -> bool:
    return word.sound != SILENCE


@cache
def is_set_aside(word: str) -> bool:
    """True for a folded word that says a type or tells villages apart, in any script ("tall", "صغير")."""
    return word in load_words().generics or any(form.contrasts for form in analyse(word).forms)
