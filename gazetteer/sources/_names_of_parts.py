"""From a name taken apart to names: the pair, each twin, short forms without feature words."""

from __future__ import annotations

from collections.abc import Iterator

from gazetteer.model import Name
from gazetteer.sources._feature_words import read_feature_words
from gazetteer.sources._names import make_name
from gazetteer.sources._qualifiers import Parts
from gazetteer.vocabulary import NameType, Romanization

PAIR_SIGN = " - "
"""Joins twin names where both are written, as most of the sources do."""


def names_of_parts(
    parts: Parts, source: str, lang: str, romanization: Romanization | None = None
) -> Iterator[Name | None]:
    """The names of a text taken apart, the source's own first.

    One name: preferred, and short without a feature word that stays. Twins: the pair is preferred,
    each alone is short. What stood in brackets is a variant.
    """
    typed = [read_feature_words(name) for name in parts.names]
    whole = PAIR_SIGN.join(name.name for name in typed)
    yield make_name(whole, source, lang, NameType.PREFERRED, romanization)
    for name in typed:
        if len(typed) > 1:
            yield make_name(name.name, source, lang, NameType.SHORT, romanization)
        if name.short:
            yield make_name(name.short, source, lang, NameType.SHORT, romanization)
    for bracket in parts.brackets:
        yield make_name(read_feature_words(bracket).name, source, lang, NameType.VARIANT, romanization)


def feature_code_of_parts(*texts: Parts) -> str:
    """The feature code that the first feature word in any of the names means; "" where there is none."""
    for parts in texts:
        for name in parts.names:
            code = read_feature_words(name).feature_code
            if code:
                return code
    return ""
