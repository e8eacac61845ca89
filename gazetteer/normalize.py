"""Text hygiene and folding: the one treatment that stored names and queries both get.

`clean_toponym` keeps what a reader should see; `fold` keeps what a spelling has in common with
another of the same script. Neither knows a language: letters that vary without meaning are listed
in `data/spelling/fold.toml`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from gazetteer.kept import CHARACTERS, SHORT_TEXTS
from gazetteer.resources import load_table
from gazetteer.vocabulary import Script

_SHORT = 24
"""Characters of a text that is kept with its script and as it is folded: most words are shorter."""

_INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_PLAIN = re.compile(
    r"[ -~¡-¬®-\u024f\u02b9-\u02c1\u0400-\u0481\u048a-\u052f\u060c\u061b\u061f\u0620-\u063f\u0641-\u064a"
    r"\u0660-\u066f\u0671-\u06d3\u06d5\u06ee-\u06ff\u0710\u0712-\u072f\u1e00-\u1eff\u2010-\u2027]*"
)
"""Texts of letters, digits and signs that stand for themselves: none is invisible, a mark or another form."""
_SPACES = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[\W_]+")
_ASCII_WORD = re.compile(r"[A-Za-z0-9]")
_SCRIPT_PREFIXES = (
    ("LATIN", Script.LATIN),
    ("ARABIC", Script.ARABIC),
    ("CYRILLIC", Script.CYRILLIC),
    ("SYRIAC", Script.SYRIAC),
)


@lru_cache(maxsize=CHARACTERS.entries)
def _is_invisible(char: str) -> bool:
    return unicodedata.category(char) in _INVISIBLE_CATEGORIES


@lru_cache(maxsize=CHARACTERS.entries)
def _char_script(char: str) -> Script | None:
    """Script of one character; None for digits, marks and punctuation, which have none."""
    if not char.isalpha():
        return None
    name = unicodedata.name(char, "")
    for prefix, script in _SCRIPT_PREFIXES:
        if name.startswith(prefix):
            return script
    return Script.OTHER


@cache
def _fold_table() -> dict[int, str]:
    """Character replacements of fold.toml, as `str.translate` wants them."""
    table: dict[int, str] = {}
    for group in load_table("spelling/fold.toml")["group"]:
        for source, target in group["map"].items():
            table[ord(source)] = target
    return table


def clean_toponym(text: str) -> str:
    """The text as it should be shown: NFC, no control, bidi or format marks, no tatweel, single spaces.

    Presentation forms become the letters they stand for (NFKC within Arabic). May be empty.
    """
    return " ".join(text.split()) if is_plain(text) else _cleaned(text)


def is_plain(text: str) -> bool:
    """True for a text of common letters, digits and signs, without any mark, format sign or other form."""
    return _PLAIN.fullmatch(text) is not None


def _cleaned(text: str) -> str:
    visible = "".join(" " if c.isspace() else c for c in text if c.isspace() or not _is_invisible(c))
    composed = "".join(unicodedata.normalize("NFKC", c) if "\ufb50" <= c <= "\ufefc" else c for c in visible)
    composed = unicodedata.normalize("NFC", composed.replace("\u0640", ""))
    return _SPACES.sub(" ", composed).strip()


def script_of(text: str) -> Script:
    """Script of most letters of the text; `Script.OTHER` for a text without letters or of none known."""
    if text.isascii():
        return Script.LATIN if _ASCII_WORD.search(text) else Script.OTHER
    return _script_of_short(text) if len(text) <= _SHORT else _script_of(text)


def _script_of(text: str) -> Script:
    scripts = list(map(_char_script, text))
    distinct = dict.fromkeys(filter(None, scripts))
    if not distinct:
        return Script.LATIN if any(c.isascii() and c.isdigit() for c in text) else Script.OTHER
    # Of scripts with as many letters the one that comes first.
    return max(distinct, key=scripts.count)


def fold(text: str) -> str:
    """The text with everything gone that varies within a script without meaning.

    Case, diacritics, harakat, hamza carriers, ta marbuta against ha, alef maqsura against ya, and
    every sign that is not a letter or digit (which becomes one space). May be empty.
    """
    if text.isascii() and text.isalnum():
        return text.lower()
    return _fold_short(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    folded = text.translate(_PLAIN_FOLDED) if is_plain(text) else _folded(text)
    return _NOT_WORD.sub(" ", folded).strip()


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).translate(_fold_table()).casefold()
    decomposed = unicodedata.normalize("NFD", text)
    bare = "".join(c for c in decomposed if unicodedata.category(c)[0] != "M" and not _is_invisible(c))
    return bare.translate(_fold_table())


class _Folded(dict[int, str]):
    """What each character of a plain text is folded to, found out when it is first met."""

    def __missing__(self, char: int) -> str:
        return self.setdefault(char, _folded(chr(char)))


_PLAIN_FOLDED = _Folded()

_script_of_short = lru_cache(maxsize=SHORT_TEXTS.entries)(_script_of)
_fold_short = lru_cache(maxsize=SHORT_TEXTS.entries)(_fold)
