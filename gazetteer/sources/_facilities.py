"""English names of facilities and landforms: their kind by its word, and every name that one text holds."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from gazetteer.normalize import clean_toponym
from gazetteer.resources import load_table
from gazetteer.sources._qualifiers import UnitNames, split_brackets
from gazetteer.vocabulary import NameType

_HEIGHT = re.compile(r"^\d{2,4}\s*m\b", re.IGNORECASE)
_SLASH = re.compile(r"\s*/\s*")
_LONG_DASH = re.compile(r"\s*[\u2013\u2014]\s*")
_CODE = re.compile(r"^[A-Z]-?\d{1,2}$")
_INNER_CODE = re.compile(r"(?:^|\s)([A-Z]-?\d{1,2})\s")
_WORD_AFTER_BRACKET = re.compile(r"\)\s*\w")
_FORMER = re.compile(r"^(?:former|abandoned|old)\s+", re.IGNORECASE)
ARMY_UNIT = re.compile(r"\b(?:brigade|regiment|battalion|division)\b", re.IGNORECASE)
"""A word of an army unit's name."""

_MILITARY = frozenset({"L.MILB", "L.NVB"})
_ABANDONED_CODES = {"S.AIRP": "S.AIRQ", "S.AIRB": "S.AIRQ", "S.AIRF": "S.AIRQ"}
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Facility:
    """What a text names.

    `feature_code` is "" where no word tells it; `names` come with their types, the best first;
    `extent_m` is how large such a thing is; `context` holds a place in brackets; `note` says "former".
    """

    feature_code: str
    names: tuple[tuple[str, NameType], ...]
    extent_m: int = 0
    context: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Kind:
    pattern: re.Pattern[str]
    code: str
    extent_m: int


_NO_KIND = _Kind(re.compile("(?!)"), "", 0)


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(
        _Kind(_whole_words(entry["words"]), entry["code"], entry.get("extent_m", 0))
        for entry in load_table("sources.toml")["facility"]
    )


def _whole_words(words: list[str]) -> re.Pattern[str]:
    longest_first = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{longest_first})(?!\w)", re.IGNORECASE)


def _kind_of(text: str) -> tuple[_Kind, str]:
    """The first kind that has a word in the text, and the words as written; no kind and "" where none has."""
    for kind in _kinds():
        found = kind.pattern.search(text)
        if found:
            return kind, found.group()
    return _NO_KIND, ""


def facility_code(text: str) -> str:
    """Feature code that a word of the text means; "" where none does."""
    return _kind_of(text)[0].code


def read_facility(text: str, units: UnitNames | None = None) -> Facility:
    """The kind and the names of a facility; `units` are names that are context where they stand in brackets.

    "Euphrates Dam/Al-Tabaqa Dam" has two names; "Sayqal/Sein Military Airbase" shares its feature word
    between both; "Tiyas Military Airbase (T4)" is "T4 Military Airbase" too, and "T4" in short. A height
    in brackets is no name, nor is the village beside a base.
    """
    outside, insides = split_brackets(text)
    current = _FORMER.sub("", outside)
    kind, word = _kind_of(current)
    names = [(name, NameType.VARIANT) for name in _alternatives(current, word)]
    context: list[str] = []
    is_bare = bool(word) and not clean_toponym(kind.pattern.sub("", re.sub("(?i)army", "", current)))
    for inside in insides:
        if _HEIGHT.match(inside) or facility_code(inside) == "S.CMPRF":
            continue
        if is_bare:
            names = [(f"{inside} {current}", NameType.VARIANT)]
            if ARMY_UNIT.search(inside):
                names.append((inside, NameType.VARIANT))
        elif _CODE.match(inside):
            names += [(f"{inside} {word}".strip(), NameType.VARIANT), (inside, NameType.SHORT)]
        elif (units and units.sounds_like_one(inside)) or _is_beside(kind, current, inside):
            context.append(inside)
        else:
            shared = word if _WORD_AFTER_BRACKET.search(text) else ""
            names += [(name, NameType.VARIANT) for name in _alternatives(inside, shared)]
    code = _INNER_CODE.search(current)
    if code:
        if code.start() > 0:
            names.append((f"{code.group(1)} {word}".strip(), NameType.VARIANT))
        names.append((code.group(1), NameType.SHORT))
    if names:
        names[0] = (names[0][0], NameType.PREFERRED)
    is_former = current != outside
    feature_code = _ABANDONED_CODES.get(kind.code, kind.code) if is_former else kind.code
    return Facility(feature_code, tuple(names), kind.extent_m, tuple(context), "former" if is_former else "")


def _is_beside(kind: _Kind, outside: str, inside: str) -> bool:
    """True where a base has in brackets what is neither an army unit nor a base: the village beside it."""
    is_base = kind.code in _MILITARY or (not kind.code and bool(ARMY_UNIT.search(outside)))
    return is_base and not ARMY_UNIT.search(inside) and not facility_code(inside)


def _alternatives(text: str, word: str) -> list[str]:
    """The names between slashes or long dashes, each with the feature word that stands on one of them."""
    if "/" in word:
        plain = word.replace("/", " and ")
        text, word = text.replace(word, plain), plain
    parts = [part for part in map(clean_toponym, _SLASH.split(text)) if part]
    if len(parts) == 1:
        ends = _LONG_DASH.split(parts[0])
        if len(ends) > 1:
            return [parts[0], *_with_word(ends, word)]
    return _with_word(parts, word)


def _with_word(parts: list[str], word: str) -> list[str]:
    return [
        part if not word or word.casefold() in part.casefold() else f"{clean_toponym(part)} {word}"
        for part in parts
    ]


def slug(text: str) -> str:
    """The text as part of a key: lower-case ASCII letters and digits joined by hyphens."""
    plain = unicodedata.normalize("NFKD", re.sub(r"[^\w\u0300-\u036f]+", "-", text))
    return _NOT_SLUG.sub("-", plain.encode("ascii", "ignore").decode().lower()).strip("-")
