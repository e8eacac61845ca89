"""Which scheme a Latin name was written by, told from its marks and digraphs alone."""

from __future__ import annotations

import re
import unicodedata

from gazetteer.vocabulary import Romanization

_BGN_MARKS = frozenset("\u0304\u2018")
"""Macron and turned comma: no other scheme in the sources has them."""

_BGN_CEDILLA = re.compile("[dhtz]\u0327", re.IGNORECASE)
"""The emphatic letters of BGN/PCGN 1956.

S with a cedilla is a letter of Turkish and Kurmanji too, so it tells nothing alone.
"""

_FRENCH = re.compile("[\u00e2\u00e9\u00e8\u00eb\u00ef\u00f4\u0153]|dj|o[u\u00fb]|tch|kheur|eu", re.IGNORECASE)
"""Accents and digraphs of the French mandate's maps (Levant 1:50 000)."""

_TURKISH_OR_KURDISH = frozenset("ıİğĞşŞçÇêÊöÖüÜ")
"""Letters of the Turkish and Kurmanji alphabets: such a name is written, not romanized.

A set, as a pattern that ignores case takes every i for ı.
"""


def romanization_of(toponym: str) -> Romanization:
    """The scheme that the marks of a Latin toponym tell; `Romanization.NONE` where they tell none.

    A macron, a turned comma or an emphatic letter is BGN/PCGN even beside a letter of another alphabet.
    """
    decomposed = unicodedata.normalize("NFD", toponym)
    if _BGN_MARKS & set(decomposed) or _BGN_CEDILLA.search(decomposed):
        return Romanization.BGN
    if _TURKISH_OR_KURDISH & set(toponym):
        return Romanization.NONE
    return Romanization.FRENCH if _FRENCH.search(toponym) else Romanization.NONE
