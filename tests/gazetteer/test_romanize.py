from __future__ import annotations

import pytest

from gazetteer.normalize import script_of
from gazetteer.romanize import SILENCE, Sound, is_turkic_spelling, to_latin_letters, word_sound
from gazetteer.toponym import analyse
from gazetteer.vocabulary import Script
from tests.gazetteer.case_tables import read_cases


@pytest.mark.parametrize(
    ("word", "script", "vowelled", "consonants", "skeleton"),
    read_cases("romanize", "word", "script", "vowelled", "consonants", "skeleton"),
)
def test_how_words_sound(word: str, script: str, vowelled: str, consonants: str, skeleton: str) -> None:
    latin = word if script in ("Arab", "Syrc") else to_latin_letters(word, is_turkic_spelling(word))
    assert script_of(word) is Script(script)
    assert word_sound(latin) == Sound(vowelled, consonants, skeleton)


@pytest.mark.parametrize("word", ["", "-", "'", "東京", "ʿ"])
def test_nothing_is_silent(word: str) -> None:
    assert word_sound(word) == SILENCE


def test_sounds_are_spoken_in_a_row() -> None:
    assert word_sound("dayr") + word_sound("zor") == Sound("dairzur", "drzr", "drdr")
    assert SILENCE + word_sound("zor") == word_sound("zor") == word_sound("zor") + SILENCE


def test_a_sound_is_added_to_sounds_only() -> None:
    with pytest.raises(TypeError):
        sum([word_sound("zor")])


@pytest.mark.parametrize(
    ("text", "turkic"),
    [
        ("Çemçemal", True),
        ("Xezêne", True),
        ("Şêx", True),
        ("Durūbīyah aş Şaghīrah", False),
        ("‘Ayn al ‘Arūs", False),
        ("Aleppo", False),
        ("Helebce", False),
    ],
)
def test_is_turkic_spelling(text: str, turkic: bool) -> None:
    assert is_turkic_spelling(text) is turkic


@pytest.mark.parametrize(
    ("text", "turkic", "latin"),
    [
        ("Şêxan", True, "shêkhan"),
        ("Cizîr", True, "jizîr"),
        ("aş Şaghīrah", False, "aş şaghīrah"),
        ("Дейр-эз-Зор", False, "deyr-ez-zor"),
        ("Хама", False, "khama"),
    ],
)
def test_to_latin_letters(text: str, turkic: bool, latin: str) -> None:
    assert to_latin_letters(text, turkic) == latin


def test_kurmanji_meets_sorani() -> None:
    one, other = analyse("Çemçemal").forms, analyse("چەمچەماڵ").forms
    assert [form.sound.skeleton for form in one] == [form.sound.skeleton for form in other]
