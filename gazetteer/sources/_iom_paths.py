"""Which part of an IOM location's text is its name, told by how the parts recur in the district.

In "البصرة-ابو الخصيب-يوسفان" the last part is the name; in "Raparine-Qaladiza" the first is. A town
stands beside many names and a name beside few towns, so the part with the fewest partners is the name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from gazetteer.normalize import clean_toponym, fold
from gazetteer.resources import load_table
from gazetteer.sources._feature_words import is_feature_word, read_feature_words
from gazetteer.sources._qualifiers import UnitNames, is_contrast, split_brackets, split_twins
from gazetteer.words import load_words

_CADASTRE = re.compile(
    r"\s*م?\(\d+(?:-|(?=[^\W\d]))([^)]*)\)\s*|\s*م\(\d+\)\s*|\s*(مقاطعة[\s-]*\d+|\bmukh?ata\s*\d+)\s*-?",
    re.IGNORECASE,
)
"""A cadastral district ("م(25-عرموشية)", "مقاطعة 16"): no part of the name."""

_TYPE_HYPHEN = re.compile(r"\b(hay|hai|hey|mahalla|mahala)\s*-\s*", re.IGNORECASE)
_NUMBER_HYPHEN = re.compile(r"-(?=\d+\s*(?:qtr|village|camp|area|sector)\b)", re.IGNORECASE)
_UNDERSCORE_FOR_AYN = re.compile(r"(?<=[a-z])_(?=[a-z])")
_SECTOR = r"(?:(?:محلة|محله|قطاع|mahall?a|mahala|sector)\s*)?"
_NUMBER = re.compile(rf"^{_SECTOR}\d[\d\s&+]*[A-Za-z]?$", re.IGNORECASE)
_FINAL_NUMBER = re.compile(
    rf"^(?P<name>.*?[^\W\d]{{3,}}.*?)[\s'’]*(?P<number>{_SECTOR}\d+(?:\s*[&+]\s*\d+)*[A-Za-z]?)$",
    re.IGNORECASE,
)
_UNIT_WORD = re.compile(r"^(?:ناحية|ناحيه|قضاء|مركز القضاء|مقاطعة|مقاطعه)|.\sarea$", re.IGNORECASE)
_UNIT_WEIGHT, _FEATURE_WEIGHT = 1_000, -500
"""A unit is the name only where no other part can be; a part with "Hay" or "قرية" is it before all others."""

_TELLING_CODES = frozenset({"P.PPL", "P.PPLX"})
"""A village or quarter is the name in a path; "مخيم القيارة-الجدعة 2" has the camp as its first part."""


@dataclass(frozen=True, slots=True)
class Text:
    """A raw text in pieces: the parts of the path, the sector number ("" if none), what stood in brackets."""

    parts: tuple[str, ...]
    number: str = ""
    brackets: tuple[str, ...] = ()
    cadastre: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What the text says: the name (may be ""), its sector number, its other names and its context."""

    name: str
    number: str = ""
    variants: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    by_evidence: bool = False


def dissect(text: str) -> Text:
    """The pieces of a raw name; no part where there is no letter or digit."""
    text = _UNDERSCORE_FOR_AYN.sub("'", clean_toponym(text))
    cadastre = tuple(filter(None, (clean_toponym("".join(found)) for found in _CADASTRE.findall(text))))
    outside, brackets = split_brackets(_CADASTRE.sub(" ", text))
    outside = _NUMBER_HYPHEN.sub(" ", _TYPE_HYPHEN.sub(r"\1 ", outside))
    pieces = _with_generics_joined(split_twins(outside, tight_hyphens=True))
    numbers = [piece for piece in pieces if _NUMBER.match(piece)]
    parts = [piece for piece in pieces if not _NUMBER.match(piece)] or pieces
    noise = {fold(word) for word in load_table("sources.toml")["iom"]["bracket_noise"]}
    kept = tuple(bracket for bracket in brackets if fold(bracket) not in noise and not _NUMBER.match(bracket))
    told = [bracket for bracket in brackets if _NUMBER.match(bracket)]
    number = numbers[0] if numbers and parts != pieces else next(iter(told), "")
    if parts and not number:
        final = _FINAL_NUMBER.match(parts[-1])
        if final and not is_feature_word(final["name"]):
            number = final["number"]
            parts[-1] = clean_toponym(final["name"])
    if not parts and kept:
        return Text(kept[:1], number, kept[1:], cadastre)
    return Text(tuple(parts), number, kept, cadastre)


def _with_generics_joined(pieces: list[str]) -> list[str]:
    """The pieces, a generic word alone put before the next one ("Tal-Alshaeer")."""
    joined: list[str] = []
    for piece in pieces:
        if joined and fold(joined[-1]) in load_words().generics:
            joined[-1] += f" {piece}"
        else:
            joined.append(piece)
    return joined


class DistrictIndex:
    """How the texts of one language and district recur."""

    def __init__(self, texts: Iterable[Text], unit_names: UnitNames) -> None:
        self._units = unit_names
        self._partners: dict[str, set[str]] = defaultdict(set)
        self._insides: dict[str, set[str]] = defaultdict(set)
        self._bracket_rows: Counter[str] = Counter()
        for text in texts:
            folded = [fold(part) for part in text.parts]
            for part in folded:
                self._partners[part].update(other for other in folded if other != part)
            for bracket in text.brackets:
                self._insides[folded[-1] if folded else ""].add(fold(bracket))
                self._bracket_rows[fold(bracket)] += 1

    def read(self, text: Text, joins_bracket: bool = False) -> Reading:
        """The name and context of one of the texts.

        A bracket that recurs in the district is context ("(Hawija)"); what stands before a bracket is where
        several stand behind it ("Soran(26 Gulan)"). With `joins_bracket` a bracket is a contrast word.
        """
        if not text.parts:
            return Reading("", text.number, (), (*text.brackets, *text.cadastre))
        weights = [self._weight(part) for part in text.parts]
        at = min(range(len(weights)), key=lambda i: (weights[i], -i))
        name = text.parts[at]
        context = [part for i, part in enumerate(text.parts) if i != at]
        evidence = any(weight > 1 for i, weight in enumerate(weights) if i != at)
        variants: list[str] = []
        for bracket in text.brackets:
            if joins_bracket or is_contrast(bracket):
                name = f"{read_feature_words(name).name} {bracket}"
            elif self._bracket_rows[fold(bracket)] > 1 or self._units.sounds_like_one(bracket):
                context.append(bracket)
            elif self._holds_several(text):
                context.append(name)
                variants.append(f"{name} ({bracket})")
                name = bracket
            else:
                variants.append(bracket)
        context.extend(text.cadastre)
        return Reading(name, text.number, tuple(variants), tuple(dict.fromkeys(context)), evidence)

    def _holds_several(self, text: Text) -> bool:
        last = text.parts[-1]
        is_village = read_feature_words(last).feature_code != ""
        return not text.number and not is_village and len(self._insides[fold(last)]) > 1

    def _weight(self, part: str) -> int:
        weight = len(self._partners[fold(part)])
        if _UNIT_WORD.search(part) or self._units.sounds_like_one(part):
            weight += _UNIT_WEIGHT
        if read_feature_words(part).feature_code in _TELLING_CODES and not _UNIT_WORD.search(part):
            weight += _FEATURE_WEIGHT
        return weight
