"""Names as every reader makes them: tidied text, the language that the letters allow, faults told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from gazetteer.model import Name
from gazetteer.normalize import clean_toponym, script_of
from gazetteer.resources import load_table
from gazetteer.sources._romanization import romanization_of
from gazetteer.vocabulary import NameType, Romanization, Script

MAX_TOPONYM_LENGTH = 60
"""Longer texts in the sources are sentences; the longest true name there has 52 letters."""

_EDGES = ' \t-\u2013\u2014_/\\.,;:\u060c\u061b\u00ab\u00bb"'
_AFTER_COMMA = re.compile(r"\s*[,\u060c;\u061b].*$", re.DOTALL)
_INVERTED = re.compile(r"^(?P<own>[^,]+), (?P<generic>\u1e28?[HḨ]ay[yī]?\b.*)$", re.IGNORECASE)
_URL = re.compile(r"https?:|www\.|\.(?:com|org)\b", re.IGNORECASE)
_GARBLE = re.compile(r"[!?\u061f=<>{}\[\]|#@*~^\"]")
_SORANI_LETTERS = re.compile("[\u0695\u06b5\u06ce\u06c6\u06d5]")
_LATIN_LETTER = re.compile("[A-Za-z]")
_ARABIC_LETTER = re.compile("[\u0621-\u06d5]")

_KURMANJI, _SORANI, _ARABIC, _UNKNOWN = "kmr", "ckb", "ara", "und"


def tidy_toponym(text: str) -> str:
    """The text as a name: clean, without edge punctuation, and without a country after a comma.

    "Abbas, Hayy Al" is turned round; underscores become spaces. May be empty.
    """
    text = clean_toponym(text)
    inverted = _INVERTED.match(text)
    if inverted:
        text = f"{inverted['generic']} {inverted['own']}"
    text = _AFTER_COMMA.sub("", text).replace("_", " ")
    return clean_toponym(text).strip(_EDGES)


def name_fault(text: str) -> str:
    """Why the raw text is no name ("empty", "url", "sentence", "garble", "two scripts"); "" if it is one."""
    if _URL.search(text):
        return "url"
    tidy = tidy_toponym(text)
    if not any(char.isalnum() for char in tidy):
        return "empty"
    if len(tidy) > MAX_TOPONYM_LENGTH:
        return "sentence"
    if _GARBLE.search(tidy) or tidy in load_table("sources.toml")["names"]["garbles"]:
        return "garble"
    if _LATIN_LETTER.search(tidy) and _ARABIC_LETTER.search(tidy):
        return "two scripts"
    return ""


def is_consonant_string(text: str) -> bool:
    """True for a letter-by-letter transliteration of an Arabic name ("alkramt", "nahyt mrkz alhskt").

    Such strings are the only Latin names in the sources that have no capital at all.
    """
    return bool(_LATIN_LETTER.search(text)) and text == text.lower()


def language_of(stated: str, toponym: str) -> str:
    """ISO 639-3 code that fits the letters, given what the source states ("ara", "kur", "und", others kept).

    Latin letters under "ara" are a romanization of no known language. Arabic letters under "und", "ara" or
    "eng" are Arabic, or Sorani where a letter of that alphabet stands. "kur" is told apart by script.
    """
    script = script_of(toponym)
    if script is Script.ARABIC and stated in {_ARABIC, _UNKNOWN, "eng"}:
        return _SORANI if _SORANI_LETTERS.search(toponym) else _ARABIC
    if stated == "kur":
        return _SORANI if script is Script.ARABIC else _KURMANJI
    if stated == _ARABIC:
        return _UNKNOWN
    return stated


def make_name(
    text: str,
    source: str,
    lang: str = _UNKNOWN,
    name_type: NameType = NameType.VARIANT,
    romanization: Romanization | None = None,
) -> Name | None:
    """A name from raw text, or None where it holds a fault (`name_fault`).

    Unless given, `romanization` is told by the marks of a Latin name whose language is unknown or Kurdish.
    """
    if name_fault(text):
        return None
    toponym = tidy_toponym(text)
    script = script_of(toponym)
    language = language_of(lang, toponym)
    if script is not Script.LATIN:
        romanization = Romanization.NONE
    elif romanization is None:
        by_marks = language in {_UNKNOWN, _KURMANJI}
        romanization = romanization_of(toponym) if by_marks else Romanization.NONE
    return Name(toponym, language, script, romanization, name_type, (source,))


_STRENGTH = {
    NameType.PREFERRED: 0,
    NameType.VARIANT: 1,
    NameType.HISTORICAL: 2,
    NameType.SHORT: 3,
    NameType.CODE: 4,
}


def unique_names(names: Iterable[Name | None]) -> tuple[Name, ...]:
    """The names that are there, each (toponym, language) once and at most one preferred a language, in order.

    A toponym of unknown language goes where the same toponym has a language. Of equals the stronger type
    stays.
    """
    found: dict[tuple[str, str], Name] = {}
    for name in names:
        if name is None:
            continue
        key = (name.toponym, name.lang)
        if key not in found or _STRENGTH[name.name_type] < _STRENGTH[found[key].name_type]:
            found[key] = name
    known = {toponym for toponym, lang in found if lang != _UNKNOWN}
    has_preferred: set[str] = set()
    kept: list[Name] = []
    for (toponym, lang), name in found.items():
        is_first = name.name_type is NameType.PREFERRED and lang not in has_preferred
        if lang == _UNKNOWN and toponym in known and not is_first:
            continue
        if is_first:
            has_preferred.add(lang)
        elif name.name_type is NameType.PREFERRED:
            kept.append(replace(name, name_type=NameType.VARIANT))
            continue
        kept.append(name)
    return tuple(kept)
