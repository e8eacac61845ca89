from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gazetteer import normalize
from gazetteer.name_words import MAX_WORDS
from gazetteer.normalize import clean_toponym, fold, script_of
from gazetteer.romanize import SILENCE, word_sound
from gazetteer.toponym import analyse
from tests.property.texts import NAMES, TEXTS

INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}


@given(st.text(st.characters(codec="ascii"), max_size=20))
@example("a\tb'c`d")
def test_plain_letters_fold_beside_others_as_they_do_alone(text: str) -> None:
    assert f"{fold(text)} e".strip() == fold(f"{text} é")


@given(TEXTS)
@example("ǣ")
@example("ŉﬃ")
@example("İı")
@example("ŀ")
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
def test_folded_text_has_words_and_single_spaces_only(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert not any(unicodedata.category(char)[0] in "MPZC" for char in folded.replace(" ", ""))


@given(TEXTS)
@example("\ufe71\u0640")
@example("\ufdfa")
def test_clean_toponym_is_idempotent_and_shows_all_it_holds(text: str) -> None:
    clean = clean_toponym(text)
    assert clean_toponym(clean) == clean
    assert unicodedata.is_normalized("NFC", clean)
    assert clean == clean.strip()
    assert "  " not in clean
    assert "\u0640" not in clean
    assert not any(unicodedata.category(char) in INVISIBLE for char in clean)


@given(TEXTS)
def test_cleaning_changes_nothing_that_folding_keeps(text: str) -> None:
    visible = "".join(char for char in text if not char.isspace())
    assert fold(clean_toponym(visible)) == fold(visible)


@given(TEXTS)
def test_every_word_has_a_sound_or_none(text: str) -> None:
    sound = word_sound(text)
    assert (sound.vowelled == "") == (sound == SILENCE)
    assert len(sound.consonants) <= len(sound.vowelled) + 1
    assert set("aiu").isdisjoint(sound.skeleton)


@given(TEXTS)
@example("اڵبج")
@example("ا" + "ل" * 300)
def test_analysing_never_fails_and_is_bounded(text: str) -> None:
    toponym = analyse(text)
    assert len(toponym.text.split()) <= MAX_WORDS
    assert len(toponym.forms) <= 6
    assert len(set(toponym.forms)) == len(toponym.forms)
    assert all(form.sound != SILENCE for form in toponym.forms)
    assert all(0 <= concepts < 1 << 64 for form in toponym.forms for concepts in form[1:])


@given(NAMES)
def test_analysing_is_of_the_cleaned_name(name: str) -> None:
    assert analyse(clean_toponym(name)) == analyse(name)


@given(st.sampled_from(["Tall Hasan ", "ا", "ال ", "T 4 ", "é", "\u0301", "- ", "٤", "ab-", "Ḩ"]))
def test_a_long_text_takes_no_long_time(part: str) -> None:
    start = time.perf_counter()
    analyse(part * (20_000 // len(part)))
    assert time.perf_counter() - start < 2


@given(NAMES, st.sampled_from("\u200e\u200f\u202a\u202b\u202c\u2066\u2069\u061c\ufeff"), st.integers(0, 24))
def test_bidi_marks_make_no_difference(name: str, mark: str, at: int) -> None:
    assert analyse(name[:at] + mark + name[at:]) == analyse(name)


@pytest.mark.parametrize("script", ["Latin", "Arabic", "Cyrillic", "Syriac"])
@given(data=st.data())
def test_case_makes_no_difference(script: str, data: st.DataObject) -> None:
    letters = {"Latin": "abcdehilmnrstuz", "Arabic": "ابتحدر", "Cyrillic": "абвгдрст", "Syriac": "ܐܒܓ"}
    word = data.draw(st.text(letters[script], min_size=1, max_size=8))
    assert script_of(word).name == script.upper()
    assert analyse(word.upper()) == analyse(word)


PLAIN = [chr(code) for code in range(0x3000) if normalize._PLAIN.fullmatch(chr(code))]


@pytest.mark.parametrize("start", range(0, len(PLAIN), 400))
def test_a_plain_character_stands_for_itself(start: int) -> None:
    assert len(PLAIN) > 1_000
    for char in PLAIN[start : start + 400]:
        assert normalize._cleaned(f"a{char}b{char}c") == f"a{char}b{char}c"
        assert (
            fold(f"{char}a{char}")
            == normalize._NOT_WORD.sub(" ", normalize._folded(f"{char}a{char}")).strip()
        )


@given(text=st.one_of(st.text(st.sampled_from(PLAIN)), TEXTS))
def test_plain_texts_are_cleaned_and_folded_as_others_are(text: str) -> None:
    assert clean_toponym(text) == normalize._cleaned(text)
    assert fold(text) == normalize._NOT_WORD.sub(" ", normalize._folded(text)).strip()
