from __future__ import annotations

import pytest

from gazetteer.normalize import fold
from gazetteer.romanize import to_latin_letters, word_sound
from gazetteer.toponym import analyse
from gazetteer.words import (
    NUMBER_BITS,
    contrast_of,
    contrasts_conflict,
    feature_bit,
    feature_fit,
    load_words,
    number_bit,
    strip_arabic_article,
)


def contrast(word: str) -> int:
    return load_words().contrasts[fold(word)]


def feature(phrase: str) -> int:
    return load_words().feature_phrases[tuple(phrase.split())]


@pytest.mark.parametrize(
    ("word", "bare"),
    [("الرقه", "رقه"), ("الب", "الب"), ("الحي", "حي"), ("حلب", "حلب"), ("", ""), ("ال", "ال")],
)
def test_strip_arabic_article(word: str, bare: str) -> None:
    assert strip_arabic_article(word) == bare


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        ("kabir", "saghir", True),
        ("kabir", "كبيرة", False),
        ("kabir", "sharqi", False),
        ("sharqi", "gharbi", True),
        ("sharqi", "shamali", True),
        ("jadid", "qadim", True),
        ("thani", "thalith", True),
    ],
)
def test_contrasts_conflict(one: str, other: str, conflict: bool) -> None:
    assert contrasts_conflict(contrast(one), contrast(other)) is conflict
    assert contrasts_conflict(contrast(other), contrast(one)) is conflict


def test_a_contrast_conflicts_with_nothing_said_nowhere() -> None:
    assert not contrasts_conflict(contrast("kabir"), 0)
    assert not contrasts_conflict(contrast("kabir") | contrast("sharqi"), contrast("sharqi"))


def test_numbers_conflict_with_other_numbers_whatever_the_zeros() -> None:
    assert number_bit("1") != number_bit("2")
    assert number_bit("007") == number_bit("7") == number_bit("٧")
    assert number_bit("2") == number_bit(str(2 + NUMBER_BITS))
    assert contrasts_conflict(number_bit("1"), number_bit("2"))
    assert number_bit("9" * 10_000) >= 1 << load_words().number_shift


@pytest.mark.parametrize(
    ("phrase", "code", "fit"),
    [
        ("airbase", "S.AIRB", 1),
        ("military airport", "S.AIRP", 1),
        ("airbase", "P.PPL", -1),
        ("village", "P.PPL", 1),
        ("village", "A.ADM3", -1),
        ("governorate", "A.ADM1", 1),
        ("governorate", "A.ADM2", 0),
        ("camp", "S.CMPRF", 1),
        ("camp", "P.PPL", 0),
        ("camp", "H.STM", -1),
    ],
)
def test_feature_fit(phrase: str, code: str, fit: int) -> None:
    assert feature_fit(feature(phrase), code) == fit


def test_no_feature_word_says_nothing() -> None:
    assert feature_fit(0, "P.PPL") == 0


def test_a_feature_by_its_concept() -> None:
    assert feature_bit("airbase") == feature("airbase")
    with pytest.raises(KeyError):
        feature_bit("spaceport")


def test_concept_sets_fit_64_bits() -> None:
    words = load_words()
    assert words.number_shift + NUMBER_BITS <= 64
    assert len(words.features) <= 64
    assert len(words.generic_names) <= 64


def test_no_word_has_two_contrasts_on_one_axis() -> None:
    words = load_words()
    assert {bit & (bit - 1) for bit in words.contrasts.values()} == {0}
    masks = [axis.mask for axis in words.axes]
    assert sum(masks) == (1 << (words.number_shift + NUMBER_BITS)) - 1


def test_every_phrase_is_within_the_longest() -> None:
    words = load_words()
    assert max(map(len, words.feature_phrases)) == words.longest_phrase
    assert all(part for phrase in words.feature_phrases for part in phrase)


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("kebire", "large"),
        ("serhir", "small"),
        ("sghira", "small"),
        ("charqiye", "east"),
        ("gharbiyeh", "west"),
        ("гарби", "west"),
        ("shamalia", "north"),
        ("djanoubi", "south"),
        ("fouqani", "upper"),
        ("seru", "upper"),
        ("سەروو", "upper"),
        ("xwaru", "lower"),
        ("фавкани", "upper"),
        ("tehtani", "lower"),
        ("sofla", "lower"),
        ("jdaidet", "new"),
        ("kadima", "old"),
        *((word, "") for word in ("ghurab", "gharib", "غريب", "غراب", "shuruq", "kabar", "qadam", "janabi")),
    ],
)
def test_a_contrast_word_is_known_by_its_shape(word: str, value: str) -> None:
    latin = to_latin_letters(word, turkic=False)
    bit = contrast_of(fold(latin), word_sound(latin).vowelled)
    assert bit == (1 << load_words().contrast_names.index(value) if value else 0)


def test_russian_words_are_keyed_by_the_letters_that_names_are_read_in() -> None:
    assert ("derewnya",) in load_words().feature_phrases
    assert any(form.features for form in analyse("деревня Хасан").forms)
