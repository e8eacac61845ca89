"""What a character is to a name: what a compiled analysis asks, once for each."""

from __future__ import annotations

import re
from typing import NamedTuple

from gazetteer.normalize import fold, is_plain, script_of
from gazetteer.romanize import spoken_arabic, to_latin_letters, turkic_signs
from gazetteer.vocabulary import Script

BOUNDARY = re.compile(r"[^\w'’‘`´ʼʻʿʾ]+|_+")
"""What parts the words of a name."""

_SCRIPTS = (Script.LATIN, Script.ARABIC)


class Character(NamedTuple):
    """A letter, which stands for itself wherever it stands, or a sign.

    script: Latin or Arabic, OTHER of a sign. parts: it is a boundary of words. latin: its plain Latin letters
    outside Turkic spelling, an Arabic letter itself. folded: these, folded; empty for a sign. spoken: by what
    an Arabic letter is spoken, folded. turkic, not_turkic: see `romanize.turkic_signs`.
    """

    script: Script
    parts: bool
    latin: str
    folded: str
    spoken: str
    turkic: bool
    not_turkic: bool


def character_of(char: str) -> Character | None:
    """What it is; None for a letter of another script, a digit, a mark, and whatever is not plain."""
    if not is_plain(char):
        return None
    parts = BOUNDARY.fullmatch(char) is not None
    if not char.isalpha():
        is_sign = parts or not char.isalnum()
        return Character(Script.OTHER, parts, char, "", "", False, False) if is_sign else None
    script = script_of(char)
    if script not in _SCRIPTS:
        return None
    latin = char if script is Script.ARABIC else to_latin_letters(char, turkic=False)
    folded = fold(latin)
    if not is_plain(latin) or not folded.isalpha():
        return None
    signs, not_with = turkic_signs()
    lowered = char.lower()
    turkic, not_turkic = not signs.isdisjoint(lowered), not not_with.isdisjoint(lowered)
    return Character(script, False, latin, folded, spoken_arabic(char), turkic, not_turkic)
