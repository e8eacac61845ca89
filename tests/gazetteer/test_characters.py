from __future__ import annotations

import pytest

from gazetteer.characters import Character, character_of
from gazetteer.vocabulary import Script


@pytest.mark.parametrize(
    ("char", "script", "latin", "folded", "spoken"),
    [
        ("A", Script.LATIN, "a", "a", "a"),
        ("Ḩ", Script.LATIN, "ḩ", "h", "h"),
        ("ḫ", Script.LATIN, "kh", "kh", "h"),
        ("ß", Script.LATIN, "ß", "ss", "ss"),
        ("ب", Script.ARABIC, "ب", "ب", "ب"),
        ("ة", Script.ARABIC, "ة", "ه", "ه"),
        ("ۆ", Script.ARABIC, "ۆ", "و", "u"),
    ],
)
def test_letters(char: str, script: Script, latin: str, folded: str, spoken: str) -> None:
    told = character_of(char)
    assert told is not None
    assert told[:5] == (script, False, latin, folded, spoken)


@pytest.mark.parametrize(("char", "parts"), [(" ", True), ("-", True), ("_", True), ("'", False)])
def test_signs(char: str, parts: bool) -> None:
    assert character_of(char) == Character(Script.OTHER, parts, char, "", "", False, False)


@pytest.mark.parametrize("char", ["4", "٤", "²", "½", "д", "ܐ", "ω", "\u0301", "\u064b", "\u200f", "ﺍ", "東"])
def test_what_is_neither(char: str) -> None:
    assert character_of(char) is None


@pytest.mark.parametrize(
    ("char", "turkic", "not_turkic"), [("Ç", True, False), ("Ḩ", False, True), ("a", False, False)]
)
def test_signs_of_a_spelling(char: str, turkic: bool, not_turkic: bool) -> None:
    told = character_of(char)
    assert told is not None
    assert (told.turkic, told.not_turkic) == (turkic, not_turkic)
