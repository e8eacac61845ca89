"""Names that carry more than a name: a unit behind a dash, a twin behind an underscore, a type in brackets.

`take_apart` splits such a text and says which parts are names and which are context. It knows no
source: the reader tells it what counts as context in that row.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from gazetteer.normalize import clean_toponym, fold, script_of
from gazetteer.romanize import word_sound
from gazetteer.toponym import analyse
from gazetteer.vocabulary import Script
from gazetteer.words import contrast_of, load_words, strip_arabic_article

_ARABIC_SEPARATOR = re.compile(r"\s*[-\u2013\u2014_/\\]+\s*")
_LAST_UNDERSCORE = re.compile(r"\s*_\s*(?P<part>[^_/\\-]+)$")
_SPACED_SEPARATOR = re.compile(r"\s*[_/\\]+\s*|\s+[-\u2013\u2014]\s*|\s*[-\u2013\u2014]\s+")
_TIGHT_HYPHEN = re.compile(
    r"(?<![\s-])(?<!\b[ae][lrstnzd])(?<!\b[ae][sdt]h)(?<!\bwal)(?<!\bab[uo])(?<!\bum)-(?=\S)", re.IGNORECASE
)
"""A hyphen that joins two names: not one behind an article (al-, ash-, …) or a first half (Abu-, Um-)."""

_LOOSE_ARTICLE = re.compile(r"\b([ae](?:[lrstnzd]|[sdt]h))(?:-\s+|_\s*)(?=[^\W\d])", re.IGNORECASE)
"""An article with its hyphen gone astray: "Al- Saraym", "Al_Sad"."""

_BRACKETS = re.compile(r"\s*[(\[]+([^()\[\]]*)[)\]]*\s*")


@dataclass(frozen=True, slots=True)
class Parts:
    """A text taken apart.

    `names` are the names of the place in order (two or more: twins), `context` the qualifiers, `brackets`
    what stood in brackets and is not context. All are clean; empty tuples where there is none.
    """

    names: tuple[str, ...]
    context: tuple[str, ...] = ()
    brackets: tuple[str, ...] = ()


def split_twins(text: str, tight_hyphens: bool = False) -> list[str]:
    """The parts between separators, in order, none empty.

    In Arabic every hyphen, underscore or slash separates; in Latin a hyphen does only with a space on
    one side, or anywhere (but behind an article) where `tight_hyphens` is asked for. A Latin part that is
    only a contrast word belongs to the one before ("Abu Kbee - East"); in Arabic only behind an underscore,
    as "نوى" and "القبلة" are towns too.
    """
    if script_of(text) is Script.ARABIC:
        last = _LAST_UNDERSCORE.search(text)
        if last and is_contrast(last["part"]):
            text = f"{text[: last.start()]} {last['part']}"
        return [part for part in map(clean_toponym, _ARABIC_SEPARATOR.split(text)) if part]
    parts = _SPACED_SEPARATOR.split(_LOOSE_ARTICLE.sub(r"\1-", text))
    if tight_hyphens:
        parts = [piece for part in parts for piece in _TIGHT_HYPHEN.split(part)]
    joined: list[str] = []
    for part in filter(None, map(clean_toponym, parts)):
        if joined and is_contrast(part):
            joined[-1] += f" {part}"
        else:
            joined.append(part)
    return joined


def split_brackets(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without its brackets, and what stood in each of them that held anything."""
    insides = tuple(filter(None, map(clean_toponym, _BRACKETS.findall(text))))
    return clean_toponym(_BRACKETS.sub(" ", text)).strip(" -"), insides


def take_apart(text: str, is_context: Callable[[str], bool], tight_hyphens: bool = False) -> Parts:
    """The names, context and bracketed words of a raw name.

    `is_context` is asked of each bracketed text and of each part but the first, from the last on;
    parts before one that is no context are names. The first part is always a name.
    """
    brackets: list[str] = []
    context: list[str] = []
    outside, insides = split_brackets(text)
    for inside in insides:
        (context if is_context(inside) else brackets).append(inside)
    names = split_twins(outside, tight_hyphens)
    while len(names) > 1 and is_context(names[-1]):
        context.append(names.pop())
    return Parts(tuple(dict.fromkeys(names)), tuple(dict.fromkeys(context)), tuple(dict.fromkeys(brackets)))


def is_contrast(text: str) -> bool:
    """True where the text is contrast words alone ("سفلى", "As-Sufla", "al-jadeed")."""
    table = load_words()
    articles = table.articles | table.assimilated
    words = [strip_arabic_article(word) for word in fold(text).split() if word not in articles]
    words = [word.removeprefix("و") for word in words]  # "and", written as one word with what follows
    return bool(words) and all(contrast_of(word, word_sound(word).vowelled) for word in words)


def sound_key(name: str) -> str:
    """What two spellings of a unit's name have in common, in either script; "" for no letters."""
    forms = analyse(name).forms
    return forms[0].sound.skeleton if forms else ""


class UnitNames:
    """Names of administrative units, asked by spelling or by sound; "مركز" (centre of) is forgiven."""

    _CENTRE = re.compile("^(?:مركز|ناحيه|منطقه|markaz)\\s+", re.IGNORECASE)

    def __init__(self, *names: str) -> None:
        self._spellings = {self._bare(name) for name in names if name}
        self._sounds = {sound_key(self._CENTRE.sub("", fold(name))) for name in names if name} - {""}

    def __contains__(self, text: str) -> bool:
        return self._bare(text) in self._spellings

    def sounds_like_one(self, text: str) -> bool:
        """True where the text sounds like one of the units ("Jrables" like Jarablus)."""
        return text in self or sound_key(self._CENTRE.sub("", fold(text))) in self._sounds

    def _bare(self, text: str) -> str:
        without_centre = self._CENTRE.sub("", fold(text))
        return re.sub(r"^(?:ال|al |el |as |ar |at |ad |az |an |ash )", "", without_centre)
